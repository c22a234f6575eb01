"""Streams of providers that do not keep to the protocol, each seen in the wild."""

from __future__ import annotations

import asyncio
import gc
import json
import re
import time
from collections.abc import Sequence
from email.utils import formatdate
from typing import Any

import httpx2
import openai
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.domain.errors import BrokenAnswer
from studio.llm.capped import CappedModel
from studio.llm.fallback import FallbackModel
from studio.llm.models import Model
from studio.llm.outside import OutsideModel
from studio.llm.repair import CallIds, ChatStream, mend_completion, used_ids
from studio.llm.sse import EventReader, ServerEvent
from studio.llm.transport import RepairingTransport, retry_after_s
from tests.llm.outside import KEY, Answer, mock_model, question, streamed, tool

Chunk = dict[str, Any]


def call(
    arguments: object, name: str | None = None, call_id: str | None = None, index: int | None = 0
) -> Chunk:
    """One entry of a delta's tool calls; what is None is not sent."""
    function = {"arguments": arguments} if name is None else {"name": name, "arguments": arguments}
    entry: Chunk = {"function": function}
    if call_id is not None:
        entry["id"] = call_id
    if index is not None:
        entry["index"] = index
    return entry


def chunk(*calls: Chunk, text: object = None, finish: str | None = None) -> Chunk:
    delta: Chunk = {"content": text}
    if calls:
        delta["tool_calls"] = list(calls)
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m",
            "choices": [choice]}  # fmt: skip


END = chunk(finish="tool_calls")


def sent(*chunks: Chunk | str, done: bool = True) -> bytes:
    lines = [c if isinstance(c, str) else json.dumps(c) for c in chunks]
    return "".join(f"data: {line}\n\n" for line in [*lines, *(["[DONE]"] if done else [])]).encode()


def answered(
    body: bytes | Sequence[bytes],
    said: object = "Look.",
    model: Model | None = None,
    kind: str = "text/event-stream",
) -> Answer:
    """What our model makes of a provider that sends `body`, in these pieces."""
    pieces = [body] if isinstance(body, bytes) else list(body)

    class Stream(httpx2.AsyncByteStream):
        async def __aiter__(self) -> Any:
            for piece in pieces:
                yield piece

    def handle(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, headers={"content-type": kind}, stream=Stream())

    async def ask() -> Answer:
        way = RepairingTransport(httpx2.MockTransport(handle))
        client = openai.AsyncOpenAI(
            api_key=KEY,
            base_url="https://mock.test/v1",
            max_retries=0,
            http_client=httpx2.AsyncClient(transport=way),
        )
        asking = OutsideModel(model or mock_model("https://mock.test/v1"), client)
        return await streamed(asking, said, [tool()])  # type: ignore[arg-type]

    return asyncio.run(ask())


def scenes(answer: Answer) -> list[object]:
    assert answer.error is None, answer.error
    return [json.loads(arguments)["scene"] for _, arguments in answer.calls]


PARALLEL = [
    pytest.param(
        [call('{"scene":"3"}', "look", "a"), call('{"scene":"4"}', "look", "b")],
        id="merged under one index (Gemini)",
    ),
    pytest.param(
        [call('{"scene":"3"}', "look", ""), call('{"scene":"4"}', "look", "")],
        id="empty ids under one index (Gemini)",
    ),
    pytest.param(
        [call('{"scene":"3"}', "look", "call_0"), call('{"scene":"4"}', "look", "call_0", 1)],
        id="one id for two calls",
    ),
    pytest.param(
        [call('{"scene":"3"}', "look", "a", None), call('{"scene":"4"}', "look", "b", None)],
        id="without an index (Ollama)",
    ),
    pytest.param(
        [call('{"scene":"3"}', "look", None, None), call('{"scene":"4"}', "look", None, None)],
        id="without index and id",
    ),
    pytest.param(
        [call({"scene": "3"}, "look", "a", 0), call({"scene": "4"}, "look", "b", 1)],
        id="arguments as objects (Ollama)",
    ),
]


@pytest.mark.parametrize("calls", PARALLEL)
@pytest.mark.parametrize("is_together", [True, False])
def test_parallel_calls_are_told_apart(calls: list[Chunk], is_together: bool) -> None:
    chunks = [chunk(*calls)] if is_together else [chunk(entry) for entry in calls]
    answer = answered(sent(*chunks, END))
    assert scenes(answer) == ["3", "4"]
    assert len(set(answer.call_ids)) == 2
    assert all(answer.call_ids)


PIECES = ['{"sc', 'ene":', '"3"}']
IN_PIECES = [
    pytest.param([("a", "look", 0), (None, None, 0), (None, None, 0)], id="as it should be"),
    pytest.param([("a", "look", 0), ("a", "look", 0), ("a", "look", 0)], id="header repeated"),
    pytest.param([("a", "look", 0), ("", "", 0), ("", "", 0)], id="empty headers"),
    pytest.param([("a", "look", None), (None, None, None), (None, None, None)], id="no index"),
    pytest.param([("a", "look", 0), ("b", None, 0), ("c", None, 0)], id="a new id a piece (vLLM)"),
    pytest.param([("a", "look", None), ("a", None, None), ("a", None, None)], id="by id alone"),
]


