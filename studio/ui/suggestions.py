"""What a person may want next, one click away."""

from __future__ import annotations

import streamlit as st

from studio.actions.chat import send
from studio.actions.plans import latest_plan
from studio.actions.reviews import approve_scenes, waiting_scenes
from studio.domain.ids import ProjectId
from studio.domain.project import Project
from studio.studio import Studio
from studio.ui import session
from studio.ui.boundary import notify, told_kindly
from studio.ui.phrases import count

ASKS = ("Make it shorter", "Make it calmer", "Add a closing scene")


def suggestions(studio: Studio, project: Project) -> None:
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
            st.button(words, key=f"suggest-{n}", on_click=suggest, args=(project.id, words))


def suggest(project_id: ProjectId, words: str) -> None:
    """Say a suggestion to the director."""
    with told_kindly():
        send(session.studio(), project_id, words)


def approve_all(project_id: ProjectId) -> None:
    """Greenlight every scene."""
    with told_kindly():
        fresh = approve_scenes(session.studio(), project_id)
        notify(f"{count(len(fresh), 'scene')} approved. The film can be made now.")
