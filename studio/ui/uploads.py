"""Files that a person puts into a form, on their way to the disk."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import Protocol

from studio.providers.reading import ENDINGS

TEXT_ENDINGS = ENDINGS
PICTURE_ENDINGS = ("jpg", "jpeg", "png", "webp", "gif", "bmp", "tif", "tiff", "avif", "heic")
FILM_ENDINGS = ("mp4", "mov", "webm", "mkv", "avi", "m4v")
SOUND_ENDINGS = ("mp3", "wav", "m4a", "flac", "ogg", "aac")


class Upload(Protocol):
    """A file as the browser sent it."""

    @property
    def name(self) -> str:
        """Its name on the person's disk."""
        ...

    def getvalue(self) -> bytes:
        """Its bytes."""
        ...


@contextmanager
def on_disk(uploads: Sequence[Upload]) -> Iterator[tuple[Path, ...]]:
    """The uploads as files under their own names, each in a folder of its own, for a while."""
    with tempfile.TemporaryDirectory(prefix="greenlight-") as folder:
        yield tuple(_put(Path(folder), n, upload) for n, upload in enumerate(uploads))


def _put(folder: Path, n: int, upload: Upload) -> Path:
    place = folder / str(n)
    place.mkdir()
    file = place / (PurePath(upload.name.replace("\\", "/")).name or "file")
    file.write_bytes(upload.getvalue())
    return file
