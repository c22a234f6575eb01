"""All stems together, on tape: mixed once, and measured where they changed.

    film        |----------|----------|----------|----------|
    stretches       found      found      changed    found      10 s each

BS.1770 counts energy, which adds up, and true peaks are maxima: so both are told millisecond
by millisecond of each stretch, with a little of what lies around it, and kept by the hash of
its samples. A film's loudness is that of its stretches, to the bit, whoever measured them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from studio.compose.sound.envelopes import Curve
from studio.compose.sound.loudness import BIN, MEMORY, LoudnessMeter
from studio.compose.sound.peaks import MARGIN, PeakMeter
from studio.compose.sound.pieces import PieceShelf
from studio.compose.sound.stems import Stem, mixed
from studio.compose.sound.tape import Sound, Tape
from studio.compose.sound.threads import side_by_side
from studio.domain.documents import hash_of
from studio.domain.ids import ContentHash

METERS = 2
"""Raise it whenever the same samples would be measured otherwise."""

STRETCH = BIN * 10_000
_BLOCK = BIN * 2000


@dataclass(frozen=True)
class Mix:
    """A film's sound before mastering: `length` samples on a stereo `tape`.

    `energies` and `peaks` are what the meters told of every millisecond; `names` are hashes
    of what is heard in each `STRETCH`, and close around it.
    """

    tape: Tape
    length: int
    energies: Curve
    peaks: Curve
    names: tuple[str, ...]


def mix_down(stems: Sequence[Stem], length: int, tape: Tape, shelf: PieceShelf) -> Mix:
    """Mix `length` samples of `stems` on `tape` and measure them, or find what was measured."""
    work = partial(_stretch, stems, length, tape, shelf)
    done = list(side_by_side(work, range(0, length, STRETCH)))
    measured = [np.frombuffer(raw, np.float32).reshape(2, -1) for _, raw in done]
    whole = np.concatenate(measured, axis=1) if measured else np.zeros((2, 0))
    energies, peaks = whole.astype(np.float64)
    return Mix(tape, length, energies, peaks, tuple(name for name, _ in done))


def _stretch(
    stems: Sequence[Stem], length: int, tape: Tape, shelf: PieceShelf, start: int
) -> tuple[str, bytes]:
    """The name of a stretch and its measures: float32, energies then peaks."""
    count = min(STRETCH, length - start)
    whole = -(-count // BIN) * BIN
    sound = _around(stems, start - MEMORY, MEMORY + whole + MARGIN)
    tape.write(start, sound[MEMORY : MEMORY + count])
    name = hashlib.sha256(sound.data).hexdigest()
    key = hash_of([f"meters-{METERS}", name, count])
    return name, shelf.once(ContentHash(key), partial(_measures, sound, count))


def _around(stems: Sequence[Stem], at: int, count: int) -> Sound:
    """The mix from `at` on, made in blocks that a processor's cache holds."""
    sound = np.empty((count, 2), np.float32)
    for first in range(0, count, _BLOCK):
        some = min(_BLOCK, count - first)
        sound[first : first + some] = mixed(stems, at + first, some)
    return sound


def _measures(sound: Sound, count: int) -> bytes:
    loudness, peaks = LoudnessMeter(), PeakMeter()
    for first in range(0, MEMORY + count, _BLOCK):
        loudness.feed(sound[first : min(first + _BLOCK, MEMORY + count)])
    whole = len(sound) - MEMORY - MARGIN
    for first in range(0, whole, _BLOCK):
        some = min(_BLOCK, whole - first)
        peaks.feed(sound[MEMORY - MARGIN + first : MEMORY + MARGIN + first + some])
    told = loudness.energies()[MEMORY // BIN :], peaks.peaks()
    return np.stack(told).astype(np.float32).tobytes()
