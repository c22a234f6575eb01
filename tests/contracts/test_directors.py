"""What every director keeps to, whoever it is."""

from __future__ import annotations

import asyncio

import pytest

from studio.domain.brief import Brief, BriefKind
from studio.domain.errors import EmptyInput, TooLarge
from studio.domain.format import Aspect
from studio.domain.scene import Graphic, Scene
from studio.domain.time import FrameRate
from studio.graphics.templates import TEMPLATES
from studio.llm import Director, PlanAsk, SceneDraft, embedded_directors

TEXT = """\
# Rain

Rain falls on 71 percent of the days here. It fills the wells.

- Wells
- Rivers

> Rain is grace. — John

Who would do without it?
"""
DIRECTORS = embedded_directors()


@pytest.fixture(params=sorted(DIRECTORS))
def director(request: pytest.FixtureRequest) -> Director:
    return DIRECTORS[request.param]


def _ask(text: str, kind: BriefKind = BriefKind.MARKDOWN) -> PlanAsk:
    brief = Brief(kind=kind, text=text)
    return PlanAsk(brief, Aspect.WIDE, FrameRate(), lambda said: len(said) / 16)


def _plan(director: Director, ask: PlanAsk) -> list[SceneDraft]:
    async def collected() -> list[SceneDraft]:
        return [draft async for draft in director.plan(ask)]

    return asyncio.run(collected())


def test_its_card_names_it(director: Director) -> None:
    assert DIRECTORS[director.card.name] is director
    assert director.card.title
    assert director.card.says


def test_a_plan_is_scenes_that_can_be_stored_and_drawn(director: Director) -> None:
    drafts = _plan(director, _ask(TEXT))
    assert len(drafts) >= 3
    for draft in drafts:
        fields = {name: value for name, value in vars(draft).items() if name != "place"}
        assert Scene.from_document(Scene(id="a", **fields).to_document()).title == draft.title
        if isinstance(draft.visual, Graphic):
            assert draft.visual.template in TEMPLATES


def test_a_scene_is_as_long_as_its_speech(director: Director) -> None:
    for draft in _plan(director, _ask(TEXT)):
        assert draft.frames / 30 >= len(draft.narration) / 16


def test_the_first_scene_is_cut_into(director: Director) -> None:
    assert _plan(director, _ask(TEXT))[0].transition.frames == 0


def test_others_get_a_turn_while_it_plans(director: Director) -> None:
    turns = 0

    async def count() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    async def both() -> int:
        other = asyncio.create_task(count())
        scenes = [draft async for draft in director.plan(_ask(TEXT))]
        other.cancel()
        return len(scenes)

    assert asyncio.run(both()) <= turns


@pytest.mark.parametrize("kind", list(BriefKind))
def test_nothing_is_refused_as_empty(director: Director, kind: BriefKind) -> None:
    with pytest.raises(EmptyInput):
        _plan(director, _ask(" \n", kind))


def test_too_much_is_refused_as_too_large(director: Director) -> None:
    with pytest.raises(TooLarge):
        _plan(director, _ask("word " * 200_000))


def test_a_scene_can_be_written_anew_and_keeps_its_facts(director: Director) -> None:
    draft = _plan(director, _ask(TEXT))[0]
    for guidance in ("", "shorter", "another look"):
        revised = asyncio.run(director.revise(draft, guidance, _ask(TEXT)))
        assert revised.narration
        assert "71 percent" in revised.narration
        assert revised.frames / 30 >= len(revised.narration) / 16
