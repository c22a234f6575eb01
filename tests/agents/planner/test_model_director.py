"""A director behind a model: whatever the model writes, scenes come out, true and in order."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from studio.agents.planner.briefing import Briefing
from studio.agents.planner.director import MOST_REPAIRS, ModelDirector
from studio.agents.planner.written import Stage
from studio.domain.asset import Asset, AssetKind
from studio.domain.brief import Brief, BriefKind
from studio.domain.character import Character
from studio.domain.errors import Transient, UnreadableInput
from studio.domain.format import Aspect
from studio.domain.ids import AssetId, CharacterId, ProjectId
from studio.domain.scene import Camera, Focus, Graphic, Still, Transition, Words
from studio.domain.time import FrameRate
from studio.llm import DirectorCard, PlanAsk, SceneDraft

SOURCE = "The harbour. Twice a day the sea leaves. Between low and high water lie 6 metres."
TEMPLATES = {
    "title": frozenset({"headline", "detail"}),
    "statement": frozenset({"headline", "detail"}),
    "number": frozenset({"number", "unit", "headline", "detail"}),
    "points": frozenset({"points", "headline"}),
    "steps": frozenset({"items", "headline"}),
    "call-to-action": frozenset({"headline", "detail", "url"}),
}
STAGE = Stage(TEMPLATES, {"cut": 0.0, "crossfade": 0.4}, (), SOURCE)
PICTURE = Asset(
    id=AssetId("p1"),
    project=ProjectId("x"),
    kind=AssetKind.PICTURE,
    title="pier.jpg",
    file="p",
    focus=Focus(x=0.2),
)


class Model:
    """Says what it is told to, in small pieces; a fault among the answers is raised."""

    def __init__(self, *answers: str | Exception) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str, str]] = []
        self.is_done = False

    def __call__(
        self, specialist: str, prompt: str, *, on_text: Callable[[str], None] | None = None
    ) -> Awaitable[str]:
        self.asked.append((specialist, prompt))
        return self._say(on_text)

    async def _say(self, on_text: Callable[[str], None] | None) -> str:
        text = ""
        while self.answers:
            answer = self.answers.pop(0)
            if isinstance(answer, Exception):
                raise answer
            text = answer
            for place in range(0, len(text), 5):
                if on_text:
                    on_text(text[place : place + 5])
                await asyncio.sleep(0)
            if self.answers and isinstance(self.answers[0], Exception) and on_text:
                continue
            break
        self.is_done = True
        return text


def ask(**brief: Any) -> PlanAsk:
    return PlanAsk(
        brief=Brief(**{"kind": BriefKind.TEXT, "text": SOURCE, **brief}),
        aspect=Aspect.WIDE,
        rate=FrameRate(),
        speech_s=lambda text: len(text.split()) / 2.5,
        pictures=(PICTURE,),
    )


def directed(model: Model, **briefing: Any) -> ModelDirector:
    card = DirectorCard("acme/one", "One", "")
    return ModelDirector(card, model, STAGE, Briefing("Harbour", TEMPLATES, {}, **briefing))


def planned(director: ModelDirector) -> list[SceneDraft]:
    async def run() -> list[SceneDraft]:
        return [draft async for draft in director.plan(ask())]

    return asyncio.run(run())


def written(*scenes: dict[str, Any]) -> str:
    return json.dumps({"scenes": list(scenes)})


def said(drafts: Sequence[SceneDraft]) -> list[str]:
    return [draft.narration for draft in drafts]


ONE = {"title": "A", "narration": "The sea leaves.", "template": "statement", "headline": "It goes"}
TWO = {"narration": "Six metres lie between.", "template": "number", "number": "6", "unit": "m"}


def test_scenes_come_while_the_model_still_writes() -> None:
    model = Model(written(ONE, TWO))
    director = directed(model)

    async def first() -> tuple[SceneDraft, bool]:
        async for draft in director.plan(ask()):
            return draft, model.is_done
        raise AssertionError

    draft, is_done = asyncio.run(first())
    assert draft.narration == "The sea leaves."
    assert not is_done
    assert said(planned(directed(Model(written(ONE, TWO))))) == [ONE["narration"], TWO["narration"]]


def test_a_scene_gets_its_design_its_length_and_its_entrance() -> None:
    first, second = planned(
        directed(
            Model(written({**ONE, "transition": "crossfade"}, {**TWO, "transition": "Cross fade"}))
        )
    )
    assert isinstance(first.visual, Graphic)
    assert isinstance(second.visual, Graphic)
    assert (first.visual.template, second.visual.template) == ("statement", "number")
    assert second.visual.words.number == "6"
    assert first.transition == Transition()
    assert second.transition == Transition(kind="crossfade", frames=FrameRate().frames(0.4))
    speech_frames = FrameRate().frames(4 / 2.5)
    assert second.frames >= speech_frames + second.transition.frames


@pytest.mark.parametrize(
    ("raw", "template"),
    [
        ({"narration": "The sea leaves.", "template": "hologram"}, "statement"),
        ({"narration": "It leaves.", "template": "number", "headline": "Gone"}, "statement"),
        ({"script": "x", "visual": {"template": "points", "words": {"points": ["a"]}}}, "points"),
        ({"narration": "It leaves.", "points": "mud; boats; gulls"}, "points"),
        ({"voiceover": "It leaves.", "on_screen_text": "Gone"}, "statement"),
        ({"narration": ["It", "leaves."], "number": 6, "unit": None}, "number"),
        ({"narration": "x", "template": "steps", "items": ["Out: the ebb", "In"]}, "steps"),
        ({"narration": "x", "items": [{"label": "A", "value": 3}, {"label": "B"}]}, "steps"),
        ({"narration": "x", "template": "Call to action", "headline": "Go"}, "call-to-action"),
    ],
)  # fmt: skip
def test_what_a_model_leaves_open_is_filled_in(raw: dict[str, Any], template: str) -> None:
    visual = planned(directed(Model(written(ONE, raw))))[1].visual
    assert isinstance(visual, Graphic)
    assert visual.template == template


def test_pictures_are_named_by_number_or_title() -> None:
    for named in (1, "1", "pier.jpg", "picture 1"):
        raw = {"narration": "A pier.", "picture": named, "camera": "pan left", "headline": "Pier"}
        visual = planned(directed(Model(written(ONE, raw))))[1].visual
        assert isinstance(visual, Still)
        assert (visual.picture, visual.camera, visual.focus.x) == ("p1", Camera.PAN_LEFT, 0.2)
    raw = {"narration": "A pier.", "picture": 7, "template": "statement", "headline": "Pier"}
    assert isinstance(planned(directed(Model(written(ONE, raw))))[1].visual, Graphic)


def test_one_broken_scene_is_asked_for_again_and_costs_no_other() -> None:
    text = written(ONE, TWO, ONE).replace('"6"', '"6" "7" : ')
    model = Model(text, json.dumps(TWO))
    drafts = planned(directed(model))
    assert [(d.place, d.narration) for d in drafts] == [
        (0, ONE["narration"]),
        (2, ONE["narration"]),
        (1, TWO["narration"]),
    ]
    specialist, prompt = model.asked[1]
    assert specialist == "planner"
    assert "scene 2" in prompt
    assert '"6" "7"' in prompt


def test_what_cannot_be_repaired_is_saved_as_far_as_it_goes() -> None:
    text = written(ONE, TWO).replace('"6"', '"6" "7" : ')
    director = directed(Model(text, "I am sorry."))
    assert said(planned(director)) == [ONE["narration"], TWO["narration"]]
    assert director.lost == []
    director = directed(Model('{"scenes": [{"narration": "One."}, {"title": }]}', "Sorry."))
    assert said(planned(director)) == ["One."]
    assert director.lost == [1]


def test_repairs_have_an_end() -> None:
    broken = ["{narration}"] * (MOST_REPAIRS + 3)
    model = Model('{"scenes": [{"narration": "One."},' + ",".join(broken) + "]}", *["no"] * 20)
    planned(directed(model))
    assert len(model.asked) == 1 + MOST_REPAIRS


def test_figures_from_nowhere_are_asked_about_and_then_left_out() -> None:
    lie = {**TWO, "narration": "Six metres lie between. It takes 12,000 tons.", "number": "12,000"}
    model = Model(written(ONE, lie), json.dumps(lie))
    drafts = planned(directed(model))
    assert "12,000" in model.asked[1][1]
    assert said(drafts) == [ONE["narration"], "Six metres lie between."]
    assert "12,000" not in drafts[1].visual.words.model_dump_json()
    assert said(planned(directed(Model(written(ONE, lie), json.dumps(TWO)))))[1] == TWO["narration"]


def test_a_cut_stream_keeps_what_came() -> None:
    text = written(ONE, TWO)
    director = directed(Model(text[:-30]))
    assert said(planned(director)) == [ONE["narration"]]
    assert director.is_cut
    director = directed(Model(text[:-30], Transient("The line went dead.")))
    assert said(planned(director)) == [ONE["narration"]]
    assert director.is_cut


def test_a_model_that_says_nothing_is_told_of() -> None:
    with pytest.raises(Transient):
        planned(directed(Model(Transient("The line went dead."))))
    with pytest.raises(UnreadableInput):
        planned(directed(Model("I cannot do that.")))


def test_it_goes_on_after_what_is_written() -> None:
    model = Model(written(TWO))
    drafts = planned(directed(model, next_place=4))
    assert [d.place for d in drafts] == [4]


def test_the_model_is_told_the_film_and_its_means() -> None:
    mara = Character(id=CharacterId("m"), title="Mara", look="grey coat")
    model = Model(written({**ONE, "narration": "Mara waits."}))
    director = directed(model, characters=(mara,), habits=("captions off",))
    director.stage = Stage(TEMPLATES, {}, (mara,), SOURCE)
    assert planned(director)[0].characters == ("m",)
    prompt = model.asked[0][1]
    for told in ("Mara: grey coat", "captions off", "pier.jpg", "points", SOURCE, "words"):
        assert told in prompt


def revised(model: Model, draft: SceneDraft, guidance: str) -> SceneDraft:
    return asyncio.run(directed(model).revise(draft, guidance, ask()))


SCENE = SceneDraft(
    "A",
    "The sea leaves.",
    Graphic(template="statement", words=Words(headline="It goes")),
    150,
    Transition(kind="crossfade", frames=12, sound="whoosh"),
)


def test_a_scene_is_revised_and_keeps_what_was_not_mentioned() -> None:
    fresh = revised(Model('Sure: {"narration": "The sea goes."}'), SCENE, "simpler")
    assert (fresh.narration, fresh.title, fresh.visual) == ("The sea goes.", "A", SCENE.visual)
    assert fresh.transition == SCENE.transition


def test_a_picture_stays_a_picture_with_its_crop() -> None:
    still = Still(picture=AssetId("p1"), focus=Focus(x=0.9), words=Words(headline="Pier"))
    draft = SceneDraft("A", "A pier.", still, 90, Transition())
    fresh = revised(Model('{"narration": "The pier.", "headline": "Old pier"}'), draft, "x")
    assert fresh.visual == still.model_copy(update={"words": Words(headline="Old pier")})


def test_a_revision_invents_nothing_unless_the_person_said_it() -> None:
    lie = '{"narration": "The sea leaves. It is 4500 metres deep."}'
    assert revised(Model(lie), SCENE, "longer").narration == "The sea leaves."
    assert "4500" in revised(Model(lie), SCENE, "say that it is 4500 metres deep").narration


def test_an_answer_that_cannot_be_used_changes_nothing() -> None:
    with pytest.raises(UnreadableInput):
        revised(Model("No."), SCENE, "shorter")


def test_a_revised_design_keeps_its_backdrop() -> None:
    visual = Graphic(template="statement", backdrop="grid", words=Words(headline="It goes"))
    draft = SceneDraft("A", "The sea leaves.", visual, 150, Transition())
    fresh = revised(Model('{"headline": "Gone"}'), draft, "x").visual
    assert fresh == visual.model_copy(update={"words": Words(headline="Gone")})
    own = visual.model_copy(update={"document": {"version": 1}})
    kept = revised(Model('{"narration": "It left."}'), replace(draft, visual=own), "x").visual
    assert kept == own
