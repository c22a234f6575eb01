"""A film planned by an outside model: scenes while it writes, and what becomes of its faults."""

from __future__ import annotations

import json
from typing import Any

from studio.domain.chat import MessageState, StepState
from studio.domain.scene import Graphic
from tests.agents.outside import directed_by
from tests.mocks import Aimock

PLANNER, EDITOR, DESIGNER, QUALITY = (
    {"systemMessage": f"You are the {name} of a film studio"}
    for name in ("planner", "editor", "character designer", "quality reviewer")
)
SCENES: list[dict[str, Any]] = [
    {
        "title": "The light",
        "narration": "It has stood here for 164 years.",
        "template": "number",
        "number": "164",
        "unit": "years",
        "transition": "cut",
    },
    {"narration": "Ships set their course by it.", "template": "statement", "headline": "By it"},
    {"narration": "Who will keep it now?", "template": "question", "headline": "Who keeps it?"},
]


def scripted(aimock: Aimock, tool: str, given: dict[str, Any], *specialists: Any) -> None:
    """The director calls one tool and then says a word; each specialist has its answer."""
    director = {"systemMessage": "You are the director"}
    call = {"toolCalls": [{"name": tool, "arguments": given}]}
    aimock.script(
        *specialists,
        {"match": {**director, "hasToolResult": False}, "response": call},
        {"match": {**director, "hasToolResult": True}, "response": {"content": "There it is."}},
    )


def says(match: dict[str, Any], text: str, **more: Any) -> dict[str, Any]:
    return {"match": match, "response": {"content": text}, **more}


def plan(person: Any, aimock: Aimock, *answers: dict[str, Any]) -> Any:
    scripted(aimock, "generate_scene_breakdown", {"source": "brief"}, *answers)
    return person.say("plan it")


def said(person: Any) -> list[str]:
    return [scene.narration for scene in person.plan.scenes]


def test_a_film_is_planned_by_the_model(person: Any, aimock: Aimock) -> None:
    person = directed_by(person, aimock)
    written = "Here:\n```json\n" + json.dumps({"scenes": SCENES}) + "\n```"
    answer = plan(person, aimock, says(PLANNER, written, chunkSize=9))
    assert (answer.state, answer.text) == (MessageState.DONE, "There it is.")
    assert said(person) == [scene["narration"] for scene in SCENES]
    first = person.plan.scenes[0].visual
    assert isinstance(first, Graphic)
    assert (first.template, first.words.number) == ("number", "164")
    step = next(s for s in answer.steps if s.tool == "generate_scene_breakdown")
    assert step.state is StepState.DONE
    assert "3 scenes" in step.outcome
    told = [r["body"]["messages"] for r in aimock.requests()]
    planner = next(m for m in told if "You are the planner" in m[0]["content"])
    assert "It has stood here for 164 years" in planner[1]["content"]
    assert "generate_scene_breakdown" not in json.dumps(planner)


def test_a_broken_scene_and_a_lie_are_asked_for_again(person: Any, aimock: Aimock) -> None:
    person = directed_by(person, aimock)
    lie = {"narration": "It cost 9,000,000 euros.", "template": "statement", "headline": "Dear"}
    text = json.dumps({"scenes": [SCENES[0], lie, SCENES[1], SCENES[2]]})
    broken = text.replace('"By it"}', '"By it" : }')
    again = {**PLANNER, "userMessage": "Write scene 2"}
    other = {**PLANNER, "userMessage": "Write scene 3"}
    mended = {**SCENES[1], "narration": "It was seen 30 kilometres out to sea."}
    plan(
        person,
        aimock,
        says(again, json.dumps(mended)),
        says(other, json.dumps(SCENES[1])),
        says(PLANNER, broken),
    )
    assert said(person) == [
        SCENES[0]["narration"],
        mended["narration"],
        SCENES[1]["narration"],
        SCENES[2]["narration"],
    ]


def test_a_plan_that_broke_off_goes_on_when_asked(person: Any, aimock: Aimock) -> None:
    person = directed_by(person, aimock)
    text = json.dumps({"scenes": SCENES})
    plan(person, aimock, says(PLANNER, text[: text.index("Who will")]))
    assert said(person) == [SCENES[0]["narration"], SCENES[1]["narration"]]
    result = [r["body"]["messages"][-1] for r in aimock.requests()][-1]["content"]
    assert "go on" in result
    aimock.reset()
    rest = says(PLANNER, json.dumps({"scenes": [SCENES[2]]}))
    scripted(aimock, "continue_scene_breakdown", {}, rest)
    person.say("go on")
    assert said(person) == [scene["narration"] for scene in SCENES]
    planner = next(
        m
        for r in aimock.requests()
        if "You are the planner" in (m := r["body"]["messages"])[0]["content"]
    )
    assert "Go on with scene 3" in planner[1]["content"]


