"""Brings a mix to its loudness and holds its true peaks below the ceiling."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from studio.compose.sound.envelopes import Curve, decibels, gain, held, rounded
from studio.compose.sound.loudness import SILENCE_LUFS, integrated

_ATTACK_DB = 1.5
_RELEASE_DB = 0.06
_ROUNDING = 5
_MOST_GAIN_DB = 40.0
_CLOSE_LU = 0.02
_TRIES = 8
_STEP_DB = 0.3
"""The gain of the whole is a multiple of this. A scene that changes seldom moves it, so all
that was encoded of the others stays as it is; and 0.15 dB off the target is nothing heard. A
longer scene of sixty was seen to move it by 0.1 dB."""
_STRIDE = 1.5
"""A decibel of gain adds less than one of loudness where peaks are held down."""
_MARGIN_DB = 0.5
"""Left below the ceiling: AAC at 192 kbit/s was seen to add 0.3 dB to the peaks."""


def gains(energies: Curve, peaks: Curve, target_lufs: float, peak_db: float) -> Curve:
    """The factor at every edge between milliseconds that masters a mix.

    `energies` and `peaks` are what the meters told of each of n milliseconds; the answer
    has n + 1 points, to be joined by straight lines. The overall gain is found on these
    alone: the limiter moves so slowly that the energy of a millisecond follows its gain.
    A silent mix is left as it is, and nothing is raised by more than 40 dB.
    """
    return levelled(energies, peaks, target_lufs, peak_db).curve


@dataclass(frozen=True)
class Levelling:
    """What `gains` found: the factor for all of the mix, and the curve that it ends up as."""

    overall: float
    curve: Curve


def levelled(energies: Curve, peaks: Curve, target_lufs: float, peak_db: float) -> Levelling:
    """As `gains`, with the factor before anything was limited."""
    loudness = integrated(energies)
    if loudness <= SILENCE_LUFS:
        return Levelling(1.0, np.ones(len(peaks) + 1))
    overall_db = min(_MOST_GAIN_DB, target_lufs - loudness)
    peaks_db = decibels(peaks)
    for _ in range(_TRIES):
        curve = _limited(peaks_db, overall_db, peak_db - _MARGIN_DB)
        missing = target_lufs - integrated(energies * np.square(middles(curve)))
        if abs(missing) < _CLOSE_LU or overall_db >= _MOST_GAIN_DB:
            break
        overall_db = min(_MOST_GAIN_DB, overall_db + _STRIDE * missing)
    overall_db = round(overall_db / _STEP_DB) * _STEP_DB
    curve = _limited(peaks_db, overall_db, peak_db - _MARGIN_DB)
    return Levelling(float(gain(overall_db)), curve)


def middles(edges: Curve) -> Curve:
    """The factors in the middle of each millisecond, from those at the edges."""
    return np.asarray((edges[:-1] + edges[1:]) / 2)


def _limited(peaks_db: Curve, overall_db: float, ceiling_db: float) -> Curve:
    over = np.maximum(0.0, peaks_db + overall_db - ceiling_db)
    depth = rounded(held(over, _ATTACK_DB, _RELEASE_DB), _ROUNDING)
    edges = np.maximum(np.append(depth, 0.0), np.insert(depth, 0, 0.0))
    return gain(overall_db - edges)
