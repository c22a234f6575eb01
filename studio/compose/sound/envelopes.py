"""Curves of gain: how far to turn down, when to begin, and how slowly to come back."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from studio.compose.sound.tape import Sound

Curve = npt.NDArray[np.float64]

_NEPERS = np.log(10) / 20
"""In a decibel."""


def held(depths_db: Curve, rise_db: float, fall_db: float) -> Curve:
    """At least `depths_db` everywhere, rising `rise_db` and falling `fall_db` a step at most.

    The rise comes before the need: that is the look-ahead. Straight lines in decibels are
    running maxima of tilted curves, so no sample-by-sample loop is needed.
    """
    after = _falling(depths_db, fall_db)
    before = _falling(depths_db[::-1], rise_db)[::-1]
    np.maximum(after, before, out=after)
    return np.asarray(np.maximum(after, 0.0, out=after))


def _falling(depths_db: Curve, fall_db: float) -> Curve:
    """At least `depths_db`, falling `fall_db` a step at most; worked out in one place, for a
    film's curve is long and new memory costs more than the sums.
    """
    tilt = np.arange(len(depths_db), dtype=np.float64)
    tilt *= fall_db
    tilted = depths_db + tilt
    np.maximum.accumulate(tilted, out=tilted)
    tilted -= tilt
    return tilted


def rounded(curve: Curve, width: int) -> Curve:
    """`curve` with its corners rounded over `width` steps (odd) and its tops kept."""
    reach = width // 2
    tops = np.pad(curve, 2 * reach, mode="edge")
    widest = tops[: len(tops) - width + 1].copy()
    for n in range(1, width):
        np.maximum(widest, tops[n : n + len(widest)], out=widest)
    window = np.hanning(width + 2)[1:-1]
    return np.asarray(np.convolve(widest, window / window.sum(), mode="valid"))


def gain(db: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Decibels as a factor of amplitude."""
    return np.asarray(np.exp(np.asarray(db, np.float64) * _NEPERS))


def decibels(amplitude: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """A factor of amplitude in decibels; nothing at all is -120."""
    return np.asarray(20 * np.log10(np.maximum(amplitude, 1e-6)))


def line(points: Curve, step: int) -> Sound:
    """Straight lines through n + 1 `points`, `step` samples apart: n * step samples."""
    starts = points[:-1, None].astype(np.float32)
    slopes = np.diff(points)[:, None].astype(np.float32)
    along = np.arange(step, dtype=np.float32) / np.float32(step)
    return np.asarray(starts + slopes * along, np.float32).reshape(-1)


def swell(length: int) -> Sound:
    """`length` samples from nothing to all, a quarter of a sine squared."""
    return np.asarray(np.sin(np.linspace(0, np.pi / 2, length, endpoint=False)) ** 2, np.float32)
