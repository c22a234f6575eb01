"""Each way in which a provider fails, by servers that play them: what the person is told."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any, Literal

import pytest

from studio.domain.errors import (
    BrokenAnswer,
    ContextFull,
    GreenlightError,
    ModelRefused,
    RateLimited,
    Unreachable,
)
from studio.llm.connect import Clients, connect
from tests.llm.outside import KEY, asked, keys, mock_model, question, tool
from tests.mocks import Aimock, Llmock, free_port

Api = Literal["chat", "responses"]
both = pytest.mark.parametrize("api", ["chat", "responses"])


@both
def test_text_streams_word_by_word_and_is_counted(aimock: Aimock, api: Api) -> None:
    said = "Eight days to the Moon, and eight days back again."
    aimock.say(said)
    answer = asked(mock_model(aimock.base_url, api))
    assert answer.error is None
    assert answer.text == said
    assert sum(e.type == "response.output_text.delta" for e in answer.events) > 1
    assert answer.completed.usage.output_tokens > 0


@both
def test_parallel_calls_come_whole_and_apart(aimock: Aimock, api: Api) -> None:
    aimock.call(("look", {"scene": "3"}), ("look", {"scene": "4"}))
    answer = asked(mock_model(aimock.base_url, api), tools=[tool()])
    assert [json.loads(arguments) for _, arguments in answer.calls] == [
        {"scene": "3"},
        {"scene": "4"},
    ]
    assert len(set(answer.call_ids)) == 2


@both
def test_calls_with_the_same_id_are_told_apart(aimock: Aimock, api: Api) -> None:
    twice = [
        {"id": "call_1", "name": "look", "arguments": {"scene": scene}} for scene in ("3", "4")
    ]
    aimock.script({"match": {}, "response": {"toolCalls": twice}})
    answer = asked(mock_model(aimock.base_url, api), tools=[tool()])
    assert len(answer.calls) == len(set(answer.call_ids)) == 2


@both
def test_an_unknown_tool_reaches_the_runner_as_it_was_called(aimock: Aimock, api: Api) -> None:
    aimock.call(("launch_rocket", {"now": True}))
    answer = asked(mock_model(aimock.base_url, api), tools=[tool()])
    assert [name for name, _ in answer.calls] == ["launch_rocket"]


@both
def test_a_limit_is_waited_for_as_long_as_was_asked(llmock: Llmock, api: Api) -> None:
    llmock.script({"type": "fail", "status": 429, "retry_after": 1})
    began = time.monotonic()
    answer = asked(mock_model(llmock.base_url, api))
    assert answer.error is None
    assert answer.text
    assert time.monotonic() - began >= 1
    assert llmock.findings() == []


@pytest.mark.parametrize("wait_s", [31, 300])
def test_a_long_limit_is_told_at_once_so_that_another_can_answer(
    llmock: Llmock, wait_s: int
) -> None:
    llmock.script({"type": "fail", "status": 429, "retry_after": wait_s, "times": None})
    error = asked(mock_model(llmock.base_url)).error
    assert isinstance(error, RateLimited)
    assert error.retry_after_s == wait_s
    assert f"Mock asked to wait {wait_s} s" in str(error)
    assert len(llmock.requests()) == 1


@both
@pytest.mark.parametrize("status", [500, 503])
def test_trouble_of_its_own_is_retried_then_told(llmock: Llmock, api: Api, status: int) -> None:
    llmock.script({"type": "fail", "status": status, "retry_after": 0.01, "times": None})
    error = asked(mock_model(llmock.base_url, api)).error
    assert isinstance(error, Unreachable)
    assert str(status) in error.sentence
    assert len(llmock.requests()) == 3


@both
def test_trouble_that_passes_is_not_noticed(llmock: Llmock, api: Api) -> None:
    llmock.script({"type": "fail", "status": 500, "retry_after": 0.01, "times": 2})
    answer = asked(mock_model(llmock.base_url, api))
    assert answer.error is None
    assert answer.completed is not None


REFUSALS = [
    (401, None, "does not accept the key"),
    (402, None, "no credit"),
    (403, None, "may not use Mock One"),
    (404, None, "may not use Mock One"),
    (429, "insufficient_quota", "no credit"),
    (400, "content_policy_violation", "refused"),
]


@pytest.mark.parametrize(("status", "code", "words"), REFUSALS)
def test_a_refusal_is_told_and_not_tried_again(
    llmock: Llmock, status: int, code: str | None, words: str
) -> None:
    fault: dict[str, Any] = {"type": "fail", "status": status, "times": None}
    llmock.script({**fault, "code": code} if code else fault)
    error = asked(mock_model(llmock.base_url)).error
    assert type(error) is ModelRefused
    assert words in error.sentence
    assert error.remedy
    assert len(llmock.requests()) == 1
    assert set(llmock.findings()) <= {"gave_up"}


def test_a_conversation_that_is_too_long_is_told_so(llmock: Llmock) -> None:
    message = "This model's maximum context length is 8192 tokens."
    code = "context_length_exceeded"
    llmock.script({"type": "fail", "status": 400, "code": code, "message": message})
    error = asked(mock_model(llmock.base_url)).error
    assert isinstance(error, ContextFull)
    assert "Mock One" in error.sentence


FAULTS = ["disconnect", "truncate", "malformed"]


@both
@pytest.mark.parametrize("kind", FAULTS)
def test_a_broken_stream_is_told_and_nothing_of_it_is_done(
    llmock: Llmock, api: Api, kind: str
) -> None:
    calls = [{"name": "look", "arguments": {"scene": "the one with the rocket"}}]
    llmock.script(
        {"type": "reply", "text": "I will look at it.", "tool_calls": calls},
        {"type": "stream_fault", "kind": kind, "after_chunks": 3},
    )
    answer = asked(mock_model(llmock.base_url, api), tools=[tool()])
    assert isinstance(answer.error, BrokenAnswer)
    assert "Continue" in answer.error.remedy
    assert answer.completed is None
    assert answer.calls == []
    again = asked(mock_model(llmock.base_url, api), tools=[tool()])
    assert again.error is None
    # The judge sees only whether it could send the rest: it fits into one buffer here.
    assert set(llmock.findings()) <= ({"malformed_chunk_ignored"} if kind == "malformed" else set())


@both
@pytest.mark.parametrize(("fault", "when"), [("truncateAfterChunks", 2), ("disconnectAfterMs", 60)])
def test_a_loss_in_mid_stream_is_told(aimock: Aimock, api: Api, fault: str, when: int) -> None:
    said = "Eight days to the Moon, and eight days back again. " * 4
    aimock.script({"match": {}, "response": {"content": said}, "latency": 20, fault: when})
    answer = asked(mock_model(aimock.base_url, api))
    assert isinstance(answer.error, BrokenAnswer)
    assert answer.completed is None


CHAOS = [
    ("malformedRate", BrokenAnswer),
    ("dropRate", Unreachable),
    ("disconnectRate", Unreachable),
]


@both
@pytest.mark.parametrize(("rate", "kind"), CHAOS)
def test_chaos_is_told(aimock: Aimock, api: Api, rate: str, kind: type[GreenlightError]) -> None:
    aimock.say("Up.")
    aimock.post("/__aimock/chaos", {rate: 1})
    answer = asked(mock_model(aimock.base_url, api), clients=lambda: Clients(retries=0, read_s=2))
    assert isinstance(answer.error, kind), answer.error
    assert answer.completed is None


@both
def test_a_stall_ends_at_the_time_limit(llmock: Llmock, api: Api) -> None:
    stall = {"type": "stream_fault", "kind": "stall", "after_chunks": 2, "stall_seconds": 3}
    llmock.script(stall)
    model = mock_model(llmock.base_url, api)
    answer = asked(model, clients=lambda: Clients(read_s=0.3))
    assert isinstance(answer.error, Unreachable)
    assert "silent" in answer.error.sentence
    assert answer.completed is None


def test_silence_before_the_first_word_is_not_waited_out_three_times(llmock: Llmock) -> None:
    llmock.script({"type": "delay", "seconds": 1.5, "times": None})
    error = asked(mock_model(llmock.base_url), clients=lambda: Clients(read_s=0.3)).error
    assert isinstance(error, Unreachable)
    assert len(llmock.requests()) == 1


@both
def test_arguments_that_are_not_json_reach_the_tool_boundary_whole(
    llmock: Llmock, api: Api
) -> None:
    llmock.script({"type": "tool_fault", "kind": "malformed_arguments"})
    answer = asked(mock_model(llmock.base_url, api), tools=[tool()])
    assert len(answer.calls) == 1
    with pytest.raises(ValueError, match=r".*"):
        json.loads(answer.calls[0][1])


def test_nobody_listening_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    model = mock_model(f"http://127.0.0.1:{free_port()}/v1")
    pool = Clients(retries=0)
    error = asked(model, clients=lambda: pool).error
    assert isinstance(error, Unreachable)
    assert "online" in error.sentence
    local = asked(model.model_copy(update={"is_local": True}), clients=lambda: Clients(retries=0))
    assert local.error is not None
    assert "on this machine" in local.error.sentence


@both
def test_a_whole_answer_is_counted_too(aimock: Aimock, api: Api) -> None:
    aimock.say("To the Moon.")

    async def ask() -> Any:
        pool = Clients()
        model = connect(mock_model(aimock.base_url, api), keys(), pool)
        answer = await model.get_response(**question("Where to?"))
        await pool.aclose()
        return answer

    answer = asyncio.run(ask())
    assert answer.output[0].content[0].text == "To the Moon."
    assert answer.usage.total_tokens > 0


@both
@pytest.mark.parametrize("status", [400, 401, 429, 500])
def test_a_provider_that_repeats_the_key_is_not_repeated(
    llmock: Llmock, api: Api, status: int
) -> None:
    echo = {"type": "fail", "status": status, "retry_after": 300, "times": None}
    llmock.script({**echo, "message": f"Bad key {KEY} in Authorization: Bearer {KEY}"})
    error = asked(mock_model(llmock.base_url, api)).error
    assert isinstance(error, GreenlightError)
    assert KEY not in f"{error} {error!r} {vars(error)} {error.__cause__!r}"
    assert error.__cause__ is None
    assert error.__suppress_context__


def test_the_account_at_openai_is_nobody_elses_business(
    aimock: Aimock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_ORG_ID", "org-canary")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "proj-canary")
    aimock.say("Yes.")
    assert asked(mock_model(aimock.base_url)).text == "Yes."
    assert "canary" not in json.dumps(aimock.requests()[0]["headers"])

    async def own_headers() -> Any:
        pool = Clients()
        headers = dict(pool.client("https://api.openai.com/v1", KEY).default_headers)
        await pool.aclose()
        return headers

    assert asyncio.run(own_headers())["OpenAI-Organization"] == "org-canary"


def test_one_client_serves_an_endpoint_and_loop(aimock: Aimock) -> None:
    aimock.say("Yes.")

    async def both_models() -> tuple[Any, Any, Any]:
        pool = Clients()
        first = connect(mock_model(aimock.base_url), keys(), pool)
        second = connect(mock_model(aimock.base_url, model="gpt-other"), keys(), pool)
        other = connect(mock_model(f"{aimock.address}/other/v1"), keys(), pool)
        await pool.aclose()
        return tuple(model._sdk._client for model in (first, second, other))  # type: ignore[attr-defined]

    first, second, other = asyncio.run(both_models())
    assert first is second
    assert first is not other
