"""What the studio is doing, in the few words and numbers that every page shows."""

from __future__ import annotations

import shutil
from typing import Any

from studio.domain.errors import NotFound
from studio.domain.ids import SceneId
from studio.domain.job import Job, JobKind, JobState
from studio.studio import Studio
from studio.ui.phrases import size, titled
from studio.worker.watch import worker_state

OPEN = tuple(state for state in JobState if not state.is_final)
_SHOWN = 12
_LOOKED_AT = 60
_KINDS = {
    JobKind.TURN: "The director",
    JobKind.SCRATCH: "Draft of a scene",
    JobKind.RENDER: "Film",
    JobKind.EXPORT: "A file about the film",
    JobKind.PRODUCE: "A take from outside",
}
_MADE = {
    "artwork": "Picture",
    "footage": "Motion",
    "narration": "Voice",
    "track": "Music of the film",
}
_EXPORTS = {"gif": "GIF", "webp": "WebP"}


def status(studio: Studio) -> dict[str, Any]:
    """Plain JSON: `worker` running or absent, `free` disk, `queued`, and the foremost `jobs`."""
    jobs = studio.store.jobs
    running = jobs.list(None, (JobState.RUNNING,), _SHOWN)
    waiting = jobs.list(None, (JobState.QUEUED, JobState.WAITING), _LOOKED_AT)
    foremost = sorted(waiting, key=lambda job: (job.kind is JobKind.SCRATCH, job.created_at))
    return {
        "worker": worker_state(studio.store.folder),
        "free": size(shutil.disk_usage(studio.store.folder).free),
        "queued": jobs.count((JobState.QUEUED, JobState.WAITING)),
        "jobs": [_row(studio, job) for job in (*running, *foremost)[:_SHOWN]],
    }


def job_title(studio: Studio, job: Job) -> str:
    """What a job does, in a person's words, such as "Draft of scene 4"."""
    if job.kind is JobKind.RENDER:
        quality = job.inputs.get("quality", "standard")
        return "Draft of the film" if quality == "draft" else f"The film, {quality}"
    if job.kind is JobKind.EXPORT:
        kind = str(job.inputs.get("kind", "file"))
        return f"{_EXPORTS.get(kind, titled(kind))} of the film"
    if job.kind is JobKind.SCRATCH and job.project:
        return _scene_title(studio, job, "Draft")
    if job.kind is JobKind.PRODUCE:
        what = _MADE.get(str(job.inputs.get("kind")), _KINDS[JobKind.PRODUCE])
        by = f", by {job.inputs.get('provider')}"
        return (_scene_title(studio, job, what) if job.inputs.get("scene") else what) + by
    return _KINDS.get(job.kind, job.kind.value.capitalize())


def _scene_title(studio: Studio, job: Job, what: str) -> str:
    plan = studio.store.plans.latest(job.project) if job.project else None
    if plan is None:
        return f"{what} of a scene"
    try:
        place = plan.index(SceneId(str(job.inputs.get("scene"))))
    except NotFound:
        return f"{what} of a deleted scene"
    return f"{what} of scene {place + 1}"


def _row(studio: Studio, job: Job) -> dict[str, Any]:
    return {
        "id": job.id,
        "title": job_title(studio, job),
        "percent": job.percent,
        "phase": job.phase,
        "state": "running" if job.state is JobState.RUNNING else "waiting",
    }
