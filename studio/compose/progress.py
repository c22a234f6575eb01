"""How far a film is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

IsCancelled = Callable[[], bool]


@dataclass(frozen=True)
class Progress:
    """`percent` from 0 to 100, and what is being done, for people."""

    percent: float
    phase: str


OnProgress = Callable[[Progress], None]
