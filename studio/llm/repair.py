"""Mends what providers send, chunk by chunk, so that one client understands them all.

Pure functions on decoded JSON. What is mended was seen in the wild: parallel tool calls merged
under one index, calls with an empty or a repeated id, arguments as an object, deltas without
an index, a header repeated with every delta, text as a list of parts.
"""

from __future__ import annotations

import json
import secrets
import string
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

_LETTERS = string.ascii_letters + string.digits
_FINISHES = {
    "end_turn": "stop",
    "eos": "stop",
    "complete": "stop",
    "completed": "stop",
    "stop_sequence": "stop",
    "max_tokens": "length",
    "max_output_tokens": "length",
    "tool_use": "tool_calls",
    "tool_call": "tool_calls",
}


class Truncated(Exception):
    """A stream ended without saying that it was finished; `str` says what was missing."""


@dataclass
class _Call:
    """One tool call as it goes out: its index and id, and what of it has come."""

    index: int
    given: str
    name: str
    arguments: str = ""


class CallIds:
    """Gives each tool call an id that no other call of the conversation has."""

    def __init__(self, used: Iterable[str] = ()) -> None:
        self._used = set(used)

    def unique(self, given: object) -> str:
        """`given` when it is a new id, else a fresh one (nine letters, as the strictest want)."""
        wanted = given if isinstance(given, str) else ""
        while not wanted or wanted in self._used:
            wanted = "".join(secrets.choice(_LETTERS) for _ in range(9))
        self._used.add(wanted)
        return wanted


def used_ids(request: object) -> frozenset[str]:
    """The ids of the tool calls in a request, of either protocol."""
    if not isinstance(request, dict):
        return frozenset()
    ids = []
    for message in _dicts(request.get("messages")):
        ids += [call.get("id") for call in _dicts(message.get("tool_calls"))]
    ids += [item.get("call_id") for item in _dicts(request.get("input"))]
    return frozenset(name for name in ids if isinstance(name, str))


@dataclass
class ChatStream:
    """The repair of one streamed chat completion."""

    ids: CallIds
    is_finished: bool = False
    _finish: str = ""
    _calls: list[_Call] = field(default_factory=list)
    _by_place: dict[int, _Call] = field(default_factory=dict)

    def mend(self, chunk: dict[str, Any]) -> dict[str, Any]:
        """The chunk as the protocol wants it; changes it in place."""
        chunk["choices"] = _dicts(chunk.get("choices"))
        for choice in chunk["choices"]:
            choice["index"] = choice.get("index") or 0
            delta = choice["delta"] = choice.get("delta") or {}
            _mend_text(delta)
            if delta.get("tool_calls") is not None:
                delta["tool_calls"] = [self._mend_call(c) for c in _dicts(delta["tool_calls"])]
            if choice.get("finish_reason"):
                self._finish = choice["finish_reason"] = _finish(choice["finish_reason"])
                self.is_finished = True
        if chunk.get("error"):
            self.is_finished = True
        return chunk

    def close(self) -> None:
        """The stream is over. Raises Truncated when it should not have been."""
        if not self.is_finished:
            raise Truncated("it broke off before its end")
        if self._finish == "length" and not self._calls:
            raise Truncated("the limit of length cut it off")
        if self._finish == "length" and not all(_is_whole(c.arguments) for c in self._calls):
            raise Truncated("the provider's limit of length cut it off within a tool call")

    def _mend_call(self, entry: dict[str, Any]) -> dict[str, Any]:
        function = entry["function"] = entry.get("function") or {}
        function["arguments"] = _as_text(function.get("arguments"))
        given, name = entry.get("id") or "", function.get("name") or ""
        call = self._continued(entry.get("index"), given, name)
        if call is None:
            call = _Call(len(self._calls), given, name)
            self._calls.append(call)
            entry["id"] = self.ids.unique(given)
        else:
            entry.pop("id", None)
            function.pop("name", None)
        self._by_place[self._place(entry.get("index"), given)] = call
        call.arguments += function["arguments"]
        entry["index"], entry["type"] = call.index, "function"
        return entry

    def _continued(self, index: object, given: str, name: str) -> _Call | None:
        """The call that this delta goes on with; None when it begins another one."""
        call = self._by_place.get(self._place(index, given))
        if call is None or not name:
            return call
        is_other = (given and given != call.given) or name != call.name
        return None if is_other or _is_whole(call.arguments) else call

    def _place(self, index: object, given: str) -> int:
        """The provider's index; without one, that of the id, else that of the last call."""
        if isinstance(index, int):
            return index
        known = [c.index for c in self._calls if given and c.given == given]
        last = len(self._calls) - 1
        return -2 - (known[-1] if known else max(last, 0))


