"""When each word is heard: from the engine's marks and the sound itself."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from studio.domain.narration import DisplayWord
from studio.domain.take import SpokenWord
from studio.providers.espeak.speech import SAMPLE_RATE_HZ, Mark

_WINDOW = 110
_WINDOW_S = _WINDOW / SAMPLE_RATE_HZ
_QUIET_DB = -42.0
_MARGIN_S = 0.02
_SHORTEST_S = 0.02

Flags = NDArray[np.bool_]


def spoken_words(
    words: Sequence[DisplayWord], marks: Sequence[Mark], samples: NDArray[np.int16]
) -> tuple[SpokenWord, ...]:
    """`words` with their times: none overlaps the next, none lies outside the sound.

    `marks` are places in the narration and seconds in `samples`, mono at `SAMPLE_RATE_HZ`.
    A word lasts until its sound dies away or the next word begins.
    """
    if not words:
        return ()
    length_s = len(samples) / SAMPLE_RATE_HZ
    starts = _starts(words, marks, length_s)
    limits = np.append(starts[1:], length_s)
    loud = _loud_windows(samples)
    return tuple(
        _spoken(word, *_heard(loud, start, limit))
        for word, start, limit in zip(words, starts, limits, strict=True)
    )


def _starts(
    words: Sequence[DisplayWord], marks: Sequence[Mark], length_s: float
) -> NDArray[np.float64]:
    """The first mark of each word in seconds; words without one share their neighbours' time."""
    places = [word.start for word in words]
    first: dict[int, float] = {}
    for mark in marks:
        first.setdefault(max(0, bisect_right(places, mark.place) - 1), mark.at_s)
    known = sorted(first)
    anchors = [*(places[index] for index in known), words[-1].end]
    times = np.maximum.accumulate([*(first[index] for index in known), length_s])
    starts = np.interp(places, anchors, times)
    room = length_s - _SHORTEST_S * np.arange(len(words), 0, -1)
    return np.asarray(np.minimum(_apart(starts), np.maximum(room, 0.0)))


def _apart(starts: NDArray[np.float64]) -> NDArray[np.float64]:
    """The same times, each at least `_SHORTEST_S` after the one before."""
    ramp = _SHORTEST_S * np.arange(len(starts))
    return np.asarray(np.maximum.accumulate(starts - ramp) + ramp)


def _loud_windows(samples: NDArray[np.int16]) -> Flags:
    """Which windows of `_WINDOW` samples hold sound, against the loudest of them."""
    whole = samples[: len(samples) // _WINDOW * _WINDOW].astype(np.float64).reshape(-1, _WINDOW)
    power = np.mean(whole**2, axis=1)
    return np.asarray(power > power.max(initial=1.0) * 10 ** (_QUIET_DB / 10))


def _heard(loud: Flags, start_s: float, limit_s: float) -> tuple[float, float]:
    """The part of a span in which there is sound, or all of it where there is none."""
    first, last = round(start_s / _WINDOW_S), round(limit_s / _WINDOW_S)
    heard = np.flatnonzero(loud[first:last])
    if not len(heard):
        return start_s, limit_s
    begin = (first + heard[0]) * _WINDOW_S - _MARGIN_S
    end = (first + heard[-1] + 1) * _WINDOW_S + _MARGIN_S
    return max(start_s, begin), min(limit_s, end)


def _spoken(word: DisplayWord, start_s: float, end_s: float) -> SpokenWord:
    return SpokenWord(
        text=word.text,
        start_s=round(float(start_s), 4),
        end_s=round(float(end_s), 4),
        start=word.start,
        end=word.end,
    )
