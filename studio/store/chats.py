"""Conversations, and the ledger of tool calls."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from studio.domain.chat import CallState, Message, Span, Thread, ToolCall
from studio.domain.errors import NotFound
from studio.domain.ids import MessageId, ProjectId, ThreadId, TraceId
from studio.store.database import Database
from studio.store.texts import from_text, to_text
from studio.store.turns import Turns


class Chats:
    """Threads, their messages, and what tools did in them."""

    def __init__(self, database: Database, turns: Turns) -> None:
        self._database = database
        self._turns = turns

    def put_thread(self, thread: Thread) -> None:
        """Store a thread, new or changed."""
        self._database.put(
            "threads", {"id": thread.id, "project": thread.project, "document": to_text(thread)}
        )

    def thread(self, thread_id: ThreadId) -> Thread:
        """The thread named `thread_id`. Raises NotFound."""
        row = self._database.row("SELECT document FROM threads WHERE id = ?", (thread_id,))
        if row is None:
            raise NotFound("conversation", thread_id)
        return from_text(Thread, row[0])

    def threads(self, project_id: ProjectId) -> tuple[Thread, ...]:
        """The threads of a project, newest first."""
        rows = self._database.rows(
            "SELECT document FROM threads WHERE project = ? ORDER BY number DESC", (project_id,)
        )
        return tuple(from_text(Thread, text) for (text,) in rows)

    def put_message(self, message: Message) -> None:
        """Store a message, new or changed; changed, it keeps its place."""
        self._database.put(
            "messages",
            {"id": message.id, "thread": message.thread, "document": to_text(message)},
        )

    def message(self, message_id: MessageId) -> Message:
        """The message named `message_id`. Raises NotFound."""
        row = self._database.row("SELECT document FROM messages WHERE id = ?", (message_id,))
        if row is None:
            raise NotFound("message", message_id)
        return from_text(Message, row[0])

    def messages(self, thread_id: ThreadId) -> tuple[Message, ...]:
        """The messages of a thread, oldest first."""
        rows = self._database.rows(
            "SELECT document FROM messages WHERE thread = ? ORDER BY number", (thread_id,)
        )
        return tuple(from_text(Message, text) for (text,) in rows)

    def open_messages(self) -> tuple[Message, ...]:
        """The messages of all threads that the director writes at the moment."""
        rows = self._database.rows(
            "SELECT document FROM messages WHERE json_extract(document, '$.state') = 'open'"
        )
        return tuple(from_text(Message, text) for (text,) in rows)

    def spans(self, trace: TraceId) -> tuple[Span, ...]:
        """What was done under one trace id, in the order it began."""
        return self._turns.spans(trace)

    def begin(self, call: ToolCall) -> ToolCall:
        """Enter `call` in the ledger, or give back the one that has its key already.

        A call that comes back finished was done; one that was begun before has no known end.
        One that failed changed nothing, and is begun anew.
        """
        with self._database.transaction():
            known = self.call(call.key)
            if known is not None and known.state is not CallState.FAILED:
                return known
            self._put_call(call)
            return call

    def finish(self, key: str, outcome: dict[str, Any], cost: float = 0.0) -> ToolCall:
        """Write down what the call gave; an end written before stays. Raises NotFound."""
        with self._database.transaction():
            call = self._known(key)
            if call.outcome is not None:
                return call
            return self._end(call, CallState.FINISHED, outcome=outcome, cost=cost)

    def settle(self, key: str, state: CallState, told: str = "") -> ToolCall:
        """Write down that the call failed, or that its end is uncertain, and why. Raises NotFound.

        An end that is known stays.
        """
        with self._database.transaction():
            call = self._known(key)
            return call if call.outcome is not None else self._end(call, state, told=told)

    def call(self, key: str) -> ToolCall | None:
        """The call of this key, or None."""
        row = self._database.row("SELECT document FROM tool_calls WHERE key = ?", (key,))
        return None if row is None else from_text(ToolCall, row[0])

    def calls(self, message_id: MessageId) -> tuple[ToolCall, ...]:
        """The calls made for a message, in the order they were begun."""
        rows = self._database.rows(
            "SELECT document FROM tool_calls WHERE message = ? ORDER BY rowid", (message_id,)
        )
        return tuple(from_text(ToolCall, text) for (text,) in rows)

    def revocable(self, project_id: ProjectId, limit: int = 50) -> tuple[ToolCall, ...]:
        """The calls that changed settings or greenlit scenes and stand yet, newest first."""
        rows = self._database.rows(
            "SELECT c.document FROM tool_calls c JOIN threads t ON t.id = c.thread"
            " WHERE t.project = ? AND c.state = 'finished'"
            " AND json_extract(c.document, '$.outcome.settings') IS NOT NULL"
            " AND json_extract(c.document, '$.outcome.is_revoked') IS NULL"
            " ORDER BY c.rowid DESC LIMIT ?",
            (project_id, limit),
        )
        return tuple(from_text(ToolCall, text) for (text,) in rows)

    def revoke(self, key: str) -> None:
        """Write down that what a call did was taken back. Raises NotFound."""
        with self._database.transaction():
            call = self._known(key)
            outcome = {**(call.outcome or {}), "is_revoked": True}
            self._put_call(call.model_copy(update={"outcome": outcome}))

    def _known(self, key: str) -> ToolCall:
        call = self.call(key)
        if call is None:
            raise NotFound("tool call", key)
        return call

    def _end(self, call: ToolCall, state: CallState, **fields: Any) -> ToolCall:
        ended = {"state": state, "finished_at": datetime.now(UTC), **fields}
        finished = call.model_copy(update=ended)
        self._put_call(finished)
        return finished

    def _put_call(self, call: ToolCall) -> None:
        row = {
            "key": call.key,
            "thread": call.thread,
            "message": call.message,
            "state": call.state.value,
            "document": to_text(call),
        }
        self._database.put("tool_calls", row, key="key")
