"""The way to every provider: one HTTP transport that mends answers and notices broken ones.

An answer that ends before it says so, or that holds a chunk which is no JSON, is raised as a
protocol error, which the client reports as `APIConnectionError`; nobody acts upon half of it.
A provider that repeats the key in an error has it taken out before anyone reads it.
"""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator
from email.utils import mktime_tz, parsedate_tz
from typing import Any

import httpx2
from openai import APITimeoutError

from studio.llm.repair import (
    CallIds,
    ChatStream,
    ResponseStream,
    Truncated,
    as_chunk,
    mend_completion,
    used_ids,
)
from studio.llm.sse import EventReader, ServerEvent

_DONE = "[DONE]"
_HIDDEN = b"[key]"
_SHORTEST_KEY = 6
_TOO_MANY = 429
_LONGEST_WAIT_S = 30.0
_NO_CREDIT = (b"insufficient_quota", b"billing", b"credit balance")
"""Said with the status of a rate limit, but waiting does not help."""


class RepairingTransport(httpx2.AsyncBaseTransport):
    """Wraps a transport; see the module."""

    def __init__(self, inner: httpx2.AsyncBaseTransport) -> None:
        self._inner = inner

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send, and give back the answer with its body mended."""
        request.headers["accept-encoding"] = "identity"
        try:
            answer = await self._inner.handle_async_request(request)
        except httpx2.ReadTimeout as fault:
            # Not as httpx2's own: the client would ask again, twice, and wait as long each time.
            raise APITimeoutError(request=request) from fault
        key = _key_of(request)
        if answer.is_success and _is_asked_of_a_model(request):
            return await self._mended(request, answer, key)
        body = await _body(answer)
        if answer.status_code == _TOO_MANY and not _is_worth_waiting(answer, body):
            answer.headers["x-should-retry"] = "false"
        return _again(answer, body.replace(key, _HIDDEN) if key else body)

    async def aclose(self) -> None:
        """Close the wrapped one."""
        await self._inner.aclose()

    async def _mended(
        self, request: httpx2.Request, answer: httpx2.Response, key: bytes
    ) -> httpx2.Response:
        asked = _json(request.content)
        ids = CallIds(used_ids(asked))
        is_chat = request.url.path.endswith("/chat/completions")
        if isinstance(asked, dict) and asked.get("stream"):
            stream = ChatStream(ids) if is_chat else ResponseStream(ids)
            if "json" in answer.headers.get("content-type", ""):
                answer = _as_stream(answer, await _body(answer))
            return _with(answer, stream=_MendedStream(answer, stream, key))
        body_bytes = await _body(answer)
        whole = _json(body_bytes)
        if not isinstance(whole, dict):
            raise httpx2.RemoteProtocolError("the answer is not JSON", request=request)
        if is_chat:
            mend_completion(whole, ids)
        return _again(answer, json.dumps(whole).encode())


class _MendedStream(httpx2.AsyncByteStream):
    """The events of an answer, each mended as it passes."""

    def __init__(
        self, answer: httpx2.Response, repair: ChatStream | ResponseStream, key: bytes
    ) -> None:
        self._answer = answer
        self._repair = repair
        self._key = key

    async def __aiter__(self) -> AsyncIterator[bytes]:
        reader = EventReader()
        async for piece in self._pieces():
            for event in reader.feed(piece):
                yield self._mend(event)
        for event in reader.close():
            yield self._mend(event)
        self._require_whole()

    async def aclose(self) -> None:
        await self._answer.aclose()

    async def _pieces(self) -> AsyncIterator[bytes]:
        stream = self._answer.stream
        assert isinstance(stream, httpx2.AsyncByteStream)
        async for piece in stream:
            yield piece

    def _require_whole(self) -> None:
        try:
            self._repair.close()
        except Truncated as fault:
            raise httpx2.RemoteProtocolError(str(fault)) from None

    def _mend(self, event: ServerEvent) -> bytes:
        if event.data.strip() == _DONE:
            # Not later: what is raised behind this mark, the client does not hear any more.
            self._require_whole()
            return event.encode()
        chunk = _json(event.data)
        if not isinstance(chunk, dict):
            raise httpx2.RemoteProtocolError("a piece of it is not JSON")
        mended = json.dumps(self._repair.mend(chunk))
        line = ServerEvent(event.kind, mended).encode()
        return line.replace(self._key, _HIDDEN) if self._key else line


def _as_stream(answer: httpx2.Response, body: bytes) -> httpx2.Response:
    """What came whole where a stream was asked for (an answer, or an error) as events."""
    whole = _json(body)
    text = json.dumps(as_chunk(whole)) if isinstance(whole, dict) else body.decode(errors="replace")
    events = ServerEvent("", text).encode() + ServerEvent("", _DONE).encode()
    return _with(answer, content=events)


def _is_asked_of_a_model(request: httpx2.Request) -> bool:
    return request.url.path.endswith(("/chat/completions", "/responses"))


def _key_of(request: httpx2.Request) -> bytes:
    """The key that the request carries; empty when it is too short to be one."""
    _, _, key = request.headers.get("authorization", "").partition(" ")
    return key.encode() if len(key) >= _SHORTEST_KEY else b""


def _json(text: bytes | str) -> Any:
    """The value of a JSON text, or None when it is none."""
    try:
        return json.loads(text)
    except ValueError:
        return None


def _is_worth_waiting(answer: httpx2.Response, body: bytes) -> bool:
    """False when no credit is left, or when the next model answers long before."""
    asks_s = retry_after_s(answer.headers)
    is_soon = asks_s is None or asks_s <= _LONGEST_WAIT_S
    return is_soon and not any(word in body.lower() for word in _NO_CREDIT)


def retry_after_s(headers: httpx2.Headers) -> float | None:
    """Seconds that a provider asks to wait (RFC 9110, 10.2.3); None when it does not say."""
    for name, unit_s in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        said = headers.get(name, "")
        try:
            return max(0.0, float(said) * unit_s)
        except ValueError:
            until = parsedate_tz(said)
            if until is not None:
                return max(0.0, mktime_tz(until) - time.time())
    return None


async def _body(answer: httpx2.Response) -> bytes:
    """All bytes of an answer, as they came."""
    try:
        stream = answer.stream
        assert isinstance(stream, httpx2.AsyncByteStream)
        return b"".join([piece async for piece in stream])
    finally:
        await answer.aclose()


def _again(answer: httpx2.Response, body: bytes) -> httpx2.Response:
    """The answer with another body."""
    return _with(answer, content=body)


def _with(answer: httpx2.Response, **body: Any) -> httpx2.Response:
    headers = [
        (name, value)
        for name, value in answer.headers.raw
        if name.lower() not in (b"content-length", b"content-encoding", b"transfer-encoding")
    ]
    return httpx2.Response(
        answer.status_code, headers=headers, extensions=answer.extensions, **body
    )