@pytest.mark.parametrize("heads", IN_PIECES)
def test_one_call_in_pieces_stays_one(
    heads: list[tuple[str | None, str | None, int | None]],
) -> None:
    pieces = [
        chunk(call(part, name, given, index))
        for part, (given, name, index) in zip(PIECES, heads, strict=True)
    ]
    assert scenes(answered(sent(*pieces, END))) == ["3"]


def test_two_calls_interleaved_by_id_alone_go_where_they_belong() -> None:
    pieces = [
        chunk(call('{"scene":', "look", "a", None)),
        chunk(call('{"scene":', "look", "b", None)),
        chunk(call('"3"}', None, "a", None)),
        chunk(call('"4"}', None, "b", None)),
    ]
    assert scenes(answered(sent(*pieces, END))) == ["3", "4"]


def test_an_id_of_an_earlier_turn_is_not_given_again() -> None:
    earlier = [
        {"role": "user", "content": "Look."},
        {"type": "function_call", "call_id": "functions.look:0", "name": "look",
         "arguments": '{"scene":"1"}'},
        {"type": "function_call_output", "call_id": "functions.look:0", "output": "Seen."},
    ]  # fmt: skip
    answer = answered(
        sent(chunk(call('{"scene":"2"}', "look", "functions.look:0")), END), said=earlier
    )
    assert scenes(answer) == ["2"]
    assert answer.call_ids != ["functions.look:0"]


def test_fresh_ids_suit_the_strictest_provider() -> None:
    ids = CallIds()
    assert re.fullmatch(r"[a-zA-Z0-9]{9}", ids.unique(""))
    assert ids.unique("mine") == "mine"
    assert ids.unique("mine") != "mine"


def test_text_in_parts_is_one_text_and_thoughts_are_not_said() -> None:
    thought = {"type": "thinking", "thinking": [{"type": "text", "text": "Hm."}]}
    body = sent(
        chunk(text=[thought]),
        chunk(text=[{"type": "text", "text": "To "}, {"type": "text", "text": "the Moon."}]),
        chunk(finish="stop"),
    )
    assert answered(body).text == "To the Moon."


@pytest.mark.parametrize("finish", ["end_turn", "STOP", "eos", "stop"])
def test_other_words_for_the_end_are_understood(finish: str) -> None:
    answer = answered(sent(chunk(text="Yes."), chunk(finish=finish)))
    assert answer.error is None
    assert answer.text == "Yes."


TRUNCATED = [
    pytest.param(sent(chunk(text="To the")), id="[DONE] without a finish"),
    pytest.param(sent(chunk(text="To the"), done=False), id="nothing after the text"),
    pytest.param(b"", id="nothing at all"),
    pytest.param(sent(chunk(call('{"scene":"3"}', "look", "a")), done=False), id="within calls"),
    pytest.param(
        sent(chunk(call('{"scene":', "look", "a")), chunk(finish="length")),
        id="limit within a call",
    ),
    pytest.param(b'{"choices": []}', id="no stream at all"),
]


@pytest.mark.parametrize("body", TRUNCATED)
def test_a_truncated_answer_is_no_answer(body: bytes) -> None:
    answer = answered(body)
    assert isinstance(answer.error, BrokenAnswer)
    assert answer.completed is None
    assert answer.calls == []


@pytest.mark.parametrize("piece", ['{"choices": [', "null", "[1]", "Bad Gateway"])
def test_a_malformed_piece_is_told_clearly(piece: str) -> None:
    answer = answered(sent(chunk(text="To the"), piece, chunk(finish="stop")))
    assert isinstance(answer.error, BrokenAnswer)
    assert "is not JSON" in answer.error.sentence


def test_an_error_within_a_stream_is_told_without_the_key() -> None:
    fault = {"error": {"message": f"Overloaded, key {KEY}", "code": 502}, "choices": []}
    answer = answered(sent(chunk(text="To"), json.dumps(fault)))
    assert answer.error is not None
    assert "Overloaded" in answer.error.sentence
    assert KEY not in str(answer.error)


WHOLE: Chunk = {"id": "c", "object": "chat.completion", "created": 1, "model": "m"}


def test_a_whole_answer_where_a_stream_was_asked_for_is_taken() -> None:
    said = {"content": "To the Moon.", "tool_calls": [call({"scene": "3"}, "look", "a")]}
    body = {**WHOLE, "choices": [{"index": 0, "message": said, "finish_reason": "tool_calls"}]}
    answer = answered(json.dumps(body).encode(), kind="application/json")
    assert answer.text == "To the Moon."
    assert scenes(answer) == ["3"]


def test_an_error_with_the_status_of_success_is_an_error() -> None:
    body = {"error": {"message": "Overloaded, come again", "code": 529}}
    answer = answered(json.dumps(body).encode(), kind="application/json")
    assert answer.error is not None
    assert "Overloaded" in answer.error.sentence


