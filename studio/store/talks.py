"""Conversations at a glance: what they are about, and where words were said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from studio.domain.chat import Role, Thread
from studio.domain.ids import MessageId, ProjectId, ThreadId
from studio.store.database import Database
from studio.store.texts import from_text

_SAID = """
SELECT m.id, m.thread, json_extract(m.document, '$.role'), json_extract(m.document, '$.text'),
       json_extract(m.document, '$.created_at'),
       (SELECT group_concat(json_extract(a.value, '$.title'), ', ')
        FROM json_each(m.document, '$.attachments') a)
FROM messages m JOIN threads t ON t.id = m.thread WHERE t.project = ? ORDER BY m.number
"""


@dataclass(frozen=True)
class Said:
    """One message as far as a list needs it; `files` are the titles of what came with it."""

    message: MessageId
    thread: ThreadId
    role: Role
    text: str
    files: str
    at: datetime


class Talks:
    """Threads of a project with what was said in them, in two queries."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def threads(self, project_id: ProjectId) -> tuple[Thread, ...]:
        """The threads of a project, the one spoken in last first."""
        rows = self._database.rows(
            "SELECT t.document FROM threads t LEFT JOIN messages m ON m.thread = t.id"
            " WHERE t.project = ? GROUP BY t.id"
            " ORDER BY max(coalesce(json_extract(m.document, '$.created_at'),"
            " json_extract(t.document, '$.created_at'))) DESC, t.number DESC",
            (project_id,),
        )
        return tuple(from_text(Thread, text) for (text,) in rows)

    def said(self, project_id: ProjectId) -> tuple[Said, ...]:
        """All messages of a project, oldest first."""
        return tuple(
            Said(
                message=MessageId(message),
                thread=ThreadId(thread),
                role=Role(role),
                text=text or "",
                files=files or "",
                at=datetime.fromisoformat(at),
            )
            for message, thread, role, text, at, files in self._database.rows(_SAID, (project_id,))
        )
