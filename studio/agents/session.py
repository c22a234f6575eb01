"""What models are told again of a conversation: the SDK's `Session`, over our own tables."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from agents.items import TResponseInputItem
from agents.memory import SessionSettings

from studio.domain.ids import MessageId, ThreadId
from studio.llm.history import is_object
from studio.store import Store

Item = dict[str, Any]

MEMORY_TOKENS = 6_000
LETTERS_PER_TOKEN = 4
LONGEST_TEXT = 2_000
"""Characters of one argument, answer or message that are told again; the rest is left out."""
_KEPT = ("type", "role", "content", "call_id", "name", "arguments", "output")


@dataclass(frozen=True)
class Made:
    """A call that a turn made, with what it gave."""

    call_id: str
    tool: str
    arguments: str
    output: str

    @property
    def items(self) -> tuple[Item, Item]:
        """The call and its answer as models take them."""
        call = {
            "type": "function_call",
            "call_id": self.call_id,
            "name": self.tool,
            "arguments": self.arguments,
        }
        return call, {
            "type": "function_call_output",
            "call_id": self.call_id,
            "output": self.output,
        }


@dataclass
class ThreadSession:
    """The earlier turns of a thread, without those of `message`, within a budget of tokens.

    It holds nothing that is peculiar to one provider, so that models can take turns.
    """

    store: Store
    thread: ThreadId
    message: MessageId
    most_tokens: int = MEMORY_TOKENS
    session_settings: SessionSettings | None = None
    session_id: str = field(init=False)

    def __post_init__(self) -> None:
        self.session_id = self.thread

    async def get_items(self, limit: int | None = None) -> list[TResponseInputItem]:
        """The latest turns that fit, each whole, oldest first."""
        kept: list[Item] = []
        left = self.most_tokens
        for turn in reversed(_turns(self.store.turns.items(self.thread))):
            left -= sum(tokens_in(item) for item in turn)
            if left < 0 and kept:
                break
            kept = [*turn, *kept]
        told = kept if limit is None else kept[-limit:]
        return cast(list[TResponseInputItem], whole(told))

    async def add_items(self, items: Sequence[TResponseInputItem]) -> None:
        """Keep items of this message's turn."""
        plain = [trimmed(dict(item)) for item in items if dict(item).get("type") != "reasoning"]
        self.store.turns.add_items(self.thread, self.message, plain)

    async def pop_item(self) -> TResponseInputItem | None:
        """Take the latest item away."""
        return cast("TResponseInputItem | None", self.store.turns.pop_item(self.thread))

    async def clear_session(self) -> None:
        """Forget the thread."""
        self.store.turns.clear_items(self.thread)

    def settle(self, question: Item, made: Iterable[Made], text: str) -> None:
        """Keep a turn as it ended, however it ended, in place of what was kept of it before."""
        items = [question, *(item for call in made for item in call.items)]
        if text.strip():
            items.append({"role": "assistant", "content": text})
        with self.store.transaction():
            self.store.turns.drop_items(self.message)
            self.store.turns.add_items(self.thread, self.message, [trimmed(i) for i in items])


def whole(items: Sequence[Item]) -> list[Item]:
    """`items` without calls that were never answered and answers to nothing."""
    calls = {i["call_id"] for i in items if i.get("type") == "function_call"}
    outputs = {i["call_id"] for i in items if i.get("type") == "function_call_output"}
    paired = calls & outputs
    return [i for i in items if "call_id" not in i or i["call_id"] in paired]


def trimmed(item: Item) -> Item:
    """The item with what every model understands, its long texts cut and pictures named only."""
    kept = {key: value for key, value in item.items() if key in _KEPT}
    if "content" in kept:
        kept["content"] = _short(_words(kept["content"]))
    if "output" in kept:
        kept["output"] = _short(str(kept["output"]))
    if "arguments" in kept:
        kept["arguments"] = _short_arguments(str(kept["arguments"]))
    return kept


def tokens_in(item: Item) -> int:
    """About how many tokens an item is."""
    return len(json.dumps(item, ensure_ascii=False)) // LETTERS_PER_TOKEN + 1


def _turns(items: Sequence[Item]) -> list[list[Item]]:
    """Items by turns, each beginning with what the person said."""
    turns: list[list[Item]] = []
    for item in items:
        if item.get("role") == "user" or not turns:
            turns.append([])
        turns[-1].append(item)
    return turns


def _words(content: Any) -> str:
    if isinstance(content, str):
        return content
    return "\n".join(str(part.get("text", "(a picture)")) for part in content)


def _short(text: str) -> str:
    if len(text) <= LONGEST_TEXT:
        return text
    return f"{text[:LONGEST_TEXT]} … ({len(text) - LONGEST_TEXT:,} characters more)"


def _short_arguments(text: str) -> str:
    if len(text) <= LONGEST_TEXT:
        return text
    if not is_object(text):
        return "{}"
    given = json.loads(text)
    short = {k: v if len(json.dumps(v)) < 500 else "…" for k, v in given.items()}
    return json.dumps(short, ensure_ascii=False)
