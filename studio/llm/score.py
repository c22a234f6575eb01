"""A deterministic measure of a scene plan, from 0 to 100, and what it is made of.

It knows the plan, the text it came from and the voice, and no taste: it finds what a careful
reader would object to. Two plans of one text can be compared by it; plans of two texts hardly.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from itertools import combinations, pairwise

from studio.domain.facts import invented_figures, shown_text
from studio.domain.scene import Graphic, Words
from studio.domain.time import FrameRate
from studio.llm.embedded.fitting import Lean, lean_of
from studio.llm.embedded.headlines import is_loose, width
from studio.llm.embedded.numbers import amounts, telling_number, values
from studio.llm.embedded.reader import read
from studio.llm.embedded.sentences import sentences, words
from studio.llm.interface import SceneDraft

GOOD_SCENE_S = (2.5, 10.0)
LONGEST_SCENE_S = 18.0
READING_WORDS_S = 3.5
MOST_SHOWN = 24
OFF_WISH = 0.15
HOOK_WORDS = (16, 34)
"""An opening of so many words is short, and one of so many far too long."""
SAME_LOOK_SHARE = 0.4
ALIKE = 0.5
OPENERS = frozenset({"title", "photo-title", "logo", "browser", "still", "footage"})
"""Looks that a film can begin with."""
CLOSERS = frozenset(
    {"closing", "call-to-action", "question", "quotation", "logo", "credits", "still", "footage"}
)
"""Looks that a film can end on."""
_ANSWERS_TO = 3


@dataclass(frozen=True)
class Score:
    """Each part from 0 to 1.

    - `length`: the film against the wish; 0 at 15 % off, 1 without a wish.
    - `speech`: the share of scenes that are long enough for their narration.
    - `facts`: the most striking figures of the text that are told, as many as there is room
      for: all of them without a wish, else one for every three scenes.
    - `honesty`: 1, or 0 when a figure is said or shown that the text does not hold.
    - `grounded`: scenes that lean on the sentence before them in the text ("It …", "Each …")
      and follow it.
    - `variety`: kinds of looks, their change from scene to scene, none shown in more than two
      fifths of them.
    - `fresh`: no two scenes that say, or show, nearly the same.
    - `pace`: scenes of 2.5 to 10 s, falling to 0 at 18 s.
    - `legible`: words on screen that can be read in their time, and there are some.
    - `distilled`: long narrations are not copied out whole, and no headline breaks off.
    - `shown`: striking figures that are said are on the screen as well.
    - `hook`: the first sentence has at most sixteen words.
    - `arc`: it opens on a title or a picture, and ends on a close of its own.
    """

    length: float
    speech: float
    facts: float
    honesty: float
    grounded: float
    variety: float
    fresh: float
    pace: float
    legible: float
    distilled: float
    shown: float
    hook: float
    arc: float

    @property
    def total(self) -> float:
        """The mean of all parts, times 100; 0 for a plan that is dishonest or cuts its speech."""
        each = [getattr(self, field.name) for field in fields(self)]
        is_fatal = self.honesty == 0 or self.speech < 0.5
        return 0.0 if is_fatal else round(100 * sum(each) / len(each), 1)

    @property
    def weakest(self) -> str:
        """The name of the part with the lowest value; "" when all are full."""
        low = min(fields(self), key=lambda field: float(getattr(self, field.name)))
        return low.name if getattr(self, low.name) < 1 else ""


def score(
    drafts: Sequence[SceneDraft],
    source: str,
    rate: FrameRate,
    speech_s: Callable[[str], float],
    wish_s: float | None = None,
    *,
    is_idea: bool = False,
) -> Score:
    """The score of a plan of `source`; `speech_s` gives the seconds a narration takes.

    An idea has no facts to be told and no sentences to lean on.
    """
    seconds = [rate.seconds(draft.frames) for draft in drafts]
    timed = list(zip(drafts, seconds, strict=True))
    total = sum(seconds) - sum(rate.seconds(d.transition.frames) for d in drafts[1:])
    return Score(
        length=1.0 if wish_s is None else _clamp(1 - abs(total - wish_s) / (OFF_WISH * wish_s)),
        speech=_mean([float(speech_s(d.narration) <= s) for d, s in timed]),
        facts=1.0 if is_idea else _facts(drafts, source, has_wish=wish_s is not None),
        honesty=float(not any(invented_figures(_all(draft), source) for draft in drafts)),
        grounded=1.0 if is_idea else _grounded(drafts, source),
        variety=_variety(drafts),
        fresh=_fresh(drafts),
        pace=_mean([_pace(s) for s in seconds]),
        legible=_mean([_legible(d.visual.words, s) for d, s in timed]),
        distilled=_mean([_distilled(draft) for draft in drafts]),
        shown=_figures_shown(drafts),
        hook=_hook(drafts),
        arc=_arc(drafts),
    )


def _facts(drafts: Sequence[SceneDraft], source: str, *, has_wish: bool) -> float:
    told = values(" ".join(_all(draft) for draft in drafts))
    striking = sorted(_tellings(source), key=lambda pair: -pair[0])
    room = max(1, len(drafts) // 3) if has_wish else len(striking)
    wanted = striking[:room]
    return _mean([float(number in told) for _, number in wanted]) if wanted else 1.0


def _tellings(text: str) -> list[tuple[float, float]]:
    """How striking the figure of each sentence is, and its value."""
    found = []
    for block in read(text):
        for part in (p for piece in (block.text, *block.items) for p in sentences(piece)):
            told = telling_number(part)
            if told:
                found += [(told.strength, number) for number in amounts(told.number)]
    return found


def _grounded(drafts: Sequence[SceneDraft], source: str) -> float:
    """The share of scenes whose first sentence does not miss the one it leans on."""
    places = {part: n for n, part in enumerate(_sentences(source))}
    before: int | None = None
    found = []
    for draft in drafts:
        said = [places[part] for part in sentences(draft.narration) if part in places]
        first = next(iter(sentences(draft.narration)), "")
        found.append(_stands(first, places.get(first), before))
        before = said[-1] if said else before
    return _mean(found[1:]) if len(found) > 1 else 1.0


def _stands(sentence: str, place: int | None, before: int | None) -> float:
    lean = lean_of(sentence)
    if place is None or lean is Lean.ALONE:
        return 1.0
    reach = 1 if lean is Lean.ON_BEFORE else _ANSWERS_TO
    return float(before is not None and 0 < place - before <= reach)


def _sentences(text: str) -> list[str]:
    pieces = [piece for block in read(text) for piece in (block.text, *block.items)]
    return [part for piece in pieces for part in sentences(piece)]


def _variety(drafts: Sequence[SceneDraft]) -> float:
    looks = [_look(draft) for draft in drafts]
    if not looks:
        return 0.0
    changes = _mean([float(one != two) for one, two in pairwise(looks)]) if len(looks) > 1 else 1.0
    kinds = len(set(looks)) / min(len(looks), 5)
    most = max(looks.count(look) for look in looks) / len(looks)
    even = _clamp(1 - (most - SAME_LOOK_SHARE) / (1 - SAME_LOOK_SHARE)) if len(looks) > 3 else 1.0
    return (_clamp(kinds) + _clamp(changes * 1.2) + even) / 3


def _fresh(drafts: Sequence[SceneDraft]) -> float:
    said = [_pairs(draft.narration) for draft in drafts]
    shown = [" ".join(words(draft.visual.words.headline.lower())) for draft in drafts]
    alike = sum(_alike(one, two) > ALIKE for one, two in combinations(said, 2))
    again = sum(bool(one) and one == two for one, two in pairwise(shown))
    return _clamp(1 - (alike + 0.5 * again) / max(1, len(drafts)) * 2)


def _pairs(text: str) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(words(text.lower())))


def _alike(one: frozenset[tuple[str, str]], two: frozenset[tuple[str, str]]) -> float:
    """Jaccard's measure of two sets of word pairs."""
    return len(one & two) / len(one | two) if one and two else 0.0


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
    count = len(shown_text(shown).split())
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


