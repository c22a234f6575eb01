"""The log of all work: state, progress, cost, and why something failed."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st

from studio.actions.jobs import cancel_job, retry_job
from studio.domain.ids import JobId
from studio.domain.job import Job, JobState
from studio.domain.project import Project
from studio.studio import Studio
from studio.ui import places, session
from studio.ui.badges import job_badge
from studio.ui.boundary import told_kindly
from studio.ui.components.live import JOBS, follow
from studio.ui.components.pulse import progress
from studio.ui.health import OPEN, job_title
from studio.ui.phrases import ago, count, lasted, plain, size
from studio.worker.watch import live_worker

STATES: dict[str, tuple[JobState, ...] | None] = {
    "All": None,
    "At work": OPEN,
    "Failed": (JobState.FAILED,),
    "Done": (JobState.DONE,),
    "Stopped": (JobState.CANCELLED,),
}
PAGE = 20
_MOST = 1000


def activity_log(studio: Studio, project: Project | None) -> None:
    """Health, filters, jobs."""
    seen = studio.store.events.last_id()
    st.markdown("### Activity", anchors=False)
    _health(studio)
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
    ):
        chosen = st.segmented_control(
            "State",
            list(STATES),
            default="All",
            key="job-filter",
            label_visibility="collapsed",
            required=True,
        )
        only = st.toggle("Only this film", key="job-scope", disabled=project is None)
    scope = project.id if project and only else None
    jobs = studio.store.jobs.list(scope, STATES[chosen or "All"], _MOST)
    _list(studio, jobs)
    follow("activity-live", scope, JOBS, seen)


def cancel(job_id: JobId) -> None:
    """Stop a job; what it finished is kept."""
    with told_kindly():
        cancel_job(session.studio(), job_id)


def retry(job_id: JobId) -> None:
    """Run a job again; what it made before is found, not remade."""
    with told_kindly():
        retry_job(session.studio(), job_id)


def _health(studio: Studio) -> None:
    jobs = studio.store.jobs
    worker = "Healthy" if live_worker(studio.store.folder) else "Absent"
    cells: dict[str, str | int] = {
        "Worker": worker,
        "Running": jobs.count((JobState.RUNNING,)),
        "Waiting": jobs.count((JobState.QUEUED, JobState.WAITING)),
        "Failed": jobs.count((JobState.FAILED,)),
        "Free on the disk": size(shutil.disk_usage(studio.store.folder).free),
    }
    with st.grid(5, min_column_width=130, gap="small", key="health"):
        for title, value in cells.items():
            st.metric(title, value, border=True)


def _list(studio: Studio, jobs: Sequence[Job]) -> None:
    if not jobs:
        st.caption("Nothing here. Work shows up as soon as there is some.")
        return
    pages = -(-len(jobs) // PAGE)
    turned = min(int(st.session_state.get("job-page") or 1), pages)
    for job in jobs[(turned - 1) * PAGE : turned * PAGE]:
        _row(studio, job)
    if pages > 1:
        st.pagination(pages, key="job-page")


def _row(studio: Studio, job: Job) -> None:
    with st.container(border=True, key=f"row-{job.id}", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            title = plain(job_title(studio, job))
            film = _film_title(studio, job)
            st.markdown(
                f"{job_badge(job.state, job.is_cancelling)} &ensp;**{title}** &ensp;:gray[{film}]",
                anchors=False,
                width="stretch",
            )
            st.caption(_facts(job), width="content")
            st.page_link(
                places.page("activity"),
                label="How",
                icon=":material/account_tree:",
                help=f"How it was made: trace {job.trace}",
                query_params={session.TRACE: job.trace},
            )
            _action(job)
        if job.state is JobState.RUNNING:
            progress(f"row-progress-{job.id}", studio, job.project, [job.id])
        if job.fault and job.state is not JobState.DONE:
            st.error(f"**{job.fault.sentence}** {job.fault.remedy}", icon=":material/error:")


def _action(job: Job) -> None:
    if not job.state.is_final:
        st.button(
            "Stopping…" if job.is_cancelling else "Cancel",
            key=f"cancel-{job.id}",
            icon=":material/stop_circle:",
            type="tertiary",
            disabled=job.is_cancelling,
            on_click=cancel,
            args=(job.id,),
        )
    elif job.state is not JobState.DONE:
        st.button(
            "Retry",
            key=f"retry-{job.id}",
            icon=":material/refresh:",
            type="tertiary",
            on_click=retry,
            args=(job.id,),
        )


def _facts(job: Job) -> str:
    parts = [ago(job.created_at)]
    if job.started_at:
        end = job.finished_at or datetime.now(UTC)
        verb = "took" if job.finished_at else "for"
        parts.append(f"{verb} {lasted((end - job.started_at).total_seconds())}")
    if job.attempt > 1:
        parts.append(count(job.attempt, "attempt"))
    parts.append(f"cost {job.cost:.2f}" if job.cost else "free")
    if job.state is JobState.FAILED:
        parts.append(f"trace `{job.trace}`")
    return " · ".join(parts)


def _film_title(studio: Studio, job: Job) -> str:
    known = {project.id: project.title for project in studio.store.projects.list()}
    return plain(known.get(job.project, "")) if job.project else ""
