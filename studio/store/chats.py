"""Conversations, and the ledger of tool calls."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from studio.domain.chat import Message, Thread, ToolCall
from studio.domain.errors import NotFound
from studio.domain.ids import MessageId, ProjectId, ThreadId
from studio.store.database import Database
from studio.store.texts import from_text, to_text


class Chats:
    """Threads, their messages, and what tools did in them."""

    def __init__(self, database: Database) -> None:
        self._database = database

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

    def begin(self, call: ToolCall) -> ToolCall:
        """Enter `call` in the ledger, or give back the one that has its key already.

        A call that comes back with an outcome was done; one without was begun and its
        end is not known.
        """
        with self._database.transaction():
            known = self._call(call.key)
            if known is not None:
                return known
            self._database.put(
                "tool_calls",
                {
                    "key": call.key,
                    "thread": call.thread,
                    "message": call.message,
                    "document": to_text(call),
                },
                key="key",
            )
            return call

    def finish(self, key: str, outcome: dict[str, Any], cost: float = 0.0) -> ToolCall:
        """Write down how the call ended; an end written before stays. Raises NotFound."""
        with self._database.transaction():
            call = self._call(key)
            if call is None:
                raise NotFound("tool call", key)
            if call.outcome is not None:
                return call
            ended = {"outcome": outcome, "cost": cost, "finished_at": datetime.now(UTC)}
            finished = call.model_copy(update=ended)
            self._database.write(
                "UPDATE tool_calls SET document = ? WHERE key = ?", (to_text(finished), key)
            )
            return finished

    def _call(self, key: str) -> ToolCall | None:
        """The call of this key, or None."""
        row = self._database.row("SELECT document FROM tool_calls WHERE key = ?", (key,))
        return None if row is None else from_text(ToolCall, row[0])
