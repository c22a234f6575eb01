"""Sound kept in a file, read and written anywhere: memory does not grow with its length.

A tape may be read by several threads at once.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import numpy as np
import numpy.typing as npt

Sound = npt.NDArray[np.float32]

RATE = 48_000
"""Samples a second of everything in this room."""

_BYTES = 4


class Tape:
    """Float32 samples in frames of `channels`, in an open `file`."""

    def __init__(self, file: IO[bytes], channels: int, length: int = 0) -> None:
        self._file = file
        self._frame = channels * _BYTES
        self.channels = channels
        self.length = length
        self._lock = threading.Lock()

    def write(self, at: int, sound: Sound) -> None:
        """Put `sound`, of shape (n, channels), over what is at sample `at`."""
        with self._lock:
            self._file.seek(at * self._frame)
            self._file.write(np.ascontiguousarray(sound, dtype=np.float32).data)
            self.length = max(self.length, at + len(sound))

    def add(self, at: int, sound: Sound) -> None:
        """Mix `sound`, of shape (n, channels), with what is at sample `at`."""
        self.write(at, self.read(at, len(sound)) + sound)

    def read(self, at: int, count: int) -> Sound:
        """The `count` samples from `at`, shape (count, channels); silence outside the tape."""
        sound = np.zeros((count, self.channels), np.float32)
        start, end = max(0, at), min(self.length, at + count)
        if end > start:
            place = sound[start - at : end - at].data
            with self._lock:
                self._file.seek(start * self._frame)
                self._file.readinto(place)  # type: ignore[attr-defined]
        return sound


@contextmanager
def new_tape(folder: Path, channels: int) -> Iterator[Tape]:
    """An empty tape in a nameless file in `folder`, removed even if the process is killed."""
    with tempfile.TemporaryFile(dir=folder) as file:
        yield Tape(file, channels)
