"""The desk where the film is made: what is still open, how it shall be, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from studio.actions.jobs import cancel_job, retry_job
from studio.actions.plans import latest_plan
from studio.actions.projects import set_captions, set_score
from studio.actions.renders import current_render, render_inputs, request_render
from studio.actions.reviews import approve_scenes, waiting_scenes
from studio.domain.delivery import Delivery
from studio.domain.format import Quality
from studio.domain.ids import JobId, ProjectId
from studio.domain.job import Job, JobKind, JobState
from studio.domain.plan import Plan
from studio.domain.project import Captions, Project
from studio.domain.scene import Scene
from studio.studio import Studio
from studio.ui import places, session
from studio.ui.boundary import told_kindly
from studio.ui.components.live import FILMS, JOBS, PLAN, REVIEWS, follow
from studio.ui.components.pulse import progress
from studio.ui.delivery_form import delivery_form
from studio.ui.export_shelf import export_shelf
from studio.ui.films import films
from studio.ui.held import held
from studio.ui.phrases import clock, count, plain
from studio.ui.views import OPEN_STATES, film_s

QUALITIES = {
    Quality.STANDARD: "Standard, 1080 lines",
    Quality.HIGH: "High, 1080 lines, larger file",
    Quality.ULTRA: "Ultra, 2160 lines (4K)",
    Quality.DRAFT: "Draft, 540 lines, quickest",
}
_QUALITY = "export-quality"
_STYLE = "export-caption-style"
_SHOWN = 8


def export_desk(studio: Studio, project: Project) -> None:
    """Everything from the last greenlight to the finished file."""
    seen = studio.store.events.last_id()
    plan = latest_plan(studio, project.id)
    length = film_s(studio, project, plan)
    facts = f"{count(len(plan.scenes), 'scene')} · {clock(length)} · {project.format.aspect.value}"
    st.markdown(f"### Make the film &ensp; :gray[:small[{facts}]]", anchors=False)
    left, right = st.columns([1, 2], gap="medium")
    with left:
        _order(studio, project, plan)
    with right:
        films(studio, project, plan)
    follow("export-live", project.id, (*FILMS, *JOBS, *REVIEWS, *PLAN), seen)


def make(project_id: ProjectId, quality: Quality, delivery: Delivery) -> None:
    """Ask for the film."""
    with told_kindly():
        _request(session.studio(), project_id, quality, delivery)


def greenlight_and_make(project_id: ProjectId, quality: Quality, delivery: Delivery) -> None:
    """Greenlight every scene as it is, and ask for the film."""
    with told_kindly(), session.studio().store.transaction():
        approve_scenes(session.studio(), project_id)
        _request(session.studio(), project_id, quality, delivery)


def cancel(job_id: JobId) -> None:
    """Stop making the film; the finished parts are kept."""
    with told_kindly():
        cancel_job(session.studio(), job_id)


def retry(job_id: JobId) -> None:
    """Make it again, from where it stopped."""
    with told_kindly():
        retry_job(session.studio(), job_id)


def film_jobs(studio: Studio, project_id: ProjectId) -> tuple[Job, ...]:
    """The films being made, oldest first; and the newest one when it came to nothing."""
    jobs = studio.store.jobs.list(project_id, None, 200)
    renders = [job for job in jobs if job.kind is JobKind.RENDER]
    open_ones = [job for job in renders if job.state in OPEN_STATES]
    if open_ones or not renders:
        return tuple(reversed(open_ones))
    is_lost = renders[0].state in (JobState.FAILED, JobState.CANCELLED)
    return (renders[0],) if is_lost else ()


def _request(studio: Studio, project_id: ProjectId, quality: Quality, delivery: Delivery) -> None:
    """Ask for the film; drafts of it that are still being made are not needed any more."""
    request_render(studio, project_id, quality, delivery=delivery)
    if quality is Quality.DRAFT:
        return
    for job in film_jobs(studio, project_id):
        if not job.state.is_final and job.inputs.get("quality") == Quality.DRAFT.value:
            cancel_job(studio, job.id)


def _order(studio: Studio, project: Project, plan: Plan) -> None:
    with st.container(border=True, key="order"):
        quality = st.selectbox(
            "Quality", list(QUALITIES), key=_QUALITY, format_func=lambda q: QUALITIES[q]
        )
        delivery = delivery_form(project)
        _captions(project)
        _music(project)
        waiting = waiting_scenes(studio, plan)
        is_draft = quality is Quality.DRAFT
        if waiting and not is_draft:
            _waiting(project, plan, waiting)
        wanted = _Wanted(quality, delivery, bool(waiting) and not is_draft)
        _button(studio, project, plan, wanted)
    for job in film_jobs(studio, project.id):
        _job(studio, project, job)
    if plan.scenes:
        export_shelf(studio, project, plan)


@dataclass(frozen=True)
class _Wanted:
    """The film as it is chosen now, and whether scenes wait for their greenlight."""

    quality: Quality
    delivery: Delivery
    is_waiting: bool


def _button(studio: Studio, project: Project, plan: Plan, wanted: _Wanted) -> None:
    is_waiting = wanted.is_waiting
    if not is_waiting and _is_being_made(studio, project, plan, wanted):
        st.caption(":material/hourglass_top: It is being made.")
        return
    found = current_render(studio, project, plan, wanted.quality, wanted.delivery)
    if found and not is_waiting:
        st.caption(":material/check_circle: This very film is made already: it stands beside.")
        return
    st.button(
        "Greenlight all and make the film" if is_waiting else "Make the film",
        key=f"make-{is_waiting}",
        type="primary",
        icon=":material/movie:",
        width="stretch",
        on_click=greenlight_and_make if is_waiting else make,
        args=(project.id, wanted.quality, wanted.delivery),
    )


def _is_being_made(studio: Studio, project: Project, plan: Plan, wanted: _Wanted) -> bool:
    inputs = render_inputs(studio, project, plan, wanted.quality, wanted.delivery)
    jobs = film_jobs(studio, project.id)
    return any(j.inputs.get("inputs") == inputs and not j.state.is_final for j in jobs)


def _waiting(project: Project, plan: Plan, waiting: tuple[Scene, ...]) -> None:
    """What is still to be greenlit, each a click from being watched."""
    verb = "waits" if len(waiting) == 1 else "wait"
    st.markdown(f"**{count(len(waiting), 'scene')} {verb} for your greenlight**", anchors=False)
    with st.container(gap=None, key="waiting"):
        for scene in waiting[:_SHOWN]:
            place = plan.index(scene.id) + 1
            st.page_link(
                places.page("scenes"),
                label=f"{place:02} {plain(scene.title)}",
                icon=":material/visibility:",
                query_params={session.PROJECT: project.id, session.SCENE: scene.id},
            )
    if len(waiting) > _SHOWN:
        st.caption(f"and {len(waiting) - _SHOWN} more")


def _captions(project: Project) -> None:
    if project.captions is not Captions.OFF:
        st.session_state[f"{_STYLE}:{project.id}"] = project.captions
    key = f"export-captions:{project.captions}"
    st.toggle(
        "Captions in the picture",
        project.captions is not Captions.OFF,
        key=key,
        on_change=_caption,
        args=(project.id, key),
    )


def _caption(project_id: ProjectId, key: str) -> None:
    last = held(f"{_STYLE}:{project_id}", Captions.WORDS)
    chosen = last if held(key) else Captions.OFF
    with told_kindly():
        set_captions(session.studio(), project_id, chosen)


def _music(project: Project) -> None:
    score = project.score
    if not score.is_on:
        st.caption("No music. It can be switched on in the settings.")
        return
    key = f"export-level:{score.level_db}"
    st.slider(
        "Music level",
        -40.0,
        0.0,
        max(-40.0, score.level_db),
        step=1.0,
        format="%d dB",
        key=key,
        help="Under the voice; where somebody speaks it goes lower by itself.",
        on_change=_level,
        args=(project.id, key),
    )


def _level(project_id: ProjectId, key: str) -> None:
    with told_kindly():
        score = session.studio().store.projects.get(project_id).score
        changed = score.model_copy(update={"level_db": float(held(key))})
        set_score(session.studio(), project_id, changed)


def _job(studio: Studio, project: Project, job: Job) -> None:
    """A film that is being made, or one that came to nothing."""
    with st.container(border=True, key=f"job-{job.id}"):
        if not job.state.is_final:
            progress(f"progress-{job.id}", studio, project.id, [job.id])
            st.button(
                "Stopping…" if job.is_cancelling else "Cancel",
                key=f"cancel-{job.id}",
                icon=":material/stop_circle:",
                disabled=job.is_cancelling,
                on_click=cancel,
                args=(job.id,),
            )
            return
        if job.fault and job.state is JobState.FAILED:
            st.error(f"**{job.fault.sentence}** {job.fault.remedy}", icon=":material/error:")
        else:
            st.caption("Stopped. What was finished is kept.")
        st.button(
            "Retry",
            key=f"retry-{job.id}",
            icon=":material/refresh:",
            on_click=retry,
            args=(job.id,),
        )
