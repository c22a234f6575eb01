"""What a caller asks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from studio.domain.ids import ProjectId, TraceId
from studio.domain.job import JobKind

DEFAULT_PRIORITY = 10


@dataclass(frozen=True)
class JobOrder:
    """One piece of work to be done; `inputs` is plain JSON.

    While a job with the same `key` is open, no second one is made. Within a lane a lower
    `priority` (1 or more) goes first.
    """

    kind: JobKind
    project: ProjectId | None
    key: str
    trace: TraceId
    inputs: dict[str, Any] = field(default_factory=dict)
    priority: int = DEFAULT_PRIORITY
