"""The next model, but only while nothing was said; and everyone is told who speaks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Any

import agents
import pytest
from agents.items import TResponseStreamEvent
from openai.types.responses import ResponseCreatedEvent, ResponseTextDeltaEvent

from studio.domain.errors import (
    BrokenAnswer,
    GreenlightError,
    MissingKey,
    ModelRefused,
    OverLimit,
    RateLimited,
    Unreachable,
)
from studio.llm.connect import Clients
from studio.llm.fallback import Chain, FallbackModel, chain_of
from studio.llm.keys import Keys
from studio.llm.models import Model, models
from tests.llm.outside import KEY, KEY_NAME, Nothing, mock_model, question, streamed
from tests.mocks import Aimock, Llmock

EMBEDDED = models()[0]
FAULTS = [
    RateLimited("Mock", 20),
    Unreachable("Mock", "it was silent"),
    ModelRefused("Mock", "it does not accept the key.", "Put the right one."),
    MissingKey("Mock", KEY_NAME, "Get one."),
]


class Scripted(agents.Model):
    """Says words, then fails if told so; counts how often it was asked."""

    def __init__(self, words: Sequence[str], *faults: Exception) -> None:
        self.words, self.faults, self.asked = words, list(faults), 0

    async def get_response(self, *asked: Any, **also: Any) -> Any:
        self.asked += 1
        if self.faults:
            raise self.faults.pop(0)
        return "".join(self.words)

    async def stream_response(
        self, *asked: Any, **also: Any
    ) -> AsyncIterator[TResponseStreamEvent]:
        self.asked += 1
        yield ResponseCreatedEvent.model_construct(type="response.created", sequence_number=0)
        for word in self.words:
            yield ResponseTextDeltaEvent.model_construct(
                type="response.output_text.delta", delta=word
            )
        if self.faults:
            raise self.faults.pop(0)


def model(name: str) -> Model:
    return mock_model("http://127.0.0.1:1/v1", name=name, title=name.title())


class Told:
    """What was told of choices."""

    def __init__(self) -> None:
        self.choices: list[tuple[str, str]] = []

    def __call__(self, model: Model, why: str) -> None:
        self.choices.append((model.name, why))


def run(fallback: FallbackModel) -> Any:
    return asyncio.run(streamed(fallback, "Go."))


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: type(fault).__name__)
def test_a_model_that_fails_before_its_first_word_makes_way(fault: GreenlightError) -> None:
    told, first, last = Told(), Scripted([], fault), Scripted(["Yes."])
    answer = run(FallbackModel([(model("one"), first), (EMBEDDED, last)], told))
    assert (answer.text, answer.error) == ("Yes.", None)
    assert [event.type for event in answer.events].count("response.created") == 1
    assert told.choices == [("embedded", f"One: {fault.sentence}")]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: type(fault).__name__)
def test_a_model_that_fails_after_a_word_does_not(fault: GreenlightError) -> None:
    told, last = Told(), Scripted(["Yes."])
    chain = [(model("one"), Scripted(["Well, "], fault)), (model("two"), last)]
    answer = run(FallbackModel(chain, told))
    assert answer.text == "Well, "
    assert answer.error is fault
    assert last.asked == 0
    assert told.choices == [("one", "")]


def test_a_limit_of_the_persons_own_is_no_reason_to_ask_another() -> None:
    last = Scripted(["Yes."])
    fault = OverLimit("one message", "$1.00", "$1.00")
    answer = run(FallbackModel([(model("one"), Scripted([], fault)), (EMBEDDED, last)]))
    assert answer.error is fault
    assert last.asked == 0


def test_the_last_ones_fault_is_raised() -> None:
    fault = Unreachable("Mock", "it was silent")
    answer = run(FallbackModel([(model("one"), Scripted([], FAULTS[0])),
                                (model("two"), Scripted([], fault))]))  # fmt: skip
    assert answer.error is fault


def test_an_answer_broken_before_its_first_word_is_asked_for_once_more() -> None:
    fault = BrokenAnswer("Mock", "it broke off")
    once, last = Scripted(["Yes."], fault), Scripted(["No."])
    once.words = []
    told = Told()
    fallback = FallbackModel([(model("one"), once), (EMBEDDED, last)], told)
    answer = run(fallback)
    assert once.asked == 2
    assert last.asked == 0
    assert answer.error is None
    twice = Scripted([], fault, fault)
    assert run(FallbackModel([(model("one"), twice), (EMBEDDED, last)])).text == "No."
    assert twice.asked == 2


def test_within_a_turn_who_failed_is_not_asked_again_and_the_choice_is_told_once() -> None:
    told, first, last = Told(), Scripted(["No."], FAULTS[1]), Scripted(["Yes."])
    first.words = []
    fallback = FallbackModel([(model("one"), first), (EMBEDDED, last)], told)
    assert [run(fallback).text for _ in range(3)] == ["Yes."] * 3
    assert first.asked == 1
    assert len(told.choices) == 1


def test_whole_answers_fall_back_as_well() -> None:
    told = Told()
    fallback = FallbackModel(
        [(model("one"), Scripted([], FAULTS[1])), (EMBEDDED, Scripted("ok"))], told
    )
    assert asyncio.run(fallback.get_response(**question("Go."))) == "ok"
    assert [name for name, _ in told.choices] == ["embedded"]


def test_a_chosen_model_without_its_key_is_skipped_and_the_remedy_told() -> None:
    chosen = model("one").model_copy(update={"keys_at": "https://mock.test/keys"})

    async def chained() -> Chain:
        return chain_of([chosen, EMBEDDED], Keys(Nothing(), {}), Clients(), Scripted(["Yes."]))

    told = Told()
    run(FallbackModel(asyncio.run(chained()), told))
    [(name, why)] = told.choices
    assert name == "embedded"
    assert "No key for Mock" in why
    assert "https://mock.test/keys" in why


def test_from_a_provider_that_is_down_to_one_that_is_up(aimock: Aimock, llmock: Llmock) -> None:
    llmock.script({"type": "fail", "status": 503, "retry_after": 0.01, "times": None})
    aimock.say("The second one speaks.")
    down, up = mock_model(llmock.base_url, name="a"), mock_model(aimock.base_url, name="b")
    told = Told()

    async def ask() -> Any:
        clients = Clients()
        keys = Keys(Nothing(), {KEY_NAME: KEY})
        chain = chain_of([down, up, EMBEDDED], keys, clients, Scripted(["Embedded."]))
        answer = await streamed(FallbackModel(chain, told), "Go.")
        await clients.aclose()
        return answer

    assert asyncio.run(ask()).text == "The second one speaks."
    assert [name for name, _ in told.choices] == ["b"]
    assert "503" in told.choices[0][1]
