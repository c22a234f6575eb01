"""A past-tense fact."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import Field

from studio.domain.documents import Document
from studio.domain.ids import ProjectId, TraceId


class Event(Document):
    """Something that happened: `kind` such as "scene.added". `id` grows with every event."""

    name = "Event"

    id: int = 0
    kind: str
    project: ProjectId | None = None
    topic: str = ""
    payload: dict[str, Any] = Field(default_factory=dict)
    trace: TraceId | None = None
    at: datetime
