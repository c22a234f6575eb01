"""The plan score finds what it says it finds, and nothing else."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from studio.domain.scene import Graphic, Transition, Words
from studio.domain.time import FrameRate
from studio.llm import SceneDraft
from studio.llm.score import Score, score

RATE = FrameRate()
SOURCE = """\
# Kestrel

In Leeds, Kestrel roasts coffee. It roasts every Tuesday.

Each bag names its farm. 1,200 cafés pour it already.

Order today, and taste the difference.
"""


def scene(narration: str, template: str, seconds: float = 5.0, **words: Any) -> SceneDraft:
    visual = Graphic(template=template, words=Words(**words))
    return SceneDraft(narration, narration, visual, RATE.frames(seconds), Transition())


GOOD = [
    scene("In Leeds, Kestrel roasts coffee.", "title", headline="Kestrel"),
    scene("It roasts every Tuesday.", "statement", headline="Every Tuesday"),
    scene("Each bag names its farm.", "points", points=("Farm", "Harvest")),
    scene("1,200 cafés pour it already.", "number", number="1,200", unit="cafés"),
    scene("Order today, and taste the difference.", "closing", headline="Taste the difference"),
]


def measured(drafts: list[SceneDraft], wish_s: float | None = None) -> Score:
    return score(drafts, SOURCE, RATE, lambda text: len(text.split()) / 2.5, wish_s)


def test_a_good_plan_is_full() -> None:
    assert measured(GOOD, 25).total >= 97, measured(GOOD, 25)


WORSE = {
    "length": [replace(draft, frames=draft.frames * 2) for draft in GOOD],
    "speech": [replace(GOOD[0], frames=10), *GOOD[1:]],
    "facts": [GOOD[0], *GOOD[1:3], GOOD[4]],
    "honesty": [*GOOD[:4], scene("Over 9,000 people agree.", "closing", headline="Over 9,000")],
    "grounded": [GOOD[0], GOOD[3], GOOD[1], *GOOD[4:]],
    "variety": [replace(d, visual=Graphic(words=Words(headline=d.narration[:8]))) for d in GOOD],
    "fresh": [GOOD[0], GOOD[1], GOOD[1], *GOOD[2:]],
    "pace": [replace(GOOD[0], frames=RATE.frames(17)), *GOOD[1:]],
    "legible": [scene("In Leeds.", "points", 2, points=tuple("a b c d" for _ in range(9)))] * 2,
    "distilled": [scene("It is.", "statement", headline="The roasters of the"), *GOOD[1:]],
    "shown": [*GOOD[:3], scene("1,200 cafés pour it.", "statement", headline="Many"), GOOD[4]],
    "hook": [scene("So " * 30, "title", 14, headline="Kestrel"), *GOOD[1:]],
    "arc": GOOD[1:4],
}


@pytest.mark.parametrize("part", WORSE)
def test_each_part_falls_with_its_own_fault(part: str) -> None:
    good, worse = measured(GOOD, 25), measured(WORSE[part], 25)
    assert getattr(worse, part) < getattr(good, part) - 0.1
    assert worse.total < good.total


def test_every_part_is_tried() -> None:
    assert set(WORSE) == {field.name for field in fields(Score)}


def test_a_lie_or_cut_speech_is_worth_nothing() -> None:
    assert measured(WORSE["honesty"]).total == 0
    assert measured([replace(draft, frames=10) for draft in GOOD]).total == 0


def test_the_weakest_part_is_named() -> None:
    assert measured(WORSE["pace"], 25).weakest in ("pace", "length")
    assert measured(GOOD, 25).weakest == ""
