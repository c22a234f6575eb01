"""Submit, cancel, retry, list."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime

from studio.domain.errors import QueueFull
from studio.domain.ids import JobId, ProjectId, new_id
from studio.domain.job import Job, JobState
from studio.queue.engine import Engine
from studio.queue.lanes import LANE_OF
from studio.queue.orders import JobOrder
from studio.queue.record import mark_cancelled, mark_cancelling, tell
from studio.store import Store

DEFAULT_LIMIT = 500
IN_LINE = frozenset({JobState.QUEUED, JobState.WAITING})


class Queue:
    """The line of jobs of one data folder; at most `limit` may wait in it.

    The row in the store is the truth. Handing it to the engine happens after the caller's
    transaction, and whatever is missed in between the worker makes good.
    """

    def __init__(self, store: Store, *, limit: int = DEFAULT_LIMIT) -> None:
        self._store = store
        self._limit = limit
        self.engine = Engine(store.folder)

    def submit(self, order: JobOrder) -> Job:
        """The job for `order`: a new one, or the open one with the same key.

        Raises:
            QueueFull: too many jobs wait already; nothing was changed.
        """
        with self._store.transaction():
            job = self._store.jobs.open_with(order.key)
            if job is not None:
                return job
            self._require_room()
            job = _job(order)
            self._store.jobs.add(job, key=order.key)
            tell(self._store, job, "job.queued")
            self._store.after_commit(lambda: self._enqueue(job))
        return job

    def cancel(self, job_id: JobId) -> Job:
        """Stop a job: at once if it waits in line, within two seconds if it runs.

        A job that has ended stays as it is. Raises NotFound.
        """
        with self._store.transaction():
            job = self._store.jobs.get(job_id)
            if job.state.is_final or job.is_cancelling:
                return job
            if job.state is not JobState.QUEUED:
                return mark_cancelling(self._store, job_id)
            self._store.after_commit(lambda: self.engine.withdraw(job_id))
            return mark_cancelled(self._store, job_id)

    def retry(self, job_id: JobId) -> Job:
        """A new job with the same inputs as one that has ended; an open one is returned as it is.

        Raises NotFound, QueueFull.
        """
        job = self._store.jobs.get(job_id)
        if not job.state.is_final:
            return job
        return self.submit(
            JobOrder(
                kind=job.kind,
                project=job.project,
                inputs=job.inputs,
                key=job.key,
                trace=job.trace,
                priority=job.priority,
            )
        )

    def list(
        self,
        project: ProjectId | None = None,
        states: Collection[JobState] | None = None,
        limit: int = 100,
    ) -> tuple[Job, ...]:
        """Jobs, newest first; of one project or in certain states if asked for."""
        return self._store.jobs.list(project=project, states=states, limit=limit)

    def close(self) -> None:
        """Let go of the engine's database."""
        self.engine.close()

    def _require_room(self) -> None:
        waiting = self._store.jobs.count(IN_LINE)
        if waiting >= self._limit:
            raise QueueFull(waiting=waiting, limit=self._limit)

    def _enqueue(self, job: Job) -> None:
        self.engine.enqueue(job.id, LANE_OF[job.kind], job.priority)


def _job(order: JobOrder) -> Job:
    return Job(
        id=JobId(new_id(12)),
        kind=order.kind,
        project=order.project,
        inputs=order.inputs,
        key=order.key,
        priority=order.priority,
        trace=order.trace,
        created_at=datetime.now(UTC),
    )
