"""Spoken words as subtitles that read well, whatever is burned into the picture.

At most two rows of 42 characters, one to seven seconds, at most 20 characters a second where
the speech leaves the time, two frames between neighbours where there is room, and never two
at once: after the Netflix "Timed Text Style Guide: General Requirements" and the BBC
"Subtitle Guidelines".
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise

from studio.compose.captions import break_cost, is_sentence_end, word_places
from studio.domain.time import FrameRate, TimeRange
from studio.domain.timeline import CaptionWord, Timeline, caption_text

MOST_CHARACTERS = 42
MOST_ROWS = 2
LEAST_S, MOST_S = 1.0, 7
CHARACTERS_A_SECOND = 20.0
HOLD_S = 0.5
GAP = 2
"""Frames without a subtitle between two, so that the eye sees the change."""
_INSIDE = 20
"""Characters of difference in length that are better than to break where no space is."""

Words = Sequence[CaptionWord]


@dataclass(frozen=True)
class Cue:
    """A subtitle: shown for `range` (frames of the film), its words by rows."""

    range: TimeRange
    rows: tuple[tuple[CaptionWord, ...], ...]

    @property
    def words(self) -> tuple[CaptionWord, ...]:
        """All words in the order they are said."""
        return tuple(word for row in self.rows for word in row)

    @property
    def lines(self) -> tuple[str, ...]:
        """The text of each row."""
        return tuple(caption_text(row) for row in self.rows)


def cues(timeline: Timeline) -> tuple[Cue, ...]:
    """Every word of the film in one cue each, in order, no two cues at once.

    A single word may be longer than a row, and a film that ends or a word that comes too soon
    may leave a cue less time than it should have.
    """
    groups = [
        group
        for _, lines in groupby(timeline.captions, key=lambda line: line.scene)
        for group in _cut(tuple(word for line in lines for word in line.words), timeline.rate)
    ]
    return tuple(
        Cue(range=_shown(group, following, timeline), rows=_rows(group))
        for group, following in pairwise([*groups, None])
        if group
    )


@lru_cache(maxsize=2000)
def _cut(words: tuple[CaptionWord, ...], rate: FrameRate) -> tuple[tuple[CaptionWord, ...], ...]:
    """One scene's words in groups whose summed cost is least, by dynamic programming.

    Remembered, for every file beside a film asks, and the next film is nearly the same.
    """
    places = word_places(words)
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(words) + 1):
        choices = []
        for start in range(end - 1, -1, -1):
            size = places[end - 1][1] - places[start][0]
            if end - start > 1 and not _fits(words[start:end], size, rate):
                break
            following = words[end] if end < len(words) else None
            choices.append((best[start][0] + _cost(words[start:end], size, following, rate), start))
        best.append(min(choices))
    groups, end = [], len(words)
    while end:
        start = best[end][1]
        groups.append(words[start:end])
        end = start
    return tuple(groups[::-1])


def _fits(group: Words, size: int, rate: FrameRate) -> bool:
    if size > MOST_ROWS * MOST_CHARACTERS + 1:
        return False
    if group[-1].range.end - group[0].range.start > _most(rate):
        return False
    return all(len(caption_text(row)) <= MOST_CHARACTERS for row in _rows(group))


def _cost(group: Words, size: int, following: CaptionWord | None, rate: FrameRate) -> float:
    """How badly a cue reads: cut mid-phrase, over a sentence's end, too short, too fast."""
    cost = 2.0 + 3.0 * sum(is_sentence_end(word) for word in group[:-1])
    cost += 4.0 * max(0.0, 1 - size / MOST_CHARACTERS) ** 2
    if following is None:
        return cost
    seconds = rate.seconds(following.range.start - group[0].range.start)
    cost += 10.0 * max(0.0, LEAST_S - seconds)
    cost += 0.2 * max(0.0, size / max(seconds, 0.01) - CHARACTERS_A_SECOND)
    return cost + break_cost(group[-1], following, rate)


def _rows(group: Words) -> tuple[tuple[CaptionWord, ...], ...]:
    """One row when it fits, else the two that are nearest in length, the lower one longer."""
    places = word_places(group)
    if places[-1][1] <= MOST_CHARACTERS or len(group) == 1:
        return (tuple(group),)

    def badness(cut: int) -> tuple[int, int]:
        upper = places[cut - 1][1]
        lower = places[-1][1] - places[cut][0]
        over = max(0, upper - MOST_CHARACTERS) + max(0, lower - MOST_CHARACTERS)
        inside = _INSIDE if group[cut].is_joined else 0
        return over, abs(lower - upper) + (2 if upper > lower else 0) + inside

    cut = min(range(1, len(group)), key=badness)
    return tuple(group[:cut]), tuple(group[cut:])


def _shown(group: Words, following: Words | None, timeline: Timeline) -> TimeRange:
    """From the first word on, as long as reading takes, and not into the next cue."""
    rate, start, said = timeline.rate, group[0].range.start, group[-1].range.end
    limit = following[0].range.start - GAP if following else timeline.length
    reading_s = len(caption_text(group)) / CHARACTERS_A_SECOND
    wished = start + rate.frames_covering(max(LEAST_S, reading_s))
    held = said + rate.frames(HOLD_S)
    end = min(limit, start + _most(rate), max(wished, held))
    return TimeRange(start=start, length=max(end, said) - start)


def _most(rate: FrameRate) -> int:
    """The most frames of a cue."""
    return math.floor(MOST_S * rate.fraction)
