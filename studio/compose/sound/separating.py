"""The stems of a film as files of their own, for another mixing desk."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import numpy as np

from studio.compose.sound.limiter import levelled
from studio.compose.sound.mastering import blocks, laid_out
from studio.compose.sound.mix import mix_down
from studio.compose.sound.order import SoundOrder
from studio.compose.sound.pieces import PieceShelf
from studio.compose.sound.speech import sample_of
from studio.compose.sound.stems import Stem
from studio.compose.sound.tape import RATE, new_tape
from studio.store.files import writing

_FLOAT = 3
_FRAME = 8


def write_stems(order: SoundOrder, folder: Path) -> tuple[Path, ...]:
    """Write each stem of the film into `folder` as WAV: 48 kHz, stereo, 32-bit float.

    They are `speech.wav` and, where there is any, `music.wav`, `footage.wav` and
    `effects.wav`. All have the film's exact length, and at unity gain their sum is its
    master before limiting: at the film's loudness, its peaks not yet held down.

    Raises MediaMissing, UnreadableInput, NotFound, DiskFull, FolderUnwritable.
    """
    length = sample_of(order.timeline.length, order.timeline.rate)
    with laid_out(order, length, folder) as stems, new_tape(folder, 2) as tape:
        mix = mix_down(stems, length, tape, PieceShelf(None))
        level = levelled(mix.energies, mix.peaks, order.target_lufs, order.peak_db)
        return tuple(_written(stem, level.overall, length, folder) for stem in stems)


def _written(stem: Stem, factor: float, length: int, folder: Path) -> Path:
    target = folder / f"{stem.name}.wav"
    with writing(target) as part, part.open("wb") as file:
        file.write(_header(length))
        _write_samples(file, _samples(stem, factor, length))
    return target


def _samples(stem: Stem, factor: float, length: int) -> Iterator[bytes]:
    for at, count in blocks(length):
        yield (stem.read(at, count) * np.float32(factor)).astype("<f4").tobytes()


def _write_samples(file: IO[bytes], samples: Iterator[bytes]) -> None:
    for block in samples:
        file.write(block)


def _header(length: int) -> bytes:
    """RIFF, a format chunk for floats with its count of samples, and the data's own head.

    Multimedia Programming Interface and Data Specifications 1.0, and its revision of 1994.
    """
    size = length * _FRAME
    form = struct.pack("<HHIIHHH", _FLOAT, 2, RATE, RATE * _FRAME, _FRAME, 32, 0)
    fact = struct.pack("<I", length)
    chunks = _chunk(b"fmt ", form) + _chunk(b"fact", fact)
    return (
        b"RIFF"
        + struct.pack("<I", 4 + len(chunks) + 8 + size)
        + b"WAVE"
        + chunks
        + (b"data" + struct.pack("<I", size))
    )


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content