def _figures_shown(drafts: Sequence[SceneDraft]) -> float:
    found = []
    for draft in drafts:
        told = [t for part in sentences(draft.narration) if (t := telling_number(part))]
        striking = [t for t in told if t.strength >= 1.0]
        if striking:
            shown = values(shown_text(draft.visual.words))
            best = max(striking, key=lambda t: t.strength)
            found.append(float(bool(values(best.number) & shown)))
    return _mean(found) if found else 1.0


def _hook(drafts: Sequence[SceneDraft]) -> float:
    opening = next((part for d in drafts[:1] for part in sentences(d.narration)), "")
    few, many = HOOK_WORDS
    return _clamp((many - len(words(opening))) / (many - few))


def _arc(drafts: Sequence[SceneDraft]) -> float:
    if len(drafts) < 2:
        return 0.5
    opens = _look(drafts[0]) in OPENERS
    closes = _look(drafts[-1]) in CLOSERS
    return 0.5 * opens + 0.5 * closes


def _all(draft: SceneDraft) -> str:
    return f"{draft.narration} {shown_text(draft.visual.words)}"


def _mean(each: Sequence[float]) -> float:
    return sum(each) / len(each) if each else 0.0


def _clamp(value: float) -> float:
    return max(0.0, min(1.0, value))
