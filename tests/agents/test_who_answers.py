"""Who answers when the one who was chosen cannot, and that the message keeps why."""

from __future__ import annotations

import json
from typing import Any

import pytest

from studio.actions.models import add_model, choose_model, make_model, set_fallbacks
from studio.actions.spending import set_spend_limits, spent
from studio.domain.chat import MessageState
from studio.domain.errors import GreenlightError
from studio.domain.spend import Cap, SpendLimits
from tests.mocks import Aimock, Llmock


def put(person: Any, base_url: str, title: str, **fields: Any) -> str:
    """A model of a mock server, on the shelf; its name."""
    model = make_model(title=title, provider=title, base_url=base_url, model="gpt-mock", **fields)
    return add_model(person.studio, model).name


def test_without_a_key_embedded_answers_and_says_why(planned: Any) -> None:
    choose_model(planned.studio, planned.project.id, "mistral/mistral-small")
    answer = planned.say("How long is it?")
    assert answer.state is MessageState.DONE
    assert answer.model == "embedded"
    assert "No key for Mistral" in answer.why
    assert "MISTRAL_API_KEY" in answer.why


def test_the_one_who_was_chosen_needs_no_reason(planned: Any, aimock: Aimock) -> None:
    aimock.say("A minute and a half.")
    choose_model(planned.studio, planned.project.id, put(planned, aimock.base_url, "One"))
    answer = planned.say("How long is it?")
    assert (answer.text, answer.model, answer.why) == ("A minute and a half.", "one/gpt-mock", "")


def test_the_next_of_the_persons_order_answers_when_the_first_is_down(
    planned: Any, aimock: Aimock, llmock: Llmock
) -> None:
    llmock.script({"type": "fail", "status": 503, "retry_after": 0.01, "times": None})
    aimock.say("A minute and a half.")
    first, second = put(planned, llmock.base_url, "Down"), put(planned, aimock.base_url, "Up")
    choose_model(planned.studio, planned.project.id, first)
    set_fallbacks(planned.studio, [second])
    answer = planned.say("How long is it?")
    assert (answer.text, answer.model) == ("A minute and a half.", second)
    assert "503" in answer.why
    assert answer.why.startswith("Down")


def test_a_cap_ends_the_answer_and_nobody_else_is_asked(planned: Any, aimock: Aimock) -> None:
    name = put(planned, aimock.base_url, "One", price_in=1.0, price_out=4.0)
    choose_model(planned.studio, planned.project.id, name)
    set_spend_limits(planned.studio, SpendLimits(per_message=Cap(usd=0.0001)))
    ids = planned.ask("How long is it?")
    with pytest.raises(GreenlightError, match="limit"):
        planned.answer(ids)
    answer = planned.studio.store.chats.message(ids[0])
    assert answer.state is MessageState.FAILED
    assert answer.fault is not None
    assert "Settings" in answer.fault.remedy
    assert aimock.requests() == []


def test_what_an_answer_took_is_on_the_bill_of_the_film(planned: Any, aimock: Aimock) -> None:
    usage = {"prompt_tokens": 2000, "completion_tokens": 100, "total_tokens": 2100}
    aimock.script({"match": {}, "response": {"content": "Long.", "usage": usage}})
    name = put(planned, aimock.base_url, "One", price_in=1.0, price_out=4.0)
    choose_model(planned.studio, planned.project.id, name)
    answer = planned.say("How long is it?")
    gone = spent(planned.studio, project=planned.project.id)
    assert (gone.tokens_in, gone.tokens_out) == (2000, 100) == (answer.tokens_in, answer.tokens_out)
    assert gone.cost == answer.cost == 0.0024
    assert "max_tokens" not in json.dumps(aimock.requests()[0]["body"])
