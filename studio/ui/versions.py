"""The versions of a plan: look back, go back."""

from __future__ import annotations

import streamlit as st

from studio.actions.plans import restore_revision, undo
from studio.actions.takes import request_scratch
from studio.domain.ids import ProjectId
from studio.domain.plan import Plan
from studio.domain.project import Project
from studio.store.plans import Revision
from studio.studio import Studio
from studio.ui import session
from studio.ui.boundary import notify, told_kindly
from studio.ui.comparison import compare_versions
from studio.ui.phrases import ago, count, first_words, plain

_IN_RAIL = 3
_IN_DIALOG = 40


def versions(studio: Studio, project: Project, plan: Plan) -> None:
    """The newest versions in the rail, with undo and the way to all of them."""
    if not plan.number:
        return
    batches = studio.store.plans.batches(project.id)
    with st.container(key="rail-versions", gap="xxsmall"):
        st.caption("Versions")
        for revision in batches[:_IN_RAIL]:
            _line(revision, plan)
        with st.container(horizontal=True, gap="small"):
            st.button(
                "Undo",
                key="rail-undo",
                icon=":material/undo:",
                type="tertiary",
                on_click=take_back,
                args=(project.id,),
                help=f"Take back: {plain(plan.note)}" if plan.note else None,
            )
            if st.button("Compare", key="rail-compare", type="tertiary"):
                compare_versions(project.id)
            if st.button("All versions", key="rail-all", type="tertiary"):
                _all_versions(project, plan)


def take_back(project_id: ProjectId) -> None:
    """Undo the last piece of work; what changed gets a new draft."""
    with told_kindly():
        plan = undo(session.studio(), project_id)
        request_scratch(session.studio(), project_id)
        notify(plan.note, icon=":material/undo:")


def restore(project_id: ProjectId, number: int) -> None:
    """Go back to a version, and close the dialog; what differs gets a new draft."""
    with told_kindly():
        restore_revision(session.studio(), project_id, number)
        request_scratch(session.studio(), project_id)
        notify(f"Version {number} is the current one again.", icon=":material/history:")
    st.rerun()


@st.dialog("Versions", width="medium", icon=":material/history:")
def _all_versions(project: Project, plan: Plan) -> None:
    st.caption("Every change is kept. Going back makes a new version; nothing is lost.")
    for revision in session.studio().store.plans.batches(project.id)[:_IN_DIALOG]:
        words, action = st.columns([5, 1], vertical_alignment="center")
        note = plain(first_words(revision.note or "Changed", 70))
        words.markdown(f"**v{revision.number}** · {note}  \n:gray[:small[{_facts(revision)}]]")
        if revision.number == plan.number:
            action.badge("current", color="green")
        else:
            action.button(
                "Restore",
                key=f"restore-{revision.number}",
                on_click=restore,
                args=(project.id, revision.number),
            )


def _line(revision: Revision, plan: Plan) -> None:
    is_current = revision.number == plan.number
    note = plain(first_words(revision.note or "Changed", 40))
    mark = ":green-badge[live] " if is_current else ""
    st.markdown(f":material/history: v{revision.number} {mark}{note}", anchors=False)


def _facts(revision: Revision) -> str:
    who = "you" if revision.author == "you" else f"the {revision.author}"
    return f"{count(revision.scenes, 'scene')} · {who} · {ago(revision.created_at)}"
