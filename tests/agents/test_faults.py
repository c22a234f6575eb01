"""Each way in which a model fails in a turn: what the person sees, and what the ledger says."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

from studio.actions.chat import answer_again, continue_answer, decide, send
from studio.actions.events import message_topic
from studio.actions.reviews import waiting_scenes
from studio.actions.spending import set_spend_limits, spent
from studio.agents.turn import run_turn
from studio.domain.chat import CallState, MessageState, StepState
from studio.domain.job import JobKind
from studio.domain.spend import Cap, SpendLimits
from tests.agents.outside import directed_by, finish
from tests.mocks import Aimock, Llmock

TWO_SCENES = (
    ("swap_scenes", {"one": "1", "two": "2"}),
    ("set_captions", {"is_on": False}),
)


def ledger(person: Any, message: Any) -> list[tuple[str, CallState]]:
    return [(c.tool, c.state) for c in person.studio.store.chats.calls(message.id)]


def span_errors(person: Any, message: Any) -> list[str | None]:
    """What the waterfall says of each tool of an answer; None for what went well."""
    spans = person.studio.store.chats.spans(person.order(message.id).trace)
    return [span.attributes.get("error") for span in spans if span.kind == "tool"]


def act_then_say(aimock: Aimock, text: str, *calls: tuple[str, dict[str, Any]]) -> None:
    """Call tools, and after their outcome say something."""
    listed = [{"name": name, "arguments": given} for name, given in calls]
    aimock.script(
        {"match": {"hasToolResult": False}, "response": {"toolCalls": listed}},
        {"match": {"hasToolResult": True}, "response": {"content": text}},
    )


def test_words_stream_and_are_counted(planned: Any, aimock: Aimock) -> None:
    person = directed_by(planned, aimock)
    aimock.say("The film has five scenes. Shall I make the second one calmer?")
    answer = person.say("How is it?")
    assert answer.state is MessageState.DONE
    assert answer.text == "The film has five scenes. Shall I make the second one calmer?"
    assert answer.model == "mock/one"
    assert answer.tokens_in > 0
    assert answer.cost > 0
    assert spent(person.studio, message=answer.id).cost == pytest.approx(answer.cost)
    system = aimock.requests()[-1]["body"]["messages"][0]["content"]
    assert "5 scenes" in system
    assert "“The lighthouse”" in system


@pytest.mark.parametrize("api", ["chat", "responses"])
def test_parallel_calls_act_in_order_and_once(planned: Any, aimock: Aimock, api: Any) -> None:
    person = directed_by(planned, aimock, api=api)
    act_then_say(aimock, "Both are done.", *TWO_SCENES)
    before = person.plan
    answer = person.say("swap the first two, no captions")
    assert (answer.state, answer.text) == (MessageState.DONE, "Both are done.")
    assert [s.tool for s in answer.steps] == ["swap_scenes", "set_captions"]
    assert all(s.state is StepState.DONE and s.ended_at >= s.began_at for s in answer.steps)
    assert person.plan.scenes[1] == before.scenes[0]
    assert ledger(person, answer) == [
        ("swap_scenes", CallState.FINISHED),
        ("set_captions", CallState.FINISHED),
    ]
    aimock.script({"match": {"hasToolResult": True}, "response": {"content": "Again."}})
    for _ in range(3):
        again = answer_again(person.studio, person.project.id, answer.id)
        finish(person, again.id)
    assert person.plan.number == before.number + 1


def test_the_same_call_twice_in_one_answer_is_meant(planned: Any, aimock: Aimock) -> None:
    person = directed_by(planned, aimock)
    add = ("add_scene", {"text": "And on it goes."})
    act_then_say(aimock, "Twice.", add, add)
    before = len(person.plan.scenes)
    answer = person.say("add it twice")
    assert len(person.plan.scenes) == before + 2
    assert len(ledger(person, answer)) == 2


def test_a_tool_that_is_not_there_is_told_to_the_model(planned: Any, aimock: Aimock) -> None:
    person = directed_by(planned, aimock)
    act_then_say(aimock, "I cannot launch rockets.", ("launch_rocket", {"now": True}))
    answer = person.say("launch")
    assert (answer.state, answer.text) == (MessageState.DONE, "I cannot launch rockets.")
    assert answer.steps == ()
    told = aimock.requests()[-1]["body"]["messages"][-1]["content"]
    assert "There is no tool “launch_rocket”" in told


def test_bad_arguments_are_told_to_the_model_and_change_nothing(
    planned: Any, aimock: Aimock
) -> None:
    person = directed_by(planned, aimock)
    act_then_say(aimock, "I could not.", ("delete_scenes", {"scenes": {"no": 1}}))
    before = person.plan
    answer = person.say("delete something")
    assert answer.state is MessageState.DONE
    assert person.plan == before
    assert ledger(person, answer) == []
    assert "arguments of delete_scenes" in aimock.requests()[-1]["body"]["messages"][-1]["content"]
    (step,) = answer.steps
    assert (step.tool, step.state, step.is_ok) == ("delete_scenes", StepState.FAILED, False)
    assert "arguments of delete_scenes" in step.outcome
    assert span_errors(person, answer) == [step.outcome]


def test_a_tool_that_fails_says_why(planned: Any, aimock: Aimock) -> None:
    person = directed_by(planned, aimock)
    act_then_say(aimock, "There is none.", ("delete_scenes", {"scenes": ["90"]}))
    answer = person.say("delete scene 90")
    assert answer.state is MessageState.DONE
    assert (answer.steps[0].state, answer.steps[0].outcome) == (
        StepState.FAILED,
        "There is no scene “90”.",
    )
    assert ledger(person, answer) == [("delete_scenes", CallState.FAILED)]
    assert span_errors(person, answer) == ["There is no scene “90”."]


def test_a_model_cannot_greenlight_by_itself(planned: Any, aimock: Aimock) -> None:
    person = directed_by(planned, aimock)
    act_then_say(aimock, "It is not greenlit.", ("approve", {}), ("generate_video", {}))
    answer = person.say("make it quickly")
    (step,) = answer.steps
    assert (step.tool, step.outcome[:16]) == ("generate_video", "Not greenlit yet")
    assert len(waiting_scenes(person.studio, person.plan)) == len(person.plan.scenes)
    assert not renders(person)
    offered = {tool["function"]["name"] for tool in aimock.requests()[0]["body"]["tools"]}
    assert "approve" not in offered
    assert {"request_approval", "generate_scene_breakdown", "update_scene"} <= offered


def test_a_greenlight_is_waited_for_and_survives(planned: Any, aimock: Aimock) -> None:
    person = directed_by(planned, aimock)
    ask = {"name": "request_approval", "arguments": {"purpose": "Then I make the film."}}
    make = {"name": "generate_video", "arguments": {}}
    aimock.script(
        {"match": {"toolResultContains": "Greenlit"}, "response": {"toolCalls": [make]}},
        {"match": {"toolResultContains": "xport"}, "response": {"content": "It is made."}},
        {"match": {}, "response": {"content": "May I?", "toolCalls": [ask]}},
    )
    asking = person.say("make the film")
    assert (asking.state, asking.text) == (MessageState.WAITING, "May I?")
    assert asking.asks
    assert asking.asks.text == "Then I make the film."
    assert not renders(person)
    answer = decide(person.studio, asking.id, is_approved=True)
    answer = finish(person, answer.id)
    assert (answer.state, answer.text) == (MessageState.DONE, "It is made.")
    assert len(renders(person)) == 1
    roles = [m["role"] for m in aimock.requests()[-1]["body"]["messages"]]
    assert roles.count("user") == 1 + 1  # the planning before, and "make the film"


def test_a_plain_go_ahead_is_not_asked_about_again(planned: Any, aimock: Aimock) -> None:
    person = directed_by(planned, aimock)
    act_then_say(aimock, "I begin.", ("request_approval", {"purpose": "The film."}))
    answer = person.say("looks good, go")
    assert (answer.state, answer.text) == (MessageState.DONE, "I begin.")
    assert answer.steps[0].outcome.startswith("Greenlit")


def test_a_go_ahead_is_not_for_what_was_changed_after_it(planned: Any, aimock: Aimock) -> None:
    person = directed_by(planned, aimock)
    change = {"scene": "2", "change": {"narration": "Nobody has read these words."}}
    aimock.script(
        {
            "match": {"hasToolResult": False},
            "response": {"toolCalls": [{"name": "update_scene", "arguments": change}]},
        },
        {
            "match": {"toolResultContains": "narration"},
            "response": {"toolCalls": [{"name": "request_approval", "arguments": {}}]},
        },
        {"match": {"hasToolResult": True}, "response": {"content": "I begin."}},
    )
    answer = person.say("ok")
    assert person.plan.scenes[1].narration == "Nobody has read these words."
    assert answer.state is MessageState.WAITING
    assert waiting_scenes(person.studio, person.plan) == person.plan.scenes


def test_a_limit_is_waited_for(planned: Any, llmock: Llmock) -> None:
    person = directed_by(planned, llmock)
    llmock.script({"type": "fail", "status": 429, "retry_after": 1}, reply("Here I am."))
    began = time.monotonic()
    answer = person.say("hello")
    assert (answer.state, answer.text) == (MessageState.DONE, "Here I am.")
    assert time.monotonic() - began >= 1


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ({"type": "fail", "status": 503, "retry_after": 0.01}, "503"),
        ({"type": "fail", "status": 401}, "does not accept the key"),
        ({"type": "fail", "status": 402}, "no credit"),
        ({"type": "fail", "status": 429, "retry_after": 300}, "wait 300 s"),
        ({"type": "delay", "seconds": 3.0}, "silent"),
    ],
)
def test_embedded_steps_in_for_one_that_says_nothing_and_says_so(
    planned: Any, llmock: Llmock, fault: dict[str, Any], words: str
) -> None:
    person = directed_by(planned, llmock)
    llmock.script({**fault, "times": None})
    answer = person.say("delete scene 1")
    assert (answer.state, answer.model) == (MessageState.DONE, "embedded")
    notice, step = answer.steps
    assert notice.title == "Embedded steps in"
    assert words in notice.outcome
    assert (step.tool, step.state) == ("delete_scenes", StepState.DONE)
    assert "Took out scene 1" in answer.text
    assert ledger(person, answer) == [("delete_scenes", CallState.FINISHED)]


@pytest.mark.parametrize("kind", ["disconnect", "truncate", "malformed"])
def test_a_broken_stream_keeps_what_came_and_is_gone_on_with(
    planned: Any, llmock: Llmock, kind: str
) -> None:
    person = directed_by(planned, llmock)
    call = {"name": "delete_scenes", "arguments": {"scenes": ["1"]}}
    text = "I take the first scene out for you now, as you wish, and then we look at it."
    llmock.script(
        {"type": "reply", "text": text, "tool_calls": [call]},
        {"type": "stream_fault", "kind": kind, "after_chunks": 4},
    )
    before = person.plan
    answer = person.say("drop the first one")
    assert answer.state is MessageState.INTERRUPTED
    assert answer.text
    assert text.startswith(answer.text)
    assert answer.fault
    assert "did not come whole" in answer.fault.sentence
    assert "Continue" in answer.fault.remedy
    assert person.plan == before
    assert ledger(person, answer) == []
    llmock.reset()
    rest = text[len(answer.text) :]
    llmock.script(reply(rest))
    going = continue_answer(person.studio, answer.id)
    whole = finish(person, going.id)
    assert whole.state is MessageState.DONE
    assert whole.text == text
    asked = llmock.requests()[-1]["body"]["messages"]
    assert [m["role"] for m in asked[-3:]] == ["user", "assistant", "user"]
    assert asked[-2]["content"] == answer.text
    assert "Go on" in asked[-1]["content"]


@pytest.mark.parametrize("api", ["chat", "responses"])
def test_an_answer_cut_by_its_length_is_gone_on_with(
    planned: Any, llmock: Llmock, api: Any
) -> None:
    person = directed_by(planned, llmock, api=api)
    llmock.script({**reply("The first half, and"), "finish_reason": "length"})
    answer = person.say("talk")
    assert (answer.state, answer.text) == (MessageState.INTERRUPTED, "The first half, and")
    assert answer.fault
    assert "length" in answer.fault.sentence
    llmock.script(reply(" the second."))
    going = continue_answer(person.studio, answer.id)
    whole = finish(person, going.id)
    assert (whole.state, whole.text) == (MessageState.DONE, "The first half, and the second.")


def test_a_stream_that_stalls_is_interrupted(planned: Any, llmock: Llmock) -> None:
    person = directed_by(planned, llmock)
    llmock.script(
        reply("A long answer that stops somewhere in the middle of what it wants to say."),
        {"type": "stream_fault", "kind": "stall", "after_chunks": 3, "stall_seconds": 4},
    )
    answer = person.say("hello")
    assert answer.state is MessageState.INTERRUPTED
    assert answer.text
    assert answer.fault
    assert "silent" in answer.fault.sentence


def test_arguments_that_are_no_json_are_told_to_the_model(planned: Any, llmock: Llmock) -> None:
    person = directed_by(planned, llmock)
    llmock.script({"type": "tool_fault", "kind": "malformed_arguments"}, reply("I give up."))
    before = person.plan
    answer = person.say("do something")
    assert answer.state is MessageState.DONE
    assert person.plan == before
    assert ledger(person, answer) == []


def test_work_done_before_a_break_is_kept_and_not_repeated(planned: Any, aimock: Aimock) -> None:
    person = directed_by(planned, aimock)
    delete = {"name": "delete_scenes", "arguments": {"scenes": ["1"]}}
    error = {"error": {"message": "boom", "type": "server_error"}, "status": 400}
    aimock.script(
        {"match": {"hasToolResult": True}, "response": error},
        {"match": {"hasToolResult": False}, "response": {"toolCalls": [delete]}},
    )
    count = len(person.plan.scenes)
    answer = person.say("drop the first one")
    assert answer.state is MessageState.INTERRUPTED
    assert len(person.plan.scenes) == count - 1
    assert ledger(person, answer) == [("delete_scenes", CallState.FINISHED)]
    aimock.reset()
    aimock.script(
        {"match": {"hasToolResult": True}, "response": {"content": "It is out."}},
        {"match": {"userMessage": "Go on"}, "response": {"toolCalls": [delete]}},
    )
    going = continue_answer(person.studio, answer.id)
    whole = finish(person, going.id)
    assert (whole.state, whole.text) == (MessageState.DONE, "It is out.")
    assert len(person.plan.scenes) == count - 1


def test_a_cap_holds_before_the_model_is_asked(planned: Any, aimock: Aimock) -> None:
    person = directed_by(planned, aimock)
    aimock.say("Expensive words.")
    set_spend_limits(person.studio, SpendLimits(per_message=Cap(tokens=100)))
    answer = person.say("hello")
    assert answer.state is MessageState.FAILED
    assert answer.fault
    assert "limit" in answer.fault.sentence
    assert aimock.requests() == []


def test_a_model_that_never_ends_is_interrupted(planned: Any, aimock: Aimock) -> None:
    person = directed_by(planned, aimock)
    look = {"name": "describe_film", "arguments": {"about": "length"}}
    aimock.script({"match": {}, "response": {"toolCalls": [look]}})
    answer = person.say("look")
    assert answer.state is MessageState.INTERRUPTED
    assert answer.fault
    assert "Continue" in answer.fault.remedy


def test_a_stop_in_the_middle_of_a_stream_ends_it(planned: Any, aimock: Aimock) -> None:
    person = directed_by(planned, aimock)
    slow = {"ttft": 50, "tps": 20}
    aimock.script(
        {
            "match": {},
            "response": {"content": "word " * 400},
            "streamingProfile": slow,
        }
    )
    answer = send(person.studio, person.project.id, "talk")
    person.studio.store.jobs.change(answer.job, is_cancelling=True)

    async def stop() -> float:
        turn = asyncio.ensure_future(run_turn(person.studio, person.order(answer.id)))
        topic = message_topic(answer.id)
        while not any(
            e.kind == "text.added" for e in person.studio.store.events.after(0, topic=topic)
        ):
            await asyncio.sleep(0.02)
        began = time.monotonic()
        turn.cancel()
        with pytest.raises(asyncio.CancelledError):
            await turn
        took = time.monotonic() - began
        await person.studio.clients.aclose()
        return took

    assert asyncio.run(stop()) < 10  # the stream itself takes twenty seconds
    stopped = person.studio.store.chats.message(answer.id)
    assert stopped.state is MessageState.CANCELLED
    assert stopped.text.startswith("word")
    assert len(stopped.text) < len("word " * 100)


def reply(text: str) -> dict[str, Any]:
    return {"type": "reply", "text": text}


def renders(person: Any) -> list[Any]:
    jobs = person.studio.store.jobs.list(person.project.id)
    return [job for job in jobs if job.kind is JobKind.RENDER]
