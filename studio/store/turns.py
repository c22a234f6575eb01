"""What a director's turn leaves behind: spans, paused runs, and what models are told again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from studio.domain.chat import Span
from studio.domain.ids import MessageId, ProjectId, ThreadId, TraceId
from studio.store.database import Database

Item = dict[str, Any]
"""One entry of a conversation as models take it, plain JSON."""


class Turns:
    """Spans by trace, run states by message, session items by thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put_span(self, span: Span, project: ProjectId | None = None) -> None:
        """Store a span, new or ended. It goes with its project."""
        self._database.put(
            "spans",
            {
                "id": span.id,
                "trace": span.trace,
                "project": project,
                "began_at": span.began_at.isoformat(),
                "document": span.model_dump_json(),
            },
        )

    def spans(self, trace: TraceId) -> tuple[Span, ...]:
        """The spans of one trace in the order they began."""
        rows = self._database.rows(
            "SELECT document FROM spans WHERE trace = ? ORDER BY began_at, rowid", (trace,)
        )
        return tuple(Span.model_validate_json(text) for (text,) in rows)

    def keep_run(self, message: MessageId, state: str) -> None:
        """Keep the state of a run that waits for a person's decision."""
        self._database.put("run_states", {"message": message, "state": state}, key="message")

    def run_of(self, message: MessageId) -> str:
        """The state of the run that waits at this message, or nothing."""
        row = self._database.row("SELECT state FROM run_states WHERE message = ?", (message,))
        return str(row[0]) if row else ""

    def drop_run(self, message: MessageId) -> None:
        """Forget a run that waits no more."""
        self._database.write("DELETE FROM run_states WHERE message = ?", (message,))

    def add_items(self, thread: ThreadId, message: MessageId, items: Iterable[Item]) -> None:
        """Add to what a thread's models are told again; all of `items` or none."""
        with self._database.transaction():
            for item in items:
                self._database.write(
                    "INSERT INTO session_items (thread, message, document) VALUES (?, ?, ?)",
                    (thread, message, json.dumps(item, ensure_ascii=True)),
                )

    def items(self, thread: ThreadId, limit: int | None = None) -> tuple[Item, ...]:
        """What a thread's models are told again, oldest first; the latest `limit` of it."""
        rows = self._database.rows(
            "SELECT document FROM session_items WHERE thread = ? ORDER BY number DESC LIMIT ?",
            (thread, -1 if limit is None else limit),
        )
        return tuple(json.loads(text) for (text,) in reversed(rows))

    def has_items(self, message: MessageId) -> bool:
        """Whether the items of a message were added."""
        sql = "SELECT 1 FROM session_items WHERE message = ? LIMIT 1"
        return self._database.row(sql, (message,)) is not None

    def drop_items(self, message: MessageId) -> None:
        """Forget the items of a message, which is answered anew."""
        self._database.write("DELETE FROM session_items WHERE message = ?", (message,))

    def pop_item(self, thread: ThreadId) -> Item | None:
        """Take the latest item away and give it back; None when there is none."""
        with self._database.transaction():
            row = self._database.row(
                "SELECT number, document FROM session_items WHERE thread = ?"
                " ORDER BY number DESC LIMIT 1",
                (thread,),
            )
            if row is None:
                return None
            self._database.write("DELETE FROM session_items WHERE number = ?", (row[0],))
            return dict(json.loads(row[1]))

    def clear_items(self, thread: ThreadId) -> None:
        """Forget all that a thread's models are told again."""
        self._database.write("DELETE FROM session_items WHERE thread = ?", (thread,))
