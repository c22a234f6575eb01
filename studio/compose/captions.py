"""Spoken words as lines on screen.

Lines break where the sentence breathes: the places are chosen together so that the whole
narration reads best, after Knuth and Plass, "Breaking Paragraphs into Lines" (1981).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from studio.domain.format import Aspect
from studio.domain.ids import SceneId
from studio.domain.take import SpokenWord
from studio.domain.time import FrameRate, TimeRange
from studio.domain.timeline import CaptionClip, CaptionWord, caption_text, caption_words

CHARACTERS = {Aspect.WIDE: 42, Aspect.TALL: 24, Aspect.SQUARE: 32, Aspect.PORTRAIT: 32}
LEAST_S = 0.7
HOLD_S = 0.5
PAUSE_S = 0.8
_SHORT = 2
"""Letters of a word that belongs to the next one, as most so short do: in, of, a, в, de."""

_INSIDE = 7.0
"""To break where no space is may part a word: where some are not told apart by spaces."""

_SENTENCE_ENDS = frozenset(".!?…。！？।؟")
_CLAUSE_ENDS = frozenset(",;:–—،、，；：")
_CLOSERS = "\"'”’»)]）」』"


@dataclass(frozen=True)
class Spoken:
    """A scene's speech: heard from frame `offset` of the film, shown within `body`."""

    scene: SceneId
    words: tuple[SpokenWord, ...]
    offset: int
    body: TimeRange


def caption_lines(spoken: Spoken, rate: FrameRate, aspect: Aspect) -> tuple[CaptionClip, ...]:
    """The lines of one scene, in frames of the film, none overlapping the next.

    Every word stands in exactly one line. A line is shown from its first word until the next
    line, or `HOLD_S` after its last word, and at least `LEAST_S` where the next line allows.
    """
    if not spoken.words:
        return ()
    words = caption_words(spoken.words, spoken.offset, rate)
    lines = _broken(words, CHARACTERS[aspect], rate)
    ends = _ends(lines, spoken.body, rate)
    return tuple(
        CaptionClip(
            scene=spoken.scene,
            range=TimeRange(start=line[0].range.start, length=end - line[0].range.start),
            words=line,
        )
        for line, end in zip(lines, ends, strict=True)
    )


def word_places(words: Sequence[CaptionWord]) -> tuple[tuple[int, int], ...]:
    """Where each word stands in `caption_text(words)`, as half-open character places."""
    places: list[tuple[int, int]] = []
    for word in words:
        gap = 0 if word.is_joined or not places else 1
        start = places[-1][1] + gap if places else 0
        places.append((start, start + len(word.text)))
    return tuple(places)


def _broken(
    words: Sequence[CaptionWord], limit: int, rate: FrameRate
) -> list[tuple[CaptionWord, ...]]:
    """The lines whose summed cost is least."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(words) + 1):
        choices = []
        for start in range(end - 1, -1, -1):
            line = words[start:end]
            if len(line) > 1 and len(caption_text(line)) > limit:
                break
            following = words[end] if end < len(words) else None
            choices.append((best[start][0] + _cost(line, following, limit, rate), start))
        best.append(min(choices))
    lines, end = [], len(words)
    while end:
        start = best[end][1]
        lines.append(tuple(words[start:end]))
        end = start
    return lines[::-1]


def _cost(
    line: Sequence[CaptionWord], following: CaptionWord | None, limit: int, rate: FrameRate
) -> float:
    """How badly a line reads: ragged, orphaned, too short to read, or broken mid-phrase."""
    slack = max(0.0, 1 - len(caption_text(line)) / limit)
    cost = 1.0 + 4 * slack * slack
    cost += 5.0 * sum(_ends_with(word.text, _SENTENCE_ENDS) for word in line[:-1])
    cost += 5.0 if len(line) == 1 else 0.0
    if following is None:
        return cost
    if following.range.start - line[0].range.start < rate.frames(LEAST_S):
        cost += 8.0
    return cost + break_cost(line[-1], following, rate)


def break_cost(last: CaptionWord, following: CaptionWord, rate: FrameRate) -> float:
    """How badly it reads to break between two words: 0 at a sentence's end or a long pause."""
    if _ends_with(last.text, _SENTENCE_ENDS):
        return 0.0
    if following.range.start - last.range.end >= rate.frames(PAUSE_S):
        return 0.0
    if _ends_with(last.text, _CLAUSE_ENDS):
        return 1.0
    if following.is_joined:
        return _INSIDE
    return 6.0 if len(last.text) <= _SHORT else 4.0


def is_sentence_end(word: CaptionWord) -> bool:
    """True when a sentence ends with `word`."""
    return _ends_with(word.text, _SENTENCE_ENDS)


def _ends_with(text: str, ends: frozenset[str]) -> bool:
    return text.rstrip(_CLOSERS)[-1:] in ends


def _ends(
    lines: Sequence[Sequence[CaptionWord]], body: TimeRange, rate: FrameRate
) -> tuple[int, ...]:
    """The frame after each line's last."""
    limits = [line[0].range.start for line in lines[1:]] + [max(body.end, lines[-1][-1].range.end)]
    wanted = [
        max(line[-1].range.end + rate.frames(HOLD_S), line[0].range.start + rate.frames(LEAST_S))
        for line in lines
    ]
    return tuple(min(end, limit) for end, limit in zip(wanted, limits, strict=True))
