"""Speech made shorter or longer without another pitch.

    W. Verhelst, M. Roelands: "An overlap-add technique based on waveform similarity (WSOLA)
    for high quality time-scale modification of speech", ICASSP 1993.

The sound is copied as it is until it is too early or too late; then it is joined to itself
a few periods on, where it looks most alike. So nearly all of it stays untouched, and joins
fall into steady vowels and pauses rather than into the bursts of consonants.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from studio.compose.sound.envelopes import swell
from studio.compose.sound.tape import RATE, Sound

_STEP = RATE // 100
"""Samples between two looks, and over which two places are faded into each other."""

_MOST_OFF = RATE // 80
"""How far a sample may lie from where it belongs: 12.5 ms."""

_EARLY_OFF = _MOST_OFF // 3
"""From here on a join is made where it would not be heard."""

_FURTHEST_OFF = 2 * _MOST_OFF
"""How far it may lie so that a burst is not skipped or heard twice."""

_BURST = 4.0
_BURST_STEPS = 20
_BURST_FLOOR = 1e-3
_ALIKE = 0.9
_FAINT = 1e-3
_COARSE = 4


def stretched(sound: Sound, tempo: float) -> Sound:
    """`sound`, of shape (n,) or (n, channels), `tempo` times as fast: round(n / tempo) samples.

    What is heard at t is heard at t / tempo, to 12.5 ms (25 ms beside a burst), and the last
    sample is not lost.
    """
    length = round(len(sound) / tempo)
    if length == len(sound):
        return sound.copy()
    frames = sound.reshape(len(sound), -1)
    padded = np.pad(frames, ((_PAD, _PAD), (0, 0)))
    middle = np.ascontiguousarray(padded.mean(axis=1))
    walk = _Walk(middle, _bursts(middle), tempo, length, len(frames) - length)
    out = np.empty((length, frames.shape[1]), np.float32)
    shift = 0
    for at in range(0, length, _STEP):
        end = min(length, at + _STEP)
        after = walk.shift(at, shift)
        out[at:end] = _taken(padded, at + after, end - at)
        if after != shift:
            rise = swell(_STEP)[: end - at, None]
            out[at:end] *= rise
            out[at:end] += _taken(padded, at + shift, end - at) * (1 - rise)
        shift = after
    return out.reshape(length, *sound.shape[1:])


_PAD = 4 * _MOST_OFF + _STEP


@dataclass(frozen=True)
class _Walk:
    """The way through a padded sound: `length` samples out, the last `last` further on."""

    padded: Sound
    bursts: npt.NDArray[np.intp]
    tempo: float
    length: int
    last: int

    def shift(self, at: int, shift: int) -> int:
        """How far on the source is read from output sample `at` on: as before, or joined anew."""
        if at + 3 * _STEP >= self.length:
            return self.last
        ideal = round(at * (self.tempo - 1))
        off = abs(shift - ideal)
        if off <= _EARLY_OFF:
            return shift
        ahead = self.tempo > 1
        low, high = (-_EARLY_OFF, _MOST_OFF) if ahead else (-_MOST_OFF, _EARLY_OFF)
        found, likeness = _most_alike(self.padded, at + shift, at + ideal + low, high - low)
        is_late = off >= _FURTHEST_OFF
        if not is_late and self._has_burst(*sorted((at + shift, found))):
            return shift
        if likeness < _ALIKE and off < _MOST_OFF:
            return shift
        return found - at

    def _has_burst(self, first: int, end: int) -> bool:
        """Would joining these two places skip a burst, or give it twice?"""
        low, high = np.searchsorted(self.bursts, (first - _STEP // 10, end + _STEP))
        return bool(high > low)


def _bursts(padded: Sound) -> npt.NDArray[np.intp]:
    """Where something breaks out: a millisecond with four times the energy of any of the 20 before.

    Told by the places of their first samples, those of what was not padded; changes are
    counted, not the sound itself, for bursts are bright.
    """
    step = RATE // 1000
    changes = np.square(np.diff(padded, prepend=padded[:1]))
    energy = changes[: len(changes) // step * step].reshape(-1, step).sum(axis=1)
    quiet = np.pad(energy, (_BURST_STEPS, 0))
    before = np.lib.stride_tricks.sliding_window_view(quiet, _BURST_STEPS)[:-1].max(axis=1)
    floor = _BURST_FLOOR * float(energy.max(initial=0.0))
    return np.asarray(np.flatnonzero(energy > _BURST * before + floor) * step - _PAD)


def _taken(padded: Sound, at: int, count: int) -> Sound:
    """`count` samples from place `at` of what was padded."""
    start = min(max(0, at + _PAD), len(padded) - count)
    return padded[start : start + count]


def _most_alike(padded: Sound, here: int, first: int, width: int) -> tuple[int, float]:
    """The place from `first` on, among `width`, that goes on as `here` does; how alike: -1 … 1.

    Found among every fourth place by every fourth sample, then looked at closely.
    """
    here_on = _taken(padded, here, _STEP)
    if float(np.abs(here_on).max(initial=0.0)) < _FAINT:
        return first + width // 2, 1.0
    around = _taken(padded, first, width + _STEP)
    rough = _likenesses(around[::_COARSE], here_on[::_COARSE])
    near = max(0, (int(rough.argmax()) - 1) * _COARSE)
    close = _likenesses(around[near : near + _STEP + 2 * _COARSE], here_on)
    best = int(close.argmax())
    return first + near + best, float(close[best])


def _likenesses(around: Sound, pattern: Sound) -> npt.NDArray[np.float64]:
    """The normalised correlation of `pattern` with every place of `around` that holds it all."""
    products = np.correlate(around, pattern, mode="valid").astype(np.float64)
    energies = np.concatenate(([0.0], np.cumsum(np.square(around, dtype=np.float64))))
    heard = energies[len(pattern) :] - energies[: -len(pattern)]
    own = math.sqrt(float(np.square(pattern, dtype=np.float64).sum()))
    return np.asarray(products / (np.sqrt(np.maximum(heard, 1e-12)) * own + 1e-12))
