"""Makes store and engine agree again after either of them missed something."""

from __future__ import annotations

import contextlib

from studio.domain.errors import NotFound
from studio.domain.ids import JobId
from studio.domain.job import Fault, Job, JobState
from studio.queue.engine import Engine
from studio.queue.lanes import LANE_OF
from studio.queue.record import mark_cancelled, mark_failed
from studio.store import Store

OPEN = frozenset(state for state in JobState if not state.is_final)
_MOST_OPEN = 10_000

ENDED_SILENTLY = Fault(
    error="WorkerLost",
    sentence="The job ended without an answer.",
    remedy="Retry; what was finished is kept.",
)


class Outbox:
    """Looks after open jobs that the engine does not have, or has no more.

    A process may end between writing a job's row and handing it to the engine; a disk may be
    full when the end of a job is to be written; somebody may delete the engine's database.
    """

    def __init__(self, store: Store, engine: Engine) -> None:
        self._store = store
        self._engine = engine

    def flush(self) -> int:
        """Settle every open job; how many there were. Cheap when there is none."""
        jobs = self._store.jobs.list(states=OPEN, limit=_MOST_OPEN)
        if not jobs:
            return 0
        standing = self._engine.standing(job.id for job in jobs)
        for job in reversed(jobs):
            if not standing.get(job.id, False):
                self._settle(job.id, is_known=job.id in standing)
        return len(jobs)

    def _settle(self, job_id: JobId, *, is_known: bool) -> None:
        # A job may be deleted with its project meanwhile: then nobody waits for it.
        with contextlib.suppress(NotFound), self._store.transaction():
            # It may have ended properly since the list was read: read it again.
            job = self._store.jobs.get(job_id)
            if job.state.is_final:
                return
            if job.is_cancelling:
                mark_cancelled(self._store, job.id)
            elif is_known:
                mark_failed(self._store, job.id, ENDED_SILENTLY)
            else:
                self._store.after_commit(lambda: self._enqueue(job))

    def _enqueue(self, job: Job) -> None:
        self._engine.enqueue(job.id, LANE_OF[job.kind], job.priority)
