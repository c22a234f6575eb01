"""The rail at the left: which film, how much of it is greenlit, its versions, the worker."""

from __future__ import annotations

import streamlit as st

from studio.actions.plans import latest_plan
from studio.actions.reviews import waiting_scenes
from studio.domain.ids import ProjectId
from studio.domain.plan import Plan
from studio.domain.project import Project
from studio.ui import session
from studio.ui.components.pulse import worker_card
from studio.ui.held import held
from studio.ui.phrases import count, told_apart
from studio.ui.versions import versions

_PICK = "rail-project"


def rail() -> None:
    """Draw the rail into the sidebar."""
    studio, project = session.studio(), session.project()
    with st.sidebar:
        if project:
            _choose(project)
            plan = latest_plan(studio, project.id)
            _approved(plan, len(waiting_scenes(studio, plan)))
            versions(studio, project, plan)
        with st.container(key="rail-foot"):
            worker_card(studio, project.id if project else None)


def _choose(project: Project) -> None:
    known = session.studio().store.projects.list()
    titles = told_apart({p.id: p.title for p in reversed(known)})
    st.session_state[_PICK] = project.id
    st.selectbox(
        "Project",
        [p.id for p in known],
        key=_PICK,
        format_func=lambda project_id: titles.get(project_id, "…"),
        on_change=_chosen,
    )


def _chosen() -> None:
    session.select_project(ProjectId(held(_PICK)))


def _approved(plan: Plan, waiting: int) -> None:
    total = len(plan.scenes)
    if not total:
        st.caption("No scenes yet")
        return
    done = total - waiting
    st.progress(done / total, text=f"{done} of {count(total, 'scene')} approved")
