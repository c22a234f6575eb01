"""What a person may want next, one click away."""

from __future__ import annotations

import streamlit as st

from studio.actions.chat import send
from studio.actions.plans import latest_plan
from studio.actions.reviews import approve_scenes, waiting_scenes
from studio.domain.chat import Thread
from studio.domain.ids import ProjectId, ThreadId
from studio.domain.project import Project
from studio.studio import Studio
from studio.ui import session
from studio.ui.boundary import notify, told_kindly
from studio.ui.phrases import count

INVITATION = (
    "Tell the director what the film is about, or bring a text, a PDF, pictures or footage. "
    "The scenes appear beside the conversation as they are written."
)
PLAN_IT = "Plan the film from my text"
IDEAS = (
    "A 30-second film on why the sea is salty",
    "A calm film about lighthouses, for children",
)
ASKS = ("Make it shorter", "Make it calmer", "Add a closing scene")


def openers(studio: Studio, project: Project, thread: Thread) -> None:
    """What stands in a conversation in which nothing was said yet."""
    has_plan = bool(latest_plan(studio, project.id).scenes)
    st.markdown("### What next?" if has_plan else "### What shall we make?", anchors=False)
    if has_plan:
        st.markdown("Ask for any change in plain words, or for another version.")
        suggestions(studio, project, thread)
        return
    st.markdown(INVITATION)
    asks = (PLAN_IT, *IDEAS) if project.brief.text.strip() else IDEAS
    with st.container(horizontal=True, gap="xsmall", key="suggestions"):
        for n, words in enumerate(asks):
            st.button(words, key=f"open-{n}", on_click=suggest, args=(project.id, thread.id, words))


def suggestions(studio: Studio, project: Project, thread: Thread) -> None:
    """Chips under the last answer; those that speak go to the director."""
    plan = latest_plan(studio, project.id)
    if not plan.scenes:
        return
    waiting = len(waiting_scenes(studio, plan))
    with st.container(horizontal=True, gap="xsmall", key="suggestions"):
        if waiting:
            st.button(
                f"Approve {'all ' if waiting == len(plan.scenes) else ''}{count(waiting, 'scene')}",
                key="suggest-approve",
                icon=":material/done_all:",
                on_click=approve_all,
                args=(project.id,),
            )
        elif st.button("Make the film", key="suggest-film", icon=":material/movie:"):
            session.go("export", project.id)
        for n, words in enumerate(ASKS):
            st.button(
                words, key=f"suggest-{n}", on_click=suggest, args=(project.id, thread.id, words)
            )


def suggest(project_id: ProjectId, thread: ThreadId, words: str) -> None:
    """Say a suggestion to the director."""
    with told_kindly():
        send(session.studio(), project_id, words, thread=thread)


def approve_all(project_id: ProjectId) -> None:
    """Greenlight every scene."""
    with told_kindly():
        fresh = approve_scenes(session.studio(), project_id)
        notify(f"{count(len(fresh), 'scene')} approved. The film can be made now.")
