"""A piece of music made ready for the mix, kept for the next time."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from studio.compose.eviction import touch
from studio.compose.sound.loudness import BIN, LoudnessMeter, integrated
from studio.compose.sound.order import SoundOrder
from studio.compose.sound.reading import decoded
from studio.compose.sound.tape import Sound, Tape, new_tape
from studio.domain.documents import hash_of
from studio.domain.errors import MediaMissing
from studio.domain.timeline import MusicClip
from studio.store.files import writing

DECODING = 1
"""Raise it whenever the same file would give other samples or another loudness."""

_TAIL = struct.Struct("<4sdI")
_MARK = b"tape"


@dataclass(frozen=True)
class Loaded:
    """A piece on a stereo `tape`, and its integrated loudness."""

    tape: Tape
    lufs: float


@contextmanager
def kept_piece(order: SoundOrder, clip: MusicClip, folder: Path) -> Iterator[Loaded]:
    """The music of a clip, decoded now or before.

    Raises:
        MediaMissing: the file is gone.
        UnreadableInput: it is damaged.
        DiskFull: there is no room for it.
    """
    source = order.root / clip.file
    if not source.is_file():
        raise MediaMissing("Music", source.name)
    if order.voices_folder is None:
        with new_tape(folder, 2) as tape:
            yield Loaded(tape, _load(source, tape))
        return
    key = hash_of([f"decoding-{DECODING}", clip.take, source.stat().st_size])
    place = order.voices_folder / key[:2] / f"{key}.music"
    if not _is_whole(place):
        _keep(source, place)
    touch(place)
    with place.open("rb") as file:
        _, lufs, length = _tail(place)
        yield Loaded(Tape(file, 2, length), lufs)


def _keep(source: Path, place: Path) -> None:
    with writing(place, durable=False) as part, part.open("w+b") as file:
        tape = Tape(file, 2)
        lufs = _load(source, tape)
        file.seek(0, 2)
        file.write(_TAIL.pack(_MARK, lufs, tape.length))


def _is_whole(place: Path) -> bool:
    with suppress(OSError, struct.error):
        mark, _, length = _tail(place)
        return mark == _MARK and place.stat().st_size == length * 8 + _TAIL.size
    return False


def _tail(place: Path) -> tuple[bytes, float, int]:
    with place.open("rb") as file:
        file.seek(max(0, place.stat().st_size - _TAIL.size))
        mark, lufs, length = _TAIL.unpack(file.read())
    return mark, lufs, length


def _load(path: Path, tape: Tape) -> float:
    """Put a piece of music on the stereo `tape`; its integrated loudness in LUFS."""
    meter = LoudnessMeter()
    for block in _gathered(decoded(path, 2, "Music"), BIN * 2000):
        meter.feed(block)
        tape.write(tape.length, block)
    return integrated(meter.energies())


def _gathered(blocks: Iterator[Sound], count: int) -> Iterator[Sound]:
    kept: list[Sound] = []
    held_back = 0
    for block in blocks:
        kept.append(block)
        held_back += len(block)
        if held_back >= count:
            whole = np.concatenate(kept)
            usable = len(whole) // count * count
            yield whole[:usable]
            kept, held_back = [whole[usable:]], len(whole) - usable
    if held_back:
        yield np.concatenate(kept)
