"""Stop a job, or run it again."""

from __future__ import annotations

from studio.domain.ids import JobId
from studio.domain.job import Job
from studio.studio import Studio


def cancel_job(studio: Studio, job_id: JobId) -> Job:
    """Ask a job to stop; what it finished is kept. A finished job stays as it is.

    Raises NotFound.
    """
    return studio.queue.cancel(job_id)


def retry_job(studio: Studio, job_id: JobId) -> Job:
    """Run a finished job again as a new one; what it made before is found, not remade.

    Raises NotFound, QueueFull.
    """
    return studio.queue.retry(job_id)
