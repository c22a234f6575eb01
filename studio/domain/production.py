"""What was asked of an outside provider, and what became of it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NewType

from pydantic import Field

from studio.domain.documents import Document
from studio.domain.ids import ContentHash, JobId, ProjectId, SceneId, TakeId, TraceId
from studio.domain.take import TakeKind

RequestId = NewType("RequestId", str)


class RequestState(StrEnum):
    """Where a request stands.

    SENDING is written before anything is sent: found again after a crash, it means that nobody
    knows, which is UNCERTAIN. ACCEPTED has a receipt to look with. FAILED cost nothing. SETTLED
    was uncertain, and a person said what to think of it.
    """

    SENDING = "sending"
    ACCEPTED = "accepted"
    UNCERTAIN = "uncertain"
    DONE = "done"
    FAILED = "failed"
    SETTLED = "settled"

    @property
    def is_open(self) -> bool:
        """True while the same must not be asked for again."""
        return self in (RequestState.SENDING, RequestState.ACCEPTED, RequestState.UNCERTAIN)


class PaidRequest(Document):
    """One request to an outside provider. Its id goes along with it, as its idempotency key.

    `remote` and `address` are the provider's receipt; `price` in US dollars, None when unknown.
    `scene` is None for music.
    """

    name = "PaidRequest"

    id: RequestId
    project: ProjectId
    scene: SceneId | None = None
    kind: TakeKind
    inputs: ContentHash
    provider: str
    state: RequestState = RequestState.SENDING
    remote: str = ""
    address: str = ""
    price: float | None = Field(default=None, ge=0)
    reason: str = ""
    job: JobId
    trace: TraceId
    take: TakeId | None = None
    sent_at: datetime
    ended_at: datetime | None = None
