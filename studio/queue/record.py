"""Changes a job and tells of it: the row and its event, both or neither."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from studio.domain.ids import JobId
from studio.domain.job import Fault, Job, JobState
from studio.store import Store


def job_topic(job: JobId) -> str:
    """The topic under which all that happens to one job is told."""
    return f"job:{job}"


def tell(store: Store, job: Job, kind: str, **more: Any) -> None:
    """Append the event `kind` (such as "job.started") about `job` as it stands now."""
    payload = {
        "job": job.id,
        "kind": job.kind.value,
        "state": job.state.value,
        "percent": job.percent,
        "phase": job.phase,
        "attempt": job.attempt,
        **more,
    }
    store.events.append(
        kind, project=job.project, topic=job_topic(job.id), payload=payload, trace=job.trace
    )


def mark_cancelling(store: Store, job_id: JobId) -> Job:
    """Ask the worker to stop the job, which goes on until it has."""
    with store.transaction():
        job = store.jobs.change(job_id, is_cancelling=True)
        tell(store, job, "job.cancelling")
    return job


def mark_cancelled(store: Store, job_id: JobId) -> Job:
    """The job has stopped because a person asked for it."""
    with store.transaction():
        job = store.jobs.change(
            job_id,
            state=JobState.CANCELLED,
            is_cancelling=False,
            phase="",
            fault=None,
            finished_at=datetime.now(UTC),
        )
        tell(store, job, "job.cancelled")
    return job


def mark_failed(store: Store, job_id: JobId, fault: Fault) -> Job:
    """The job has ended because of `fault`."""
    with store.transaction():
        job = store.jobs.change(
            job_id, state=JobState.FAILED, fault=fault, finished_at=datetime.now(UTC)
        )
        tell(store, job, "job.failed", fault=fault.model_dump(mode="json"))
    return job
