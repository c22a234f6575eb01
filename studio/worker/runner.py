"""Runs one job from its first attempt to its end, and keeps its row true meanwhile."""

from __future__ import annotations

import asyncio
import contextlib
import random
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING, Any

from studio.domain.chat import Span
from studio.domain.errors import Cancelled, GreenlightError, NotFound, Transient
from studio.domain.ids import JobId
from studio.domain.job import Fault, Job, JobKind, JobState
from studio.queue.record import mark_cancelled, mark_failed, tell
from studio.worker.backoff import Backoff
from studio.worker.log import JobLog
from studio.worker.progress import Progress
from studio.worker.work import Kind, Work

if TYPE_CHECKING:
    from studio.compose.processes import Crew
    from studio.studio import Studio

ASK_S = 0.2
"""How often a running job looks whether a person wants it stopped, in seconds."""


@dataclass
class _Run:
    """What lasts through all attempts at a job."""

    job: Job
    log: JobLog
    stopped: threading.Event = field(default_factory=threading.Event)


class Runner:
    """Runs jobs by their kinds. The engine calls `run`, and after a crash calls it again."""

    def __init__(
        self,
        studio: Studio,
        kinds: Mapping[JobKind, Kind],
        open_crew: Callable[[], Crew],
        backoff: Backoff,
    ) -> None:
        self._studio = studio
        self._store = studio.store
        self._kinds = kinds
        self._open_crew = open_crew
        self._backoff = backoff
        self._runs: set[threading.Event] = set()
        self._is_leaving = False

    def leave(self) -> None:
        """Tell every running job to stop, for the worker ends; they go on at its next start."""
        self._is_leaving = True
        for stopped in tuple(self._runs):
            stopped.set()

    async def run(self, job_id: JobId) -> None:
        """Run a job to its end, unless it has ended or was cancelled meanwhile.

        Raises asyncio.CancelledError when the worker ends before the job does.
        """
        with contextlib.suppress(NotFound):  # deleted with its project: nobody waits for it
            job = self._store.jobs.get(job_id)
            if job.is_cancelling:
                mark_cancelled(self._store, job_id)
            elif not job.state.is_final:
                await self._to_the_end(_Run(job, JobLog.of(job)))

    async def _to_the_end(self, run: _Run) -> None:
        self._runs.add(run.stopped)
        attempts = asyncio.ensure_future(self._attempts(run))
        asking = asyncio.ensure_future(self._stop_when_asked(run, attempts))
        try:
            result = await attempts
        except (asyncio.CancelledError, Cancelled) as stop:
            self._stopped(run, stop)
        except Exception as error:  # noqa: BLE001 - the job boundary
            self._failed(run, error)
        else:
            self._done(run, result)
        finally:
            asking.cancel()
            run.stopped.set()
            self._runs.discard(run.stopped)
            self._keep_span(run)

    def _keep_span(self, run: _Run) -> None:
        """Leave the job's time under its trace, for the page that shows one prompt end to end."""
        with contextlib.suppress(NotFound):
            job = self._store.jobs.get(run.job.id)
            began = job.started_at or job.created_at
            facts = {
                "job": job.id,
                "state": job.state.value,
                "attempt": job.attempt,
                "waited_ms": round((began - job.created_at).total_seconds() * 1000),
            }
            span = Span(
                id=job.id,
                trace=job.trace,
                name=job.kind.value.capitalize(),
                kind="job",
                began_at=began,
                ended_at=datetime.now(UTC),
                attributes=facts,
            )
            self._store.turns.put_span(span, job.project)

    async def _attempts(self, run: _Run) -> dict[str, Any]:
        for attempt in count(1):
            work = self._started(run)
            try:
                return await self._kind(work.job).run(work)
            except Transient as fault:
                if self._backoff.is_last(attempt):
                    raise
                delay_s = self._backoff.delay_s(attempt, fault, random.random())
                self._waiting(run, fault, delay_s)
            await asyncio.sleep(delay_s)
        raise AssertionError("count() does not end")

    async def _stop_when_asked(self, run: _Run, attempts: asyncio.Future[Any]) -> None:
        while not self._is_unwanted(run.job.id):
            await asyncio.sleep(ASK_S)
        run.stopped.set()
        attempts.cancel()

    def _is_unwanted(self, job_id: JobId) -> bool:
        try:
            return self._store.jobs.get(job_id).is_cancelling
        except NotFound:
            return True

    def _kind(self, job: Job) -> Kind:
        if job.kind not in self._kinds:
            raise NotFound("way to do a job of kind", job.kind)
        return self._kinds[job.kind]

    def _started(self, run: _Run) -> Work:
        with self._store.transaction():
            job = self._store.jobs.get(run.job.id)
            job = self._store.jobs.change(
                job.id,
                state=JobState.RUNNING,
                attempt=job.attempt + 1,
                phase="",
                fault=None,
                started_at=job.started_at or datetime.now(UTC),
            )
            tell(self._store, job, "job.started")
        run.log.info("Started", extra={"attempt": job.attempt})
        progress = Progress(self._store, job)
        return Work(self._studio, job, run.log, progress, run.stopped, self._open_crew)

    def _waiting(self, run: _Run, fault: Transient, delay_s: float) -> None:
        told = Fault.of(fault)
        with self._store.transaction():
            job = self._store.jobs.change(
                run.job.id, state=JobState.WAITING, fault=told, phase="Trying again soon"
            )
            facts = {"delay_s": round(delay_s, 2), "fault": told.model_dump(mode="json")}
            tell(self._store, job, "job.retried", **facts)
        run.log.warning("%s", fault.sentence, extra={"error": told.error, "delay_s": delay_s})

    def _done(self, run: _Run, result: dict[str, Any]) -> None:
        with self._store.transaction():
            job = self._store.jobs.change(
                run.job.id,
                state=JobState.DONE,
                result=result,
                percent=100.0,
                phase="",
                is_cancelling=False,
                finished_at=datetime.now(UTC),
            )
            tell(self._store, job, "job.finished")
        run.log.info("Done")

    def _failed(self, run: _Run, error: Exception) -> None:
        if isinstance(error, GreenlightError):
            run.log.warning("%s", error, extra={"error": type(error).__name__})
        else:
            run.log.error("%s: %s", type(error).__name__, error, exc_info=error)
        mark_failed(self._store, run.job.id, Fault.of(error))

    def _stopped(self, run: _Run, stop: BaseException) -> None:
        is_left = self._is_leaving or isinstance(stop, asyncio.CancelledError)
        if is_left and not self._is_unwanted(run.job.id):
            self._paused(run)
            raise asyncio.CancelledError
        mark_cancelled(self._store, run.job.id)
        run.log.info("Cancelled")

    def _paused(self, run: _Run) -> None:
        with self._store.transaction():
            job = self._store.jobs.change(
                run.job.id, state=JobState.WAITING, phase="Goes on at the next start"
            )
            tell(self._store, job, "job.paused")
        run.log.info("Paused")