def test_tokens_nobody_counted_are_estimated() -> None:
    usage = answered(
        sent(chunk(text="Eight days to the Moon."), chunk(finish="stop"))
    ).completed.usage
    assert usage.output_tokens > 5
    assert usage.input_tokens > 5


def test_an_answer_that_nobody_listens_to_is_let_go_of_at_once() -> None:
    """Stop stops: the connection is closed, not left to the collector of garbage."""
    is_closed: list[bool] = []

    class Endless(httpx2.AsyncByteStream):
        async def __aiter__(self) -> Any:
            while True:
                yield sent(chunk(text="On and on. "), done=False)

        async def aclose(self) -> None:
            is_closed.append(True)

    def handle(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, stream=Endless())

    class Purse:
        def hold(self, model: Model, tokens_in: int) -> tuple[object, int | None]:
            return None, None

    async def stopped() -> bool:
        way = RepairingTransport(httpx2.MockTransport(handle))
        client = openai.AsyncOpenAI(
            api_key=KEY,
            base_url="https://mock.test/v1",
            http_client=httpx2.AsyncClient(transport=way),
        )
        model = mock_model("https://mock.test/v1")
        asked = CappedModel(model, OutsideModel(model, client), Purse())  # type: ignore[arg-type]
        answer = FallbackModel([(model, asked)]).stream_response(**question("Go."))
        async for event in answer:
            if event.type == "response.output_text.delta":
                break
        gc.disable()
        try:
            await answer.aclose()  # type: ignore[attr-defined]
            return bool(is_closed)
        finally:
            gc.enable()

    assert asyncio.run(stopped())


def test_what_a_provider_adds_to_a_call_is_kept() -> None:
    entry = call('{"scene":"3"}', "look", "")
    entry["extra_content"] = {"google": {"thought_signature": "sig"}}
    mended = ChatStream(CallIds()).mend(chunk(entry))
    assert mended["choices"][0]["delta"]["tool_calls"][0]["extra_content"] == {
        "google": {"thought_signature": "sig"}
    }


def test_a_whole_completion_is_mended_too() -> None:
    calls = [{"id": "", "function": {"name": "look", "arguments": {"scene": "3"}}}] * 2
    body = {
        "choices": [{"message": {"content": None, "tool_calls": json.loads(json.dumps(calls))}}]
    }
    mended = mend_completion(body, CallIds())["choices"][0]["message"]["tool_calls"]
    assert len({entry["id"] for entry in mended}) == 2
    assert json.loads(mended[0]["function"]["arguments"]) == {"scene": "3"}


def test_ids_are_found_in_requests_of_both_protocols() -> None:
    chat = {"messages": [{"role": "assistant", "tool_calls": [{"id": "a"}]}, {"tool_calls": None}]}
    assert used_ids(chat) == {"a"}
    assert used_ids({"input": [{"type": "function_call", "call_id": "b"}]}) == {"b"}
    assert used_ids("nothing") == frozenset()


@given(st.lists(st.integers(1, 60), max_size=12))
def test_events_are_read_wherever_the_bytes_were_cut(sizes: list[int]) -> None:
    body = sent(chunk(text="Mond ünd 月"), chunk(finish="stop")).replace(b"\n", b"\r\n")
    reader, read, rest = EventReader(), [], body
    for size in sizes:
        read += reader.feed(rest[:size])
        rest = rest[size:]
    read += [*reader.feed(rest), *reader.close()]
    assert [json.loads(event.data)["id"] for event in read[:-1]] == ["c", "c"]
    assert read[-1].data == "[DONE]"


def test_a_wait_is_read_in_every_form() -> None:
    later = formatdate(time.time() + 90, usegmt=True)
    waits = ({"retry-after": "2.5"}, {"retry-after-ms": "1500"}, {"retry-after": later}, {})
    read = [retry_after_s(httpx2.Headers(headers)) for headers in waits]
    assert read[:2] == [2.5, 1.5]
    assert read[2] == pytest.approx(90, abs=3)
    assert read[3] is None
    assert retry_after_s(httpx2.Headers({"retry-after": "soon"})) is None


def test_events_of_several_lines_and_kinds_come_back_as_written() -> None:
    event = ServerEvent("response.created", '{\n "a": 1\n}')
    assert [*EventReader().feed(b": comment\n" + event.encode())] == [event]


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5),
                    lambda inner: st.lists(inner, max_size=3)
                    | st.dictionaries(st.sampled_from(
                        ["choices", "delta", "tool_calls", "function", "index", "id", "content",
                         "finish_reason", "name", "arguments", "message"]), inner, max_size=4),
                    max_leaves=25))  # fmt: skip
def test_rubbish_is_mended_or_refused_but_never_crashes(rubbish: object) -> None:
    answer = answered(sent(json.dumps(rubbish), chunk(finish="stop")))
    assert answer.error is None or isinstance(answer.error, BrokenAnswer)
