"""The conversation, and the ledger of what tools did in it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, Literal

from pydantic import Field

from studio.domain.documents import Document, Value
from studio.domain.ids import AssetId, JobId, MessageId, ProjectId, SceneId, ThreadId, TraceId
from studio.domain.job import Fault


class Role(StrEnum):
    """Who speaks."""

    USER = "user"
    DIRECTOR = "director"


class MessageState(StrEnum):
    """OPEN while the director writes, WAITING while he asks for a greenlight; then one for good.

    INTERRUPTED broke off without anybody's wish and can be continued.
    """

    OPEN = "open"
    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"

    @property
    def is_final(self) -> bool:
        """True when nothing more happens to the message by itself or by an answer."""
        return self not in (MessageState.OPEN, MessageState.WAITING)


class StepState(StrEnum):
    """Where a step stands; `uncertain` began, and nobody knows whether it was carried out."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    UNCERTAIN = "uncertain"


class Attachment(Value):
    """What a person sent along; `text` is what was read from it."""

    asset: AssetId
    title: str
    kind: Literal["picture", "text", "sound", "film"]
    text: str = ""


class Step(Document):
    """One thing the director did within a message, in plain words, with its outcome.

    `doing` says what it is about while it runs; `agent` is the specialist at work, if any.
    """

    name = "Step"

    title: str
    outcome: str = ""
    is_ok: bool = True
    tool: str = ""
    agent: str = ""
    doing: str = ""
    began_at: datetime | None = None
    ended_at: datetime | None = None
    state: StepState = StepState.DONE


class ApprovalAsk(Value):
    """A greenlight the director asks for: what for, and for which scenes.

    `is_approved` is None until a person has decided; `answer` is the message that goes on then.
    """

    id: str
    text: str
    scenes: tuple[SceneId, ...] = ()
    is_approved: bool | None = None
    answer: MessageId | None = None


class Thread(Document):
    """A conversation about one project. `is_renamed` when a person gave it its title."""

    name = "Thread"

    id: ThreadId
    project: ProjectId
    title: str = ""
    is_renamed: bool = False
    created_at: datetime


class Message(Document):
    """One turn of one speaker. `job` is the turn job that writes a director's message.

    `model` is who wrote it, `why` why that was not the one who was chosen; `tokens_in`,
    `tokens_out` and `cost` (USD) are what it took.
    """

    name = "Message"

    id: MessageId
    thread: ThreadId
    role: Role
    state: MessageState = MessageState.DONE
    text: str = ""
    steps: tuple[Step, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    job: JobId | None = None
    model: str = ""
    why: str = ""
    tokens_in: int = Field(default=0, ge=0)
    tokens_out: int = Field(default=0, ge=0)
    cost: float = Field(default=0.0, ge=0)
    fault: Fault | None = None
    asks: ApprovalAsk | None = None
    created_at: datetime


class CallState(StrEnum):
    """Where a ledger row stands.

    `failed` changed nothing and may be tried again; `uncertain` may have been carried out and
    is not tried again by itself.
    """

    BEGUN = "begun"
    FINISHED = "finished"
    FAILED = "failed"
    UNCERTAIN = "uncertain"


class ToolCall(Document):
    """A ledger row: one run of one tool. `key` is the hash of thread, turn, tool and arguments.

    `told` is what was said of a call that has no outcome: why it failed, or is uncertain.
    """

    name = "ToolCall"

    key: str
    thread: ThreadId
    message: MessageId
    tool: str
    arguments: dict[str, Any] = Field(default_factory=dict)
    outcome: dict[str, Any] | None = None
    state: CallState = CallState.BEGUN
    told: str = ""
    cost: float = Field(default=0.0, ge=0)
    started_at: datetime
    finished_at: datetime | None = None


class Span(Value):
    """A piece of work with its beginning and end, for the waterfall of one prompt.

    `attributes` are plain JSON, such as `first_token_ms`, `tokens_in`, `tool`, `message`.
    """

    id: str
    trace: TraceId
    parent: str = ""
    name: str
    kind: Literal["turn", "agent", "model", "tool", "job", "http"]
    began_at: datetime
    ended_at: datetime | None = None
    attributes: dict[str, Any] = Field(default_factory=dict)