def test_undo_takes_the_whole_plan_back(planned: Any, aimock: Aimock) -> None:
    before = said(planned)
    person = directed_by(planned, aimock)
    plan(person, aimock, says(PLANNER, json.dumps({"scenes": SCENES})))
    assert said(person) != before
    aimock.reset()
    scripted(aimock, "undo", {})
    person.say("undo")
    assert said(person) == before


def test_specialists_change_scenes_design_figures_and_review(planned: Any, aimock: Aimock) -> None:
    person = directed_by(planned, aimock)
    fresh = json.dumps({"narration": "Nobody has lived in it since 1987. Nobody."})
    scripted(aimock, "edit_scenes", {"scenes": ["2"], "guidance": "darker"}, says(EDITOR, fresh))
    person.say("scene 2 darker")
    assert person.plan.scenes[1].narration == "Nobody has lived in it since 1987. Nobody."
    aimock.reset()
    look = json.dumps({"role": "the keeper", "look": "grey coat", "personality": "patient"})
    scripted(aimock, "generate_character", {"name": "Mara"}, says(DESIGNER, f"Sure! {look}"))
    person.say("add Mara")
    mara = person.studio.store.characters.list(person.project.id)[0]
    assert (mara.role, mara.look) == ("the keeper", "grey coat")
    aimock.reset()
    notes = [{"scene": 1, "problem": "It starts slowly.", "advice": "shorter", "weight": "should"}]
    scripted(aimock, "review_film", {}, says(QUALITY, json.dumps({"notes": notes})))
    answer = person.say("is it good?")
    assert answer.state is MessageState.DONE
    result = [r["body"]["messages"][-1] for r in aimock.requests()][-1]["content"]
    assert "Scene 1: It starts slowly. → shorter" in result


def test_a_specialist_that_talks_nonsense_changes_nothing(planned: Any, aimock: Aimock) -> None:
    person = directed_by(planned, aimock)
    before = person.plan
    scripted(aimock, "edit_scenes", {"scenes": ["2"]}, says(EDITOR, "I would rather not."))
    answer = person.say("another second scene")
    step = next(s for s in answer.steps if s.tool == "edit_scenes")
    assert step.state is StepState.FAILED
    assert person.plan == before


def test_a_specialist_that_calls_a_tool_is_told_of_in_words(planned: Any, aimock: Aimock) -> None:
    person = directed_by(planned, aimock)
    before = person.plan
    called = {"toolCalls": [{"name": "update_scene", "arguments": {"scene": "2"}}]}
    scripted(aimock, "edit_scenes", {"scenes": ["2"]}, {"match": EDITOR, "response": called})
    answer = person.say("another second scene")
    step = next(s for s in answer.steps if s.tool == "edit_scenes")
    assert step.state is StepState.FAILED
    assert "it called for a tool where words were wanted" in step.outcome
    assert "MaxTurns" not in f"{answer.text} {answer.steps}"
    assert person.plan == before


def test_a_line_that_goes_dead_keeps_the_scenes_that_came(person: Any, aimock: Aimock) -> None:
    person = directed_by(person, aimock)
    text = json.dumps({"scenes": SCENES})
    chunks = text.index("Who will") // 20 + 2
    dead = says(PLANNER, text, chunkSize=20, latency=5, truncateAfterChunks=chunks)
    answer = plan(person, aimock, dead)
    assert said(person) == [SCENES[0]["narration"], SCENES[1]["narration"]]
    assert answer.state is MessageState.DONE
    result = [r["body"]["messages"][-1] for r in aimock.requests()][-1]["content"]
    assert "broke off" in result


def test_the_first_scene_is_there_while_the_rest_is_written(person: Any, aimock: Aimock) -> None:
    """Half a second after its closing brace at most, and with seconds of the stream to go."""
    person = directed_by(person, aimock)
    text = json.dumps({"scenes": SCENES})
    latency_ms, size = 60, 12
    plan(person, aimock, says(PLANNER, text, chunkSize=size, latency=latency_ms))
    revisions = person.studio.store.plans.history(person.project.id)
    added = [r for r in reversed(revisions) if r.note.startswith("Added")]
    first, last = added[0].created_at, added[-1].created_at
    written_s = (text.index("Who will") - text.index('"Ships')) / size * latency_ms / 1000
    assert (last - first).total_seconds() > 0.6 * written_s
