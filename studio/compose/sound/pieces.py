"""Parts of the sound that were measured or encoded before, by the hash of what they come from."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from studio.compose.eviction import touch
from studio.domain.ids import ContentHash
from studio.store.files import writing

_CHECK = 4


@dataclass(frozen=True)
class PieceShelf:
    """Pieces below `folder`; nothing is kept where that is None.

    A file ends with the check sum of what is before: a damaged one is made again.
    """

    folder: Path | None

    def once(self, key: ContentHash, make: Callable[[], bytes]) -> bytes:
        """The piece named `key`, or what `make` gives, kept. Raises DiskFull and as `make`."""
        if self.folder is None:
            return make()
        place = self.folder / key[:2] / f"{key}.piece"
        with suppress(OSError):
            raw = place.read_bytes()
            if _is_whole(raw):
                touch(place)
                return raw[:-_CHECK]
        made = make()
        with writing(place, durable=False) as part:
            part.write_bytes(made + _sum(made))
        return made


def _is_whole(raw: bytes) -> bool:
    return len(raw) >= _CHECK and raw[-_CHECK:] == _sum(raw[:-_CHECK])


def _sum(raw: bytes) -> bytes:
    return zlib.crc32(raw).to_bytes(_CHECK, "big")
