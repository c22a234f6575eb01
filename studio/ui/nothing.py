"""What a page of a film shows while there is nothing to show, and the way on."""

from __future__ import annotations

import streamlit as st

from studio.actions.chat import open_answer, open_thread
from studio.actions.plans import add_scene, latest_plan
from studio.domain.ids import ProjectId, SceneId, new_id
from studio.domain.project import Project
from studio.domain.scene import Graphic, Scene, Words
from studio.studio import Studio
from studio.ui import session
from studio.ui.boundary import told_kindly
from studio.ui.components.live import CHAT, PLAN, follow


def no_film() -> None:
    """For pages that need a film when there is none."""
    with st.container(key="nothing"):
        st.markdown("### No film yet", anchors=False)
        st.markdown("Everything begins with an idea, a text or a few pictures.")
        if st.button("Begin a film", key="begin", type="primary", icon=":material/add:"):
            session.go("projects")


def film_with_scenes() -> Project | None:
    """The selected film when it has scenes; else None, and the page says what is to be done."""
    studio, project = session.studio(), session.project()
    if project is None:
        no_film()
        return None
    seen = studio.store.events.last_id()
    if latest_plan(studio, project.id).scenes:
        return project
    _no_scenes(studio, project)
    follow("nothing-live", project.id, (*PLAN, *CHAT), seen)
    return None


def _no_scenes(studio: Studio, project: Project) -> None:
    is_planning = open_answer(studio, open_thread(studio, project.id)) is not None
    with st.container(key="nothing"):
        if is_planning:
            st.markdown("### The director is writing the first scenes", anchors=False)
            st.markdown("They appear here as soon as they are there.")
        else:
            st.markdown("### No scenes yet", anchors=False)
            st.markdown("Tell the director what the film is about, or write a scene yourself.")
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button("Go to the chat", type="primary", icon=":material/forum:"):
                session.go("chat", project.id)
            st.button(
                "Write a scene",
                icon=":material/add:",
                key="first-scene",
                on_click=add_blank,
                args=(project.id, None),
            )


def add_blank(project_id: ProjectId, at: int | None) -> None:
    """Add a scene with words to write over, and select it."""
    with told_kindly():
        scene = Scene(
            id=SceneId(new_id()),
            title="New scene",
            narration="Say here what is to be heard.",
            visual=Graphic(words=Words(headline="New scene")),
        )
        add_scene(session.studio(), project_id, scene, at)
        session.select_scene(scene.id)
