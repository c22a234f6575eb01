"""The embedded director shows what is said by the design that tells it best."""

from __future__ import annotations

import asyncio
from itertools import pairwise
from pathlib import Path

import pytest

from studio.domain.brief import Brief, BriefKind
from studio.domain.format import Aspect
from studio.domain.scene import Graphic
from studio.domain.time import FrameRate
from studio.graphics.templates import TEMPLATES
from studio.llm import PlanAsk, SceneDraft, embedded_directors
from studio.llm.embedded.beats import Beat, BeatKind
from studio.llm.embedded.looks import looks

SAMPLES = Path(__file__).parents[1] / "samples" / "designs"


def planned(text: str) -> list[SceneDraft]:
    ask = PlanAsk(
        brief=Brief(kind=BriefKind.MARKDOWN, title="", text=text),
        rate=FrameRate(),
        aspect=Aspect.WIDE,
        speech_s=lambda said: len(said) / 15,
    )

    async def collected() -> list[SceneDraft]:
        return [draft async for draft in embedded_directors()["embedded"].plan(ask)]

    return asyncio.run(collected())


def best(beat: Beat) -> str:
    return looks(beat)[0].template


def listed(*items: str, heading: str = "", is_ordered: bool = False) -> Beat:
    return Beat(BeatKind.LIST, items, heading=heading, items=items, is_ordered=is_ordered)


def said(*parts: str, heading: str = "") -> Beat:
    return Beat(BeatKind.TEXT, parts, heading=heading)


CASES = {
    "parts of a whole": (listed("Hydro: 62 %", "Wind: 27 %", "Gas: 11 %"), "pie-chart"),
    "figures": (listed("Oslo: 700,000", "Bergen: 290,000", "Bodø: 53,000"), "bar-chart"),
    "a course": (listed("2021: 40", "2022: 95", "2023: 210"), "line-chart"),
    "dates": (listed("1961: First in orbit", "1969: First on the Moon"), "timeline"),
    "dated sentences": (
        said("In 1957 it began.", "In 1961 came the second.", "In 1969 it was done."),
        "timeline",
    ),
    "two sides": (listed("Paper: slow and warm", "Screen: quick and cold"), "comparison"),
    "numbered": (listed("Mix", "Bake", "Eat", is_ordered=True), "steps"),
    "asked how": (
        listed("Call us", "Choose a day", "Get the key", heading="How it works"),
        "steps",
    ),
    "features": (listed("Safe: yours alone", "Fast: in seconds", "Free: no key"), "feature-grid"),
    "credits": (
        listed("Words: Ada", "Music: Jon", "Pictures: Mia", heading="Thanks"),
        "credits",
    ),
    "plain": (listed("Bread", "Butter and a great deal of jam on it"), "points"),
    "then and now": (
        said("Before, it took a week.", "Now it takes an evening.", heading="Time"),
        "before-after",
    ),
    "a term": (said("A perigee is the point of an orbit nearest to the Earth."), "definition"),
    "a number": (said("The Moon is 384,400 kilometres away."), "number"),
    "a place": (said("The Eagle stands at 0.674° N, 23.473° E to this day."), "map-pin"),
    "a website": (said("Everything is told on harbour.example for those who ask."), "browser"),
    "an app": (said("Get the app for your phone at harbour.example as well."), "phone"),
    "praise": (
        Beat(BeatKind.QUOTATION, ("We sleep better since.",), source="Ida Holm, farmer"),
        "testimonial",
    ),
    "history": (
        Beat(BeatKind.QUOTATION, ("One giant leap for mankind.",), source="Armstrong"),
        "quotation",
    ),
    "a call": (Beat(BeatKind.CLOSING, ("Start today at power.example",)), "call-to-action"),
    "an end": (Beat(BeatKind.CLOSING, ("The sky was never the limit.",)), "closing"),
    "code": (Beat(BeatKind.TEXT, ("One call.",), code="x = 1", language="python"), "code"),
    "a table": (Beat(BeatKind.TEXT, ("See.",), table=(("A", "B", "C"), ("1", "2", "3"))), "table"),
}


@pytest.mark.parametrize(("beat", "template"), CASES.values(), ids=list(CASES))
def test_what_is_said_chooses_the_design(beat: Beat, template: str) -> None:
    assert best(beat) == template


def test_a_file_is_no_address() -> None:
    assert best(Beat(BeatKind.CLOSING, ("The picture is coffee.png.",))) != "call-to-action"


def test_items_are_points_as_well() -> None:
    """So that a scene keeps its words when somebody chooses another template."""
    look = looks(CASES["features"][0])[0]
    assert [item.label for item in look.words.items] == ["Safe", "Fast", "Free"]
    assert look.words.points[0] == "Safe: Yours alone"


def test_a_page_of_notes_gets_designs_that_tell() -> None:
    drafts = planned((SAMPLES / "energy.md").read_text(encoding="utf-8"))
    names = [d.visual.template for d in drafts if isinstance(d.visual, Graphic)]
    wanted = {"pie-chart", "line-chart", "timeline", "steps", "feature-grid", "table"}
    assert wanted | {"definition", "testimonial", "code", "call-to-action"} <= set(names)
    assert set(names) <= set(TEMPLATES)
    assert all(one != two for one, two in pairwise(names))


def test_code_is_seen_and_not_read_aloud() -> None:
    drafts = planned(
        "# A\n\nOne call is enough.\n\n```python\nmeter.read()\n```\n\nThat is all of it."
    )
    seen = [d for d in drafts if d.visual.words.code]
    assert [d.visual.words.code for d in seen] == ["meter.read()"]
    assert not any("meter" in d.narration for d in drafts)
