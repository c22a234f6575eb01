"""Choose one look for every beat so that the film has variety."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from studio.llm.embedded.looks import Look

PICTURE = "picture"
_REPEAT = {"statement": 0.45}
_REPEAT_ELSE = 0.85
_SOON_AGAIN = 0.12
_THIRD_TIME = 0.45
_STAND_INS = {
    "statement": "title",
    "kinetic": "statement",
    "definition": "statement",
    "code": "statement",
    "browser": "statement",
    "phone": "statement",
    "map-pin": "statement",
    "steps": "points",
    "timeline": "points",
    "feature-grid": "points",
    "credits": "points",
    "table": "points",
    "bar-chart": "points",
    "line-chart": "points",
    "pie-chart": "points",
    "before-after": "comparison",
    "comparison": "points",
    "testimonial": "quotation",
    "call-to-action": "closing",
    "number": "title",
    "points": "title",
    "quotation": "statement",
    "question": "statement",
    "chapter": "title",
    "closing": "title",
}


@dataclass(frozen=True)
class _Step:
    look: Look | None
    before: _Step | None


_States = dict[tuple[str, str], tuple[float, _Step | None]]


def choose(options: Sequence[Sequence[Look] | None], known: Collection[str]) -> list[Look | None]:
    """One look a beat, by the greatest sum of scores less what repetition costs.

    `options` holds the looks of each beat, None where a picture is shown; `known` names the
    templates there are. Dynamic programming (Viterbi) over the last two templates.
    """
    states: _States = {("", ""): (0.0, None)}
    for looks in options:
        usable = None if looks is None else [_known(look, known) for look in looks]
        states = _step(states, usable)
    step = max(states.values(), key=lambda state: state[0])[1]
    chosen = []
    while step:
        chosen.append(step.look)
        step = step.before
    return chosen[::-1]


def _step(states: _States, looks: Sequence[Look] | None) -> _States:
    found: _States = {}
    choices: Sequence[Look | None] = [None] if looks is None else looks
    for (before, last), (total, path) in states.items():
        for look in choices:
            name = look.template if look else PICTURE
            score = total + (look.score if look else 0.0) - _cost(name, last, before)
            key = (last, name)
            if key not in found or score > found[key][0]:
                found[key] = (score, _Step(look, path))
    return found


def _cost(name: str, last: str, before: str) -> float:
    if name == PICTURE:
        return 0.0
    cost = _REPEAT.get(name, _REPEAT_ELSE) if name == last else 0.0
    if name == before:
        cost += _THIRD_TIME if name == last else _SOON_AGAIN
    return cost


def _known(look: Look, known: Collection[str]) -> Look:
    name = look.template
    while name not in known and name in _STAND_INS:
        name = _STAND_INS[name]
    if name == look.template:
        return look
    head = look.words.headline or look.words.quotation or look.words.number
    shown = look.words.model_copy(update={"headline": head[:300]})
    return Look(name if name in known else "title", shown, look.score - 0.5)
