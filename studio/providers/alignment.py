"""Where known words are heard in a speech that came without their times.

sound   ──██████──███████████────█████──      stretches that are loud
words     One two, three four five. Six       pauses are expected at marks
"""

from __future__ import annotations

import itertools
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from studio.domain.narration import display_words
from studio.domain.take import SpokenWord

_STEP_S = 0.01
_LEAST_PAUSE_S = 0.12
_LEAST_SOUND_S = 0.04
_QUIET_DB = 32.0
"""How far below the loud parts a moment counts as silent."""

_REACH_S = 0.7
"""How far from where it is expected a pause is looked for."""

_MARKS = ".!?…;:,—–。！？、，；：؟،।"
_LONGER = ".!?…。！？؟।"
_Curve = npt.NDArray[np.float64]
_Span = tuple[float, float]


@dataclass(frozen=True)
class _Anchor:
    """Before word `word`, a pause in the sound: it ends the one stretch, and begins the next."""

    word: int
    end_s: float
    start_s: float


def aligned_words(wav: Path, narration: str) -> tuple[SpokenWord, ...]:
    """Every word of `narration` with its place in the speech at `wav` (16 bit, any channels).

    Words share the sound between two pauses by their length; pauses are matched with the marks
    after words, as near as can be to where they are expected. Silence is left out of words.
    """
    words = display_words(narration)
    spans, length_s = _loud(wav)
    if not words:
        return ()
    if not spans:
        spans = ((0.0, max(length_s, 0.02)),)
    weights = np.array([_weight(word.text) for word in words])
    anchors = _anchors([word.text for word in words], weights, spans)
    times = _times(weights, anchors, spans)
    return tuple(
        SpokenWord(text=w.text, start_s=round(a, 3), end_s=round(b, 3), start=w.start, end=w.end)
        for w, (a, b) in zip(words, times, strict=True)
    )


def _loud(wav: Path) -> tuple[tuple[_Span, ...], float]:
    """The stretches in which something is heard, in seconds, and the length of the file."""
    with wave.open(str(wav), "rb") as file:
        rate, channels = file.getframerate(), file.getnchannels()
        raw = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    sound = raw.reshape(-1, channels).astype(np.float64).mean(axis=1) / 32768
    step = max(1, round(rate * _STEP_S))
    count = len(sound) // step
    if not count:
        return (), len(sound) / rate
    power = np.square(sound[: count * step]).reshape(count, step).mean(axis=1)
    level = 10 * np.log10(power + 1e-12)
    floor = max(float(np.percentile(level, 95)) - _QUIET_DB, -65.0)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], level > floor, [0])).astype(int)))
    spans = [(a * _STEP_S, b * _STEP_S) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return _joined(spans), len(sound) / rate


def _joined(spans: Sequence[_Span]) -> tuple[_Span, ...]:
    """Stretches with the short gaps between them closed, and clicks left out."""
    joined: list[_Span] = []
    for start, end in spans:
        if joined and start - joined[-1][1] < _LEAST_PAUSE_S:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    kept = tuple(span for span in joined if span[1] - span[0] >= _LEAST_SOUND_S)
    return kept or tuple(joined)


def _weight(text: str) -> float:
    """How long a word takes, beside others: its letters, digits said in full."""
    letters = sum(5.5 if char.isdigit() else 1.0 for char in text if char.isalnum())
    return 1.2 + letters


def _anchors(texts: Sequence[str], weights: _Curve, spans: Sequence[_Span]) -> list[_Anchor]:
    """Pauses matched with marks, in order; each pause and each mark at most once."""
    pauses = [(a[1], b[0]) for a, b in itertools.pairwise(spans)]
    expected = _expected(weights, spans)
    found: list[_Anchor] = []
    for n, text in enumerate(texts[:-1]):
        if not text or text.rstrip("\"'”’»)]")[-1:] not in _MARKS:
            continue
        after = found[-1].start_s if found else spans[0][0]
        near = [p for p in pauses if p[0] > after and abs(p[0] - expected[n]) <= _REACH_S]
        if not near:
            continue
        is_longer = text.rstrip("\"'”’»)]")[-1:] in _LONGER
        best = min(
            near, key=lambda p: abs(p[0] - expected[n]) - (p[1] - p[0]) * (2 if is_longer else 1)
        )
        found.append(_Anchor(n + 1, best[0], best[1]))
    return found


def _expected(weights: _Curve, spans: Sequence[_Span]) -> list[float]:
    """When each word would end if words simply shared all the sound there is."""
    shares = np.cumsum(weights) / weights.sum()
    return [_moment(share, spans) for share in shares]


def _moment(share: float, spans: Sequence[_Span]) -> float:
    """The moment at which `share` of the sound in `spans` is over."""
    left = share * sum(end - start for start, end in spans)
    for start, end in spans:
        if left <= end - start + 1e-9:
            return start + left
        left -= end - start
    return spans[-1][1]


def _times(
    weights: _Curve, anchors: Sequence[_Anchor], spans: Sequence[_Span]
) -> list[tuple[float, float]]:
    """Start and end of every word: within each stretch between anchors, by weight."""
    firsts = [0, *(anchor.word for anchor in anchors), len(weights)]
    starts = [spans[0][0], *(anchor.start_s for anchor in anchors)]
    ends = [*(anchor.end_s for anchor in anchors), spans[-1][1]]
    times: list[tuple[float, float]] = []
    for n in range(len(starts)):
        own = weights[firsts[n] : firsts[n + 1]]
        inside = _within(spans, starts[n], ends[n])
        edges = np.concatenate(([0.0], np.cumsum(own) / own.sum()))
        times += [
            (_after(float(a), inside), _moment(float(b), inside))
            for a, b in itertools.pairwise(edges)
        ]
    return times


def _after(share: float, spans: Sequence[_Span]) -> float:
    """As `_moment`, and where that is the end of a stretch, the start of the next."""
    moment = _moment(share, spans)
    following = (
        start for (_, end), (start, _) in itertools.pairwise(spans) if abs(end - moment) < 1e-6
    )
    return next(following, moment)


def _within(spans: Sequence[_Span], start: float, end: float) -> tuple[_Span, ...]:
    """The parts of `spans` between two moments; the whole of it where all is silent."""
    cut = [(max(a, start), min(b, end)) for a, b in spans if b > start and a < end]
    return tuple(cut) or ((start, max(end, start + _STEP_S)),)
