"""The desk of the whole film: the line, the film so far, and a fresh draft when it is due."""

from __future__ import annotations

import streamlit as st

from studio.actions.chat import open_answer, open_thread
from studio.actions.jobs import cancel_job
from studio.actions.plans import latest_plan
from studio.actions.renders import request_render
from studio.domain.errors import NotFound
from studio.domain.format import Quality
from studio.domain.ids import ProjectId, SceneId
from studio.domain.plan import Plan
from studio.domain.project import Project
from studio.studio import Studio
from studio.ui import places, session
from studio.ui.boundary import told_kindly
from studio.ui.components.live import FILMS, JOBS, PLAN, REVIEWS, TAKES, follow
from studio.ui.components.pulse import progress
from studio.ui.components.timeline import timeline
from studio.ui.film_sheet import Showing, film_sheet, move, obsolete_drafts, showing
from studio.ui.held import held
from studio.ui.phrases import clock, count, plain

_LINE = "film-line"


def film_desk(studio: Studio, project: Project) -> None:
    """The player and the line, with what is due around them."""
    seen = studio.store.events.last_id()
    plan = latest_plan(studio, project.id)
    shown = _made_due(studio, project, plan)
    sheet = film_sheet(studio, project, plan, shown, session.address)
    _heading(project, plan, shown, float(sheet["length"]))
    selected = session.scene_id()
    timeline(_LINE, {**sheet, "selected": selected}, lambda: edited(project.id))
    if shown.job:
        progress("draft-progress", studio, project.id, [shown.job.id])
    _selected(project, plan, selected)
    follow("desk-live", project.id, (*PLAN, *TAKES, *REVIEWS, *FILMS, *JOBS), seen)


def edited(project_id: ProjectId) -> None:
    """Something was done on the line: a scene was selected, or moved."""
    edit = held(_LINE).edit
    if edit["op"] == "move":
        with told_kindly():
            move(session.studio(), project_id, edit)
    session.select_scene(SceneId(str(edit["scene"])))


def refresh(project_id: ProjectId) -> None:
    """Ask for the draft of the whole film as it is now, and drop those it replaces."""
    studio = session.studio()
    with told_kindly():
        project = studio.store.projects.get(project_id)
        plan = latest_plan(studio, project_id)
        for job in obsolete_drafts(studio, project, plan):
            cancel_job(studio, job.id)
        request_render(studio, project_id, Quality.DRAFT)


def _made_due(studio: Studio, project: Project, plan: Plan) -> Showing:
    """What can be shown; a fresh draft is asked for unless one failed or scenes still come in."""
    shown = showing(studio, project, plan)
    is_planning = open_answer(studio, open_thread(studio, project.id)) is not None
    if shown.is_current or shown.job or shown.failed or is_planning:
        return shown
    refresh(project.id)
    return showing(studio, project, plan)


def _heading(project: Project, plan: Plan, shown: Showing, length_s: float) -> None:
    facts = f"{count(len(plan.scenes), 'scene')} · {clock(length_s)}"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"### Timeline &ensp; :gray[:small[{facts}]]", anchors=False, width="stretch")
        if shown.is_current:
            st.markdown(":green-badge[up to date]", width="content")
        elif shown.job:
            st.markdown(":blue-badge[a fresh draft is being made]", width="content")
        else:
            st.button(
                "Make a fresh draft",
                key="refresh-draft",
                icon=":material/refresh:",
                on_click=refresh,
                args=(project.id,),
            )
    if shown.failed and not shown.job and not shown.is_current and shown.failed.fault:
        fault = shown.failed.fault
        st.error(f"**{fault.sentence}** {fault.remedy}", icon=":material/error:")


def _selected(project: Project, plan: Plan, selected: SceneId | None) -> None:
    """The scene that is selected on the line, in a few words."""
    if not selected:
        st.caption("Drag a scene to another place. Click one to select it.")
        return
    try:
        scene = plan.scene(selected)
    except NotFound:
        return
    with st.container(border=True, key="desk-scene", gap="xsmall"):
        title = plain(scene.title)
        st.markdown(f"**Scene {plan.index(selected) + 1:02}** &ensp;{title}", anchors=False)
        st.caption(plain(scene.narration))
        st.page_link(
            places.page("scenes"),
            label="Change this scene",
            icon=":material/edit:",
            query_params={session.PROJECT: project.id, session.SCENE: scene.id},
        )
