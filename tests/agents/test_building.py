"""A model designs a scene: wrong twice, right the third time; wrong for good; interrupted."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence

import pytest

from studio.actions.components import request_component
from studio.actions.models import add_model, make_model
from studio.actions.plans import add_scene, latest_plan
from studio.actions.projects import create_project
from studio.actions.spending import SpendPlace, spent
from studio.agents.building import DESIGNER, Think, build_component, json_in
from studio.agents.solo import ask_alone
from studio.domain.brief import Brief, BriefKind
from studio.domain.component import MAX_ATTEMPTS, Build, BuildState
from studio.domain.errors import BrokenAnswer, Unreachable
from studio.domain.ids import MessageId, SceneId, ThreadId, TraceId
from studio.domain.project import Project
from studio.domain.scene import Graphic, Scene, Words
from studio.studio import Studio
from tests.mocks import Aimock

TRACE = TraceId("trace")
NO_JSON = "I would love to! Here is my idea: a big red bar."
BAD_SIZE = json.dumps({"root": {"children": [{"kind": "text", "text": "2026", "size": 4000}]}})
CROWDED = json.dumps(
    {
        "root": {
            "flow": "stack",
            "children": [
                {"kind": "text", "text": "Tide", "size": 86},
                {"kind": "text", "text": "Time", "size": 86},
            ],
        }
    }
)
GOOD = (
    "```json\n"
    + json.dumps({"root": {"children": [{"kind": "text", "text": "Tide", "size": 134}]}})
    + "\n```"
)


@pytest.fixture
def film(studio: Studio) -> Project:
    return create_project(studio, Brief(kind=BriefKind.TEXT, text="The sea comes and goes."))


@pytest.fixture
def build(studio: Studio, film: Project) -> Build:
    scene = Scene(
        id=SceneId("tide"),
        title="Low tide",
        narration="Twice a day the sea goes away.",
        visual=Graphic(template="statement", words=Words(headline="Twice a day")),
    )
    add_scene(studio, film.id, scene)
    return request_component(studio, film.id, scene.id, "large and calm")[0]


def scripted(answers: Sequence[str | Exception]) -> tuple[Think, list[str]]:
    asked: list[str] = []

    async def think(prompt: str) -> str:
        asked.append(prompt)
        answer = answers[len(asked) - 1]
        if isinstance(answer, Exception):
            raise answer
        return answer

    return think, asked


async def no_pause(_seconds: float) -> None:
    await asyncio.sleep(0)


def made(studio: Studio, build: Build, think: Think | None) -> Build:
    async def run() -> Build:
        try:
            return await build_component(
                studio, build.id, think, model="acme/one", trace=TRACE, pause=no_pause
            )
        finally:
            await studio.clients.aclose()

    return asyncio.run(run())


def look(studio: Studio, build: Build) -> Graphic:
    visual = latest_plan(studio, build.project).scene(build.scene).visual
    assert isinstance(visual, Graphic)
    return visual


def test_wrong_twice_then_right(studio: Studio, build: Build) -> None:
    think, asked = scripted([BAD_SIZE, CROWDED, GOOD])
    done = made(studio, build, think)
    assert done.state is BuildState.MADE
    assert [len(attempt.problems) for attempt in done.attempts] == [1, 1, 0]
    assert "/root/children/0/text/size" in done.attempts[0].problems[0]
    assert "overlap" in done.attempts[1].problems[0]
    assert done.attempts[0].problems[0] in asked[1]
    assert BAD_SIZE in asked[1]
    assert done.attempts[1].problems[0] in asked[2]
    assert look(studio, build).component == done.component
    kept = studio.store.components.list()
    assert [(one.author, one.wish) for one in kept] == [("acme/one", "large and calm")]


def test_wrong_for_good_keeps_the_template_and_says_so(studio: Studio, build: Build) -> None:
    before = latest_plan(studio, build.project)
    think, asked = scripted([NO_JSON, CROWDED, BAD_SIZE, GOOD])
    done = made(studio, build, think)
    assert len(asked) == MAX_ATTEMPTS
    assert done.state is BuildState.FELL_BACK
    assert "statement" in done.said
    assert latest_plan(studio, build.project) == before
    assert studio.store.components.list() == ()


def test_without_a_model_it_falls_back_at_once(studio: Studio, build: Build) -> None:
    done = made(studio, build, None)
    assert done.state is BuildState.FELL_BACK
    assert "language model" in done.said


def test_a_lost_answer_is_no_attempt_and_the_next_run_goes_on(studio: Studio, build: Build) -> None:
    think, _ = scripted([CROWDED, Unreachable("Acme", "no answer")])
    with pytest.raises(Unreachable):
        made(studio, build, think)
    known = studio.store.components.build(build.id)
    assert (known.state, len(known.attempts)) == (BuildState.OPEN, 1)
    again, asked = scripted([GOOD])
    done = made(studio, build, again)
    assert (done.state, len(done.attempts)) == (BuildState.MADE, 2)
    assert CROWDED in asked[0]


def test_a_finished_build_is_not_made_again(studio: Studio, build: Build) -> None:
    think, _ = scripted([GOOD])
    done = made(studio, build, think)
    revision = latest_plan(studio, build.project).number
    never, asked = scripted([])
    assert made(studio, build, never) == done
    assert asked == []
    assert latest_plan(studio, build.project).number == revision


def test_json_is_found_in_talk() -> None:
    assert json_in('Sure! {"a": {"b": 1}} Done.') == '{"a": {"b": 1}}'
    assert json_in("none") == "none"


def test_an_outside_model_mends_what_it_got_wrong_twice(
    studio: Studio, build: Build, aimock: Aimock
) -> None:
    """Over the network, as the worker asks: every reason reaches the model, and the bill grows."""
    aimock.say(GOOD, userMessage="overlap by")
    aimock.say(CROWDED, userMessage="children/0/text/size")
    aimock.say(BAD_SIZE)
    made_model = make_model(
        title="Acme", provider="acme", base_url=aimock.base_url, model="one", price_in=1.0
    )
    model = add_model(studio, made_model)
    place = SpendPlace(build.project, ThreadId(""), MessageId(""), TRACE)

    async def think(prompt: str) -> str:
        return await ask_alone(studio, model, place, DESIGNER, prompt)

    done = made(studio, build, think)
    assert [bool(attempt.problems) for attempt in done.attempts] == [True, True, False]
    assert done.state is BuildState.MADE
    assert len(aimock.requests()) == MAX_ATTEMPTS
    assert spent(studio, project=build.project).tokens_in > 0


def test_a_model_alone_that_calls_a_tool_is_told_of_in_words(
    studio: Studio, build: Build, aimock: Aimock
) -> None:
    aimock.call(("draw", {"what": "a sea"}))
    model = add_model(
        studio,
        make_model(title="Acme", provider="acme", base_url=aimock.base_url, model="one"),
    )
    place = SpendPlace(build.project, ThreadId(""), MessageId(""), TRACE)

    async def ask() -> str:
        try:
            return await ask_alone(studio, model, place, DESIGNER, "Draw the sea.")
        finally:
            await studio.clients.aclose()

    with pytest.raises(BrokenAnswer, match="it called for a tool where words were wanted"):
        asyncio.run(ask())
