"""What a tool does for one turn it does once; what is uncertain is asked about."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from agents.tool_context import ToolContext

from studio.agents.desk import Desk
from studio.agents.ledger import Ledger
from studio.agents.session import Made, ThreadSession, tokens_in
from studio.agents.toolbox import Toolbox
from studio.agents.tools.card import ToolCard
from studio.agents.transcript import Transcript
from studio.domain.chat import CallState, StepState
from studio.domain.errors import BadInput, UncertainCall
from studio.domain.ids import MessageId, ThreadId, TraceId


@pytest.fixture
def desk(person: Any) -> Desk:
    answer = person.ask("go")[0]
    message = person.studio.store.chats.message(answer)
    return Desk(
        person.studio,
        person.project.id,
        "question",
        TraceId("t"),
        thread=message.thread,
        message=message.id,
    )


@pytest.fixture
def done() -> list[str]:
    return []


def tool(done: list[str], fault: Exception | None = None) -> Callable[..., Any]:
    async def pay(desk: Desk, scene: str) -> Callable[[], str]:
        """Pay for a scene."""
        done.append(scene)
        await asyncio.sleep(0)
        if fault:
            raise fault
        return lambda: f"Paid for {scene}."

    return pay


def once(desk: Desk, card: ToolCard, scene: str = "1", ordinal: int = 0) -> str:
    given = {"scene": scene}
    return asyncio.run(Ledger(desk).once(card, given, given, ordinal))


def test_the_same_call_is_found_and_a_repeat_is_made(desk: Desk, done: list[str]) -> None:
    card = ToolCard(tool(done), "Paying")
    assert once(desk, card) == once(desk, card) == "Paid for 1."
    assert once(replace(desk, message=MessageId(desk.message)), card) == "Paid for 1."
    assert done == ["1"]
    once(desk, card, ordinal=1)
    once(desk, card, scene="2")
    once(replace(desk, batch="another question"), card)
    assert done == ["1", "1", "2", "1"]


def test_what_failed_is_made_anew(desk: Desk, done: list[str]) -> None:
    with pytest.raises(BadInput):
        once(desk, ToolCard(tool(done, BadInput("It", "no.", "Other.")), "Paying"))
    (call,) = desk.studio.store.chats.calls(desk.message)
    assert (call.state, call.told) == (CallState.FAILED, "It: no. Other.")
    assert once(desk, ToolCard(tool(done), "Paying")) == "Paid for 1."
    assert done == ["1", "1"]


class Killed(BaseException):
    """Nothing after it runs."""


@pytest.mark.parametrize("is_outside", [True, False])
def test_a_call_begun_outside_without_an_end_is_uncertain(
    desk: Desk, done: list[str], is_outside: bool
) -> None:
    dying = ToolCard(tool(done, Killed()), "Paying", "spends", is_outside=is_outside)  # type: ignore[arg-type]
    with pytest.raises(Killed):
        once(desk, dying)
    again = ToolCard(tool(done), "Paying", "spends", is_outside=is_outside)
    if not is_outside:
        assert once(desk, again) == "Paid for 1."
        return
    for _ in range(3):
        with pytest.raises(UncertainCall, match="may have been carried out or not"):
            once(desk, again)
    assert done == ["1"]
    (call,) = desk.studio.store.chats.calls(desk.message)
    assert call.state is CallState.UNCERTAIN


def test_an_uncertain_step_is_shown_as_one(desk: Desk, done: list[str]) -> None:
    card = ToolCard(tool(done), "Paying", "spends", is_outside=True)
    with pytest.raises(Killed):
        once(desk, ToolCard(tool(done, Killed()), "Paying", "spends", is_outside=True))  # type: ignore[arg-type]
    box = toolbox(desk, card)
    said = asyncio.run(call(box, "pay", scene="1"))
    assert "unless you say so" in said
    assert [step.state for step in box.told.steps] == [StepState.UNCERTAIN]


def test_changes_pass_one_by_one_in_order_and_the_rest_side_by_side(desk: Desk) -> None:
    seen: list[str] = []

    def slow(name: str) -> Callable[..., Any]:
        async def work(desk: Desk, scene: str) -> str:
            """Work at a scene."""
            seen.append(f"{scene} begins")
            for _ in range(5):
                await asyncio.sleep(0)
            seen.append(f"{scene} ends")
            return scene

        work.__name__ = name
        return work

    box = toolbox(desk, ToolCard(slow("change"), "Changing"), ToolCard(slow("look"), "L", "reads"))

    async def all_of(tool: str) -> None:
        await asyncio.gather(*(call(box, tool, scene=scene) for scene in "123"))

    asyncio.run(all_of("change"))
    assert seen == [f"{n} {what}" for n in "123" for what in ("begins", "ends")]
    seen.clear()
    asyncio.run(all_of("look"))
    assert seen[:3] == ["1 begins", "2 begins", "3 begins"]


def test_a_tool_that_takes_too_long_is_stopped(desk: Desk) -> None:
    async def dream(desk: Desk) -> str:
        """Dream for ever."""
        await asyncio.Event().wait()
        return ""

    box = toolbox(desk, ToolCard(dream, "Dreaming"))
    box.longest_s = 0.05
    assert "was stopped" in asyncio.run(call(box, "dream"))
    assert box.told.steps[0].state is StepState.FAILED


def test_what_was_set_otherwise_in_between_is_set_again(desk: Desk, done: list[str]) -> None:
    paint = painting(done)
    answers(toolbox(desk, paint), "red", "blue", "red", "red")
    assert done == ["red", "blue", "red"]


@pytest.mark.parametrize("kept", range(5))
def test_a_run_that_begins_anew_sets_nothing_twice(desk: Desk, done: list[str], kept: int) -> None:
    wanted = ("red", "blue", "red", "blue")
    answers(toolbox(desk, painting(done)), *wanted[:kept])
    for _ in range(2):
        answers(toolbox(desk, painting(done)), *wanted)
    assert done == list(wanted)


def test_what_failed_or_is_about_another_sets_nothing_otherwise(
    desk: Desk, done: list[str]
) -> None:
    box = toolbox(desk, painting(done))
    answers(box, "red", "no colour", "red")
    assert done == ["red"]
    answers(box, "blue", scene="2")
    answers(box, "red")
    assert done == ["red", "blue"]


def test_what_moves_or_adds_is_not_done_again_by_a_model_that_stutters(
    desk: Desk, done: list[str]
) -> None:
    box = toolbox(desk, replace(painting(done), is_setting=False))
    answers(box, "red", "blue", "red", "blue")
    assert done == ["red", "blue"]


def painting(done: list[str]) -> ToolCard:
    def paint(desk: Desk, scene: str, colour: str) -> str:
        """Paint a scene."""
        if colour == "no colour":
            raise BadInput(colour, "there is none.", "Name another.")
        done.append(colour)
        return f"It is {colour}."

    return ToolCard(paint, "Painting", is_setting=True)


def answers(box: Toolbox, *colours: str, scene: str = "1") -> None:
    """One call in each answer of a model."""
    for colour in colours:
        box.new_answer()
        asyncio.run(call(box, "paint", scene=scene, colour=colour))


def toolbox(desk: Desk, *cards: ToolCard) -> Toolbox:
    message = desk.studio.store.chats.message(desk.message)
    told = Transcript(desk.studio, desk.project_id, message, desk.trace)
    return Toolbox(desk, told, {card.name: card for card in cards})


async def call(box: Toolbox, name: str, **given: Any) -> str:
    (made,) = [tool for tool in box.tools() if tool.name == name]
    text = json.dumps(given)
    context: Any = ToolContext(None, tool_name=name, tool_call_id=f"c{text}", tool_arguments=text)
    return str(await made.on_invoke_tool(context, text))


def test_a_session_tells_whole_turns_within_its_budget(desk: Desk) -> None:
    store, thread = desk.studio.store, ThreadId(desk.thread)
    for n in range(6):
        session = ThreadSession(store, thread, MessageId(f"m{n}"))
        made = [Made(f"c{n}", "look", '{"scene": "1"}', "x" * 5_000)]
        session.settle({"role": "user", "content": f"question {n}"}, made, f"answer {n}")
    told = asyncio.run(ThreadSession(store, thread, MessageId("now"), 1_500).get_items())
    assert sum(tokens_in(dict(item)) for item in told) <= 1_500
    assert [item.get("content") for item in told if "content" in item] == [
        "question 4", "answer 4", "question 5", "answer 5",
    ]  # fmt: skip
    assert "characters more" in str(told[2]["output"])
    kept = ThreadSession(store, thread, MessageId("m5"))
    kept.settle({"role": "user", "content": "again"}, [], "")
    assert store.turns.items(thread)[-1] == {"role": "user", "content": "again"}


def test_a_session_drops_calls_without_an_answer(desk: Desk) -> None:
    session = ThreadSession(desk.studio.store, ThreadId(desk.thread), MessageId("m"))
    call = {"type": "function_call", "call_id": "a", "name": "look", "arguments": "{}", "id": "fc"}
    thought = {"type": "reasoning", "id": "r", "summary": []}
    said = {"role": "user", "content": [{"type": "input_text", "text": "Hi"}]}

    async def talk() -> Any:
        await session.add_items([said, thought, call])  # type: ignore[list-item]
        return await session.get_items(), await session.pop_item(), await session.get_items(1)

    told, popped, last = asyncio.run(talk())
    assert told == [{"role": "user", "content": "Hi"}] == last
    assert popped["call_id"] == "a"
    assert "id" not in popped
