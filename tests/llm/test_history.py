"""A conversation that goes from model to model is put so that each can bear it."""

from __future__ import annotations

import asyncio
import copy
import json
import re
from typing import Any

import pytest

from studio.llm.connect import Clients, connect
from studio.llm.history import fitted
from studio.llm.models import models
from tests.llm.outside import keys, mock_model, streamed, tool
from tests.mocks import Aimock

HERE = "http://127.0.0.1:1/v1"
PICTURE = {"type": "input_image", "detail": "auto", "image_url": "data:image/png;base64,iVBOR"}


def call(call_id: str, **provider: Any) -> dict[str, Any]:
    item = {"type": "function_call", "call_id": call_id, "name": "look", "arguments": "{}"}
    return {**item, "provider_data": provider} if provider else item


def output(call_id: str) -> dict[str, Any]:
    return {"type": "function_call_output", "call_id": call_id, "output": "Seen."}


TALK: list[dict[str, Any]] = [
    {"role": "user", "content": "Look."},
    {"type": "reasoning", "id": "rs_1", "summary": []},
    {"type": "reasoning", "id": "__fake_id__", "summary": []},
    call("call_a"),
    call("call_b"),
    output("call_a"),
    output("call_b"),
    {"role": "user", "content": [{"type": "input_text", "text": "And this?"}, PICTURE]},
]


def ids(items: Any) -> list[str]:
    return [item["call_id"] for item in items if "call_id" in item]


def test_the_given_items_stay_as_they_are() -> None:
    before = copy.deepcopy(TALK)
    for wish in ({}, {"has_short_ids": True}, {"has_signed_calls": True}, {"api": "responses"}):
        fitted(TALK, mock_model(HERE, **{"api": "chat", **wish}))
    assert before == TALK
    assert fitted("Hello", mock_model(HERE, has_short_ids=True)) == "Hello"


def test_mistral_gets_ids_of_nine_letters_and_answers_stay_with_their_calls() -> None:
    short = ids(fitted(TALK, mock_model(HERE, has_short_ids=True)))
    assert all(re.fullmatch(r"[a-zA-Z0-9]{9}", name) for name in short)
    assert short[:2] == short[2:]
    assert len(set(short)) == 2
    mine = [call("AbCdEf123")]
    assert ids(fitted(mine, mock_model(HERE, has_short_ids=True))) == ["AbCdEf123"]


def test_gemini_gets_its_own_signatures_back_and_a_word_for_calls_of_others() -> None:
    talk = [call("a", thought_signature="mine"), call("b"), output("a"), output("b"), call("c")]
    signed: Any = fitted(talk, mock_model(HERE, has_signed_calls=True))
    given = [(i.get("provider_data") or {}).get("thought_signature") for i in signed]
    assert given == ["mine", None, None, None, "skip_thought_signature_validator"]


def test_thoughts_of_others_do_not_go_to_the_responses_protocol() -> None:
    kept: Any = fitted(TALK, mock_model(HERE, "responses"))
    assert [item["id"] for item in kept if item.get("type") == "reasoning"] == ["rs_1"]


@pytest.mark.parametrize("field", ["content", "output"])
def test_a_model_that_cannot_see_is_told_that_there_was_a_picture(field: str) -> None:
    talk = [{"role": "user", field: [PICTURE, {"type": "input_text", "text": "this"}]}]
    blind: Any = fitted(talk, mock_model(HERE))
    assert blind[0][field][0]["type"] == "input_text"
    assert "cannot see" in blind[0][field][0]["text"]
    assert fitted(talk, mock_model(HERE, has_vision=True)) == talk


def test_the_registry_says_who_wants_what() -> None:
    short = {model.provider for model in models() if model.has_short_ids}
    signed = {model.provider for model in models() if model.has_signed_calls}
    assert (short, signed) == ({"Mistral"}, {"Google"})


@pytest.mark.parametrize("wish", ["has_short_ids", "has_signed_calls"])
def test_a_provider_gets_what_it_wants(aimock: Aimock, wish: str) -> None:
    aimock.say("Go on.")
    model = mock_model(aimock.base_url, model="gemini-mock", **{wish: True})

    async def ask() -> Any:
        clients = Clients(retries=0)
        answer = await streamed(connect(model, keys(), clients), TALK[:7], [tool()])  # type: ignore[arg-type]
        await clients.aclose()
        return answer

    assert asyncio.run(ask()).error is None
    calls = [m for m in aimock.requests()[0]["body"]["messages"] if m.get("tool_calls")]
    first = calls[0]["tool_calls"][0]
    if wish == "has_short_ids":
        assert re.fullmatch(r"[a-zA-Z0-9]{9}", first["id"])
    else:
        assert first["extra_content"]["google"]["thought_signature"]


@pytest.mark.parametrize("text", ['{"scene": ', '["2"]', "", "null"])
def test_badly_written_arguments_are_told_as_an_object(text: str) -> None:
    bad = {**call("call_a"), "arguments": text}
    for api in ("chat", "responses"):
        told = fitted([bad, output("call_a")], mock_model(HERE, api=api))
        assert json.loads(told[0]["arguments"]) == {"unreadable": text}
        assert told[1] == output("call_a")
    assert fitted([call("call_a")], mock_model(HERE, api="chat")) == [call("call_a")]
