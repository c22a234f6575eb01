"""A deterministic measure of a scene plan, from 0 to 100, and what it is made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise

from studio.domain.scene import Graphic, Words
from studio.domain.time import FrameRate
from studio.llm.embedded.headlines import is_loose, width
from studio.llm.embedded.numbers import values
from studio.llm.embedded.sentences import words
from studio.llm.interface import SceneDraft

GOOD_SCENE_S = (2.5, 10.0)
LONGEST_SCENE_S = 18.0
READING_WORDS_S = 3.5
MOST_SHOWN = 24


@dataclass(frozen=True)
class Score:
    """Each from 0 to 1. `honesty` is 0 when a number is shown that the text does not hold.

    `length`: the film against the wish, 0 at 15 % off. `speech`: every narration fits its
    scene. `facts`: numbers of the text that are told. `variety`: looks, and their change
    from scene to scene. `pace`: scenes of a good length. `legible`: words on screen can be
    read in their time, and there are some. `distilled`: long narrations are not copied out
    whole, and nothing breaks off. `arc`: it opens short, and ends on a close of its own.
    """

    length: float
    speech: float
    facts: float
    honesty: float
    variety: float
    pace: float
    legible: float
    distilled: float
    arc: float

    @property
    def total(self) -> float:
        """The mean of all, times 100; 0 for a plan that is dishonest or cuts its speech."""
        each = [getattr(self, field.name) for field in fields(self)]
        is_fatal = self.honesty == 0 or self.speech < 0.5
        return 0.0 if is_fatal else round(100 * sum(each) / len(each), 1)


def score(
    drafts: Sequence[SceneDraft],
    source: str,
    rate: FrameRate,
    speech_s: Callable[[str], float],
    wish_s: float | None = None,
) -> Score:
    """The score of a plan of `source`; `speech_s` gives the seconds a narration takes."""
    seconds = [rate.seconds(draft.frames) for draft in drafts]
    total = sum(seconds) - sum(rate.seconds(d.transition.frames) for d in drafts[1:])
    told = " ".join(draft.narration for draft in drafts)
    held = values(source)
    return Score(
        length=1.0 if wish_s is None else _clamp(1 - abs(total - wish_s) / (0.15 * wish_s)),
        speech=_mean(
            [float(speech_s(d.narration) <= s) for d, s in zip(drafts, seconds, strict=True)]
        ),
        facts=1.0 if wish_s or not held else len(held & values(told)) / len(held),
        honesty=float(all(_numbers(draft) <= held for draft in drafts)),
        variety=_variety(drafts),
        pace=_mean([_pace(s) for s in seconds]),
        legible=_mean([_legible(d.visual.words, s) for d, s in zip(drafts, seconds, strict=True)]),
        distilled=_mean([_distilled(draft) for draft in drafts]),
        arc=_arc(drafts),
    )


def _numbers(draft: SceneDraft) -> frozenset[float]:
    """The numbers on screen; "one" to "three" are as often plain words."""
    return frozenset(n for n in values(_shown(draft.visual.words)) if n > 3)


def _variety(drafts: Sequence[SceneDraft]) -> float:
    looks = [_look(draft) for draft in drafts]
    changes = [float(one != two) for one, two in pairwise(looks)]
    kinds = len(set(looks)) / min(len(drafts), 5)
    return 0.5 * _clamp(kinds) + 0.5 * _clamp(_mean(changes) * 1.2)


def _look(draft: SceneDraft) -> str:
    visual = draft.visual
    return visual.template if isinstance(visual, Graphic) else visual.kind


def _pace(seconds: float) -> float:
    low, high = GOOD_SCENE_S
    if low <= seconds <= high:
        return 1.0
    if seconds < low:
        return _clamp(seconds / low)
    return _clamp(1 - (seconds - high) / (LONGEST_SCENE_S - high))


def _legible(shown: Words, seconds: float) -> float:
    count = len(_shown(shown).split())
    if count == 0:
        return 0.5
    return float(count <= MOST_SHOWN and count / READING_WORDS_S <= seconds + 1.0)


def _distilled(draft: SceneDraft) -> float:
    head, said = draft.visual.words.headline, words(draft.narration)
    if not head or draft.visual.words.number:
        return 1.0
    is_question = head.endswith(("?", "？", "؟"))
    if not is_question and is_loose(head) and len(words(head)) > 2:
        return 0.0
    is_copy = len(said) > 12 and words(head.lower()) == words(draft.narration.lower())
    return 0.3 if is_copy or width(head) > 90 else 1.0


def _arc(drafts: Sequence[SceneDraft]) -> float:
    if len(drafts) < 2:
        return 0.5
    opens = _look(drafts[0]) in ("title", "still", "footage")
    closes = _look(drafts[-1]) in ("closing", "question", "still", "footage", "quotation")
    return 0.5 * opens + 0.5 * closes


def _shown(shown: Words) -> str:
    texts = (shown.headline, shown.detail, shown.number, shown.unit, *shown.points, shown.quotation)
    return " ".join(text for text in texts if text)


def _mean(each: Sequence[float]) -> float:
    return sum(each) / len(each) if each else 0.0


def _clamp(value: float) -> float:
    return max(0.0, min(1.0, value))