@dataclass
class ResponseStream:
    """The repair of one streamed response (the Responses protocol)."""

    ids: CallIds
    is_finished: bool = False
    _is_cut: bool = False
    _by_index: dict[int, str] = field(default_factory=dict)

    def mend(self, event: dict[str, Any]) -> dict[str, Any]:
        """The event with ids that are unique; changes it in place."""
        kind = event.get("type")
        if isinstance(event.get("item"), dict):
            self._mend_item(event["item"], event.get("output_index", 0))
        if kind in ("response.completed", "response.incomplete", "response.failed", "error"):
            self.is_finished = True
            response = event.get("response") or {}
            why = (response.get("incomplete_details") or {}).get("reason")
            self._is_cut = why == "max_output_tokens"
            for index, item in enumerate(_dicts(response.get("output"))):
                self._mend_item(item, index)
        return event

    def close(self) -> None:
        """The stream is over. Raises Truncated when it should not have been."""
        if not self.is_finished:
            raise Truncated("it broke off before its end")
        if self._is_cut and not self._by_index:
            raise Truncated("the limit of length cut it off")

    def _mend_item(self, item: dict[str, Any], index: int) -> None:
        if item.get("type") != "function_call":
            return
        item["arguments"] = _as_text(item.get("arguments"))
        if index not in self._by_index:
            self._by_index[index] = self.ids.unique(item.get("call_id"))
        item["call_id"] = self._by_index[index]


def as_chunk(body: dict[str, Any]) -> dict[str, Any]:
    """A whole chat completion, sent where a stream was asked for, as the one chunk of a stream."""
    choices = [
        {**choice, "delta": choice.get("message") or {}} for choice in _dicts(body.get("choices"))
    ]
    return {**body, "object": "chat.completion.chunk", "choices": choices}


def mend_completion(body: dict[str, Any], ids: CallIds) -> dict[str, Any]:
    """A whole chat completion as the protocol wants it; changes it in place."""
    for choice in _dicts(body.get("choices")):
        message = choice.get("message") or {}
        _mend_text(message)
        for call in _dicts(message.get("tool_calls")):
            function = call.setdefault("function", {})
            function["arguments"] = _as_text(function.get("arguments")) or "{}"
            call["id"], call["type"] = ids.unique(call.get("id")), "function"
        if choice.get("finish_reason"):
            choice["finish_reason"] = _finish(choice["finish_reason"])
    return body


def _mend_text(message: dict[str, Any]) -> None:
    """Text that comes as a list of parts as one text; thinking goes where thinking belongs."""
    parts = message.get("content")
    if not isinstance(parts, list):
        return
    said = [part.get("text") or "" for part in _dicts(parts) if part.get("type") == "text"]
    thought = [part for part in _dicts(parts) if part.get("type") == "thinking"]
    message["content"] = "".join(said) or None
    inner = [text for part in thought for text in _dicts(part.get("thinking"))]
    if inner:
        message["reasoning_content"] = "".join(text.get("text") or "" for text in inner)


def _finish(reason: object) -> str:
    """The protocol's word for why an answer ended."""
    word = str(reason).lower()
    return _FINISHES.get(word, word)


def _as_text(arguments: object) -> str:
    """Arguments as JSON text, whether they came as text or as an object."""
    if isinstance(arguments, str):
        return arguments
    return "" if arguments is None else json.dumps(arguments, ensure_ascii=False)


def _is_whole(text: str) -> bool:
    """True when `text` is a complete JSON value."""
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _dicts(value: object) -> list[dict[str, Any]]:
    """The objects in a list; nothing where there is no list."""
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []
