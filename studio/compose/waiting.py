"""Waiting for what render processes do, ready to stop."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, wait
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

from studio.compose.processes import Crew
from studio.compose.progress import IsCancelled, OnProgress
from studio.domain.errors import Cancelled

P = ParamSpec("P")
T = TypeVar("T")

POLL_S = 0.05
"""How often a wait looks whether it is to end, in seconds."""


def outcome(task: Future[T], is_cancelled: IsCancelled) -> T:
    """What becomes of `task`, which is stopped when nobody waits any more.

    Raises Cancelled, and whatever the task raises.
    """
    try:
        while not task.done():
            if is_cancelled():
                raise Cancelled
            wait([task], timeout=POLL_S)
        return task.result()
    finally:
        task.cancel()


@dataclass(frozen=True)
class Errand:
    """Work done by `crew`, told of with `on_progress`, and stopped when `is_cancelled` says so."""

    crew: Crew
    on_progress: OnProgress
    is_cancelled: IsCancelled

    def run(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Have the crew call `function`. Raises Cancelled, and as `Crew.run` does."""
        return outcome(self.crew.run(function, *args, **kwargs), self.is_cancelled)
