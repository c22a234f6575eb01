"""What a job's function is given to work with."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from studio.domain.job import Job
from studio.worker.log import JobLog
from studio.worker.progress import Progress

if TYPE_CHECKING:
    from studio.compose.processes import Crew
    from studio.studio import Studio

PATIENCE_S = 1.0

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


@dataclass(frozen=True)
class Work:
    """One attempt at one job.

    The function may be run again from its top at any time: before making something it asks
    the store whether that is there already. A stop reaches it as `asyncio.CancelledError`,
    which it lets through, and its threads as `is_cancelled()`.
    """

    studio: Studio
    job: Job
    log: JobLog
    progress: Progress
    stopped: threading.Event
    open_crew: Callable[[], Crew]

    @property
    def crew(self) -> Crew:
        """The render processes, shared by all jobs and started on first use."""
        return self.open_crew()

    def report(self, percent: float, phase: str = "") -> None:
        """Say how far the job is, 0 to 100, and what it is doing now. Any thread may call it."""
        if not self.stopped.is_set():
            self.progress.report(percent, phase)

    def is_cancelled(self) -> bool:
        """Whether to stop now: a person asked for it, or the worker ends. Any thread may ask."""
        return self.stopped.is_set()

    async def off_loop(
        self,
        function: Callable[_Given, _Result],
        *args: _Given.args,
        **kwargs: _Given.kwargs,
    ) -> _Result:
        """Run a blocking function in a thread. On a stop it has a second to notice and return."""
        call = asyncio.ensure_future(asyncio.to_thread(function, *args, **kwargs))
        try:
            return await asyncio.shield(call)
        except asyncio.CancelledError:
            self.stopped.set()
            call.add_done_callback(_look_at)
            await asyncio.wait({call}, timeout=PATIENCE_S)
            raise


@dataclass(frozen=True)
class Kind:
    """A kind of job: `run` does it and returns its result as plain JSON.

    It raises Transient for what another attempt may not meet, and any other GreenlightError
    for what only a person can put right. `prepare` loads what takes a while, before it is
    needed and beside what is.
    """

    run: Callable[[Work], Awaitable[dict[str, Any]]]
    prepare: Callable[[], None] = lambda: None


def _look_at(call: asyncio.Future[Any]) -> None:
    # The stop has been told already; an error on the way out is not asked for.
    if not call.cancelled():
        call.exception()
