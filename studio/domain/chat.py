"""The conversation, and the ledger of what tools did in it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import Field

from studio.domain.documents import Document
from studio.domain.ids import JobId, MessageId, ProjectId, ThreadId


class Role(StrEnum):
    """Who speaks."""

    USER = "user"
    DIRECTOR = "director"


class MessageState(StrEnum):
    """OPEN while the director writes; then one of the others, for good."""

    OPEN = "open"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Step(Document):
    """One thing the director did within a message, in plain words, with its outcome."""

    name = "Step"

    title: str
    outcome: str = ""
    is_ok: bool = True


class Thread(Document):
    """A conversation about one project."""

    name = "Thread"

    id: ThreadId
    project: ProjectId
    title: str = ""
    created_at: datetime


class Message(Document):
    """One turn of one speaker. `job` is the turn job that writes a director's message."""

    name = "Message"

    id: MessageId
    thread: ThreadId
    role: Role
    state: MessageState = MessageState.DONE
    text: str = ""
    steps: tuple[Step, ...] = ()
    job: JobId | None = None
    created_at: datetime


class ToolCall(Document):
    """A ledger row: one run of one tool. `key` is the hash of thread, turn, tool and arguments."""

    name = "ToolCall"

    key: str
    thread: ThreadId
    message: MessageId
    tool: str
    arguments: dict[str, Any] = Field(default_factory=dict)
    outcome: dict[str, Any] | None = None
    cost: float = Field(default=0.0, ge=0)
    started_at: datetime
    finished_at: datetime | None = None
