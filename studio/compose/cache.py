"""Segments that were made before, by their keys: `<key[:2]>/<key>.mp4` with `.json` beside.

Those of ProRes are MOV inside; whatever opens them sees that by itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from studio.compose.eviction import touch
from studio.compose.statistics import SegmentStatistics
from studio.domain.errors import StoreError
from studio.store.files import is_orphan, writing


@dataclass(frozen=True)
class SegmentCache:
    """A folder of finished segments. Deleting it, or any file in it, costs only time."""

    folder: Path

    def path(self, key: str) -> Path:
        """Where the segment named `key` is, or is to be."""
        return self.folder / key[:2] / f"{key}.mp4"

    def find(self, key: str) -> SegmentStatistics | None:
        """What was seen in the segment, or None unless it is there and whole. It counts as used.

        Whole means that the film has the size written down when it was finished.
        """
        film = self.path(key)
        try:
            raw = json.loads(film.with_suffix(".json").read_text(encoding="utf-8"))
            found = SegmentStatistics.from_document(raw)
            if film.stat().st_size != found.size or not found.size:
                return None
            touch(film.with_suffix(".json"))
            return found
        except (OSError, ValueError, AttributeError, StoreError):
            return None

    @contextmanager
    def writing(self, key: str) -> Iterator[Path]:
        """A path to render the segment to; it becomes the segment when the block ends well."""
        with writing(self.path(key), durable=False) as part:
            yield part

    def note(self, key: str, statistics: SegmentStatistics) -> None:
        """Write down what was seen in a finished segment, which makes it one to be found."""
        target = self.path(key).with_suffix(".json")
        with writing(target, durable=False) as part:
            part.write_text(json.dumps(statistics.to_document()), encoding="utf-8")


def sweep(folder: Path) -> None:
    """Remove what processes that live no more left half written in the folders below."""
    for part in folder.glob("*/.*.part*"):
        if is_orphan(part):
            with suppress(OSError):
                part.unlink()
