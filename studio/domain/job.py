"""A persisted piece of work."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import Field

from studio.domain.documents import Document, Value
from studio.domain.errors import GreenlightError
from studio.domain.ids import JobId, ProjectId, TraceId


class JobKind(StrEnum):
    """What is to be done; `worker.kinds.KINDS` holds the one function for each."""

    TURN = "turn"
    SCRATCH = "scratch"
    RENDER = "render"
    SITE = "site"
    EXPORT = "export"
    BUILD = "build"
    PRODUCE = "produce"


class JobState(StrEnum):
    """Where a job stands. `waiting` is between two attempts."""

    QUEUED = "queued"
    RUNNING = "running"
    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_final(self) -> bool:
        """True when nothing more happens by itself."""
        return self in (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


class Fault(Value):
    """What went wrong, for the page and the log. `error` is the error's class name."""

    error: str
    sentence: str
    remedy: str = ""

    @classmethod
    def of(cls, error: BaseException) -> Fault:
        """The fault as a person should read it; an unforeseen error names its class."""
        if isinstance(error, GreenlightError):
            return cls(error=type(error).__name__, sentence=error.sentence, remedy=error.remedy)
        return cls(
            error=type(error).__name__,
            sentence=f"Something unforeseen happened ({type(error).__name__}: {error}).",
            remedy="Retry; the log has the details under the trace id.",
        )


class Job(Document):
    """State of one piece of work. `inputs` and `result` are plain JSON; `percent` 0 to 100.

    `attempt` counts from 1 once it runs. `is_cancelling` is set from the moment a person
    asks for a stop until the job is CANCELLED. While a job with a `key` is open no second one
    is made with it; in line a lower `priority` goes first.
    """

    name = "Job"

    id: JobId
    kind: JobKind
    project: ProjectId | None = None
    state: JobState = JobState.QUEUED
    inputs: dict[str, Any] = Field(default_factory=dict)
    result: dict[str, Any] = Field(default_factory=dict)
    percent: float = Field(default=0.0, ge=0, le=100)
    phase: str = ""
    attempt: int = Field(default=0, ge=0)
    fault: Fault | None = None
    cost: float = Field(default=0.0, ge=0)
    trace: TraceId
    key: str = ""
    priority: int = Field(default=10, ge=1)
    is_cancelling: bool = False
    created_at: datetime
    started_at: datetime | None = None
    finished_at: datetime | None = None
