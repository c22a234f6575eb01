"""What models cost: tokens and money, and the caps on them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NewType

from pydantic import Field

from studio.domain.documents import Value
from studio.domain.ids import MessageId, ProjectId, ThreadId, TraceId

SpendId = NewType("SpendId", str)


class Scope(StrEnum):
    """What a cap is for, from the narrowest."""

    MESSAGE = "message"
    THREAD = "thread"
    PROJECT = "project"


class Spent(Value):
    """Tokens and US dollars that are gone. Cached tokens are a part of those in."""

    tokens_in: int = Field(default=0, ge=0)
    tokens_out: int = Field(default=0, ge=0)
    cost: float = Field(default=0.0, ge=0)

    @property
    def tokens(self) -> int:
        """All of them."""
        return self.tokens_in + self.tokens_out

    def __add__(self, other: Spent) -> Spent:
        return Spent(
            tokens_in=self.tokens_in + other.tokens_in,
            tokens_out=self.tokens_out + other.tokens_out,
            cost=self.cost + other.cost,
        )


class Spend(Value):
    """One call of one model, or what was put aside for it while it runs (`is_held`)."""

    id: SpendId
    project: ProjectId
    thread: ThreadId
    message: MessageId
    model: str
    spent: Spent
    is_held: bool = False
    trace: TraceId
    at: datetime


class Cap(Value):
    """The most that may go; None is no limit."""

    tokens: int | None = Field(default=None, ge=0)
    usd: float | None = Field(default=None, ge=0)

    def is_reached(self, spent: Spent) -> bool:
        """True when nothing is left of one or the other."""
        has_no_tokens = self.tokens is not None and spent.tokens >= self.tokens
        has_no_money = self.usd is not None and spent.cost >= self.usd > 0
        return has_no_tokens or has_no_money or (self.usd == 0 and spent.cost > 0)


class SpendLimits(Value):
    """Caps for one message, one conversation and one film."""

    per_message: Cap = Cap(tokens=400_000, usd=1.0)
    per_thread: Cap = Cap(tokens=4_000_000, usd=5.0)
    per_project: Cap = Cap(tokens=20_000_000, usd=20.0)

    def cap(self, scope: Scope) -> Cap:
        """The cap for one of them."""
        caps = {
            Scope.MESSAGE: self.per_message,
            Scope.THREAD: self.per_thread,
            Scope.PROJECT: self.per_project,
        }
        return caps[scope]
