"""Notes on a scene, open or resolved."""

from __future__ import annotations

import streamlit as st

from studio.actions.reviews import add_comment, resolve_comment
from studio.domain.ids import CommentId, ProjectId, SceneId
from studio.domain.project import Project
from studio.domain.review import Comment
from studio.domain.scene import Scene
from studio.studio import Studio
from studio.ui import session
from studio.ui.boundary import told_kindly
from studio.ui.held import held
from studio.ui.phrases import ago


def comments(studio: Studio, project: Project, scene: Scene) -> None:
    """The notes of a scene, and a box for the next."""
    notes = studio.store.reviews.comments(project.id, scene.id)
    if not notes:
        st.caption("No notes yet. Write what you would tell the director later.")
    for note in sorted(notes, key=lambda note: note.is_resolved):
        _note(project, note)
    key = f"comment-{scene.id}-{len(notes)}"
    st.text_area("New note", key=key, height=80, max_chars=4000)
    st.button(
        "Add note",
        key=f"add-{key}",
        icon=":material/add_comment:",
        on_click=write,
        args=(project.id, scene.id, key),
    )


def write(project_id: ProjectId, scene_id: SceneId, key: str) -> None:
    """Keep what stands in the box as a note."""
    with told_kindly():
        add_comment(session.studio(), project_id, scene_id, str(held(key)))
    st.rerun(["list", "inspector"])


def settle(project_id: ProjectId, comment_id: CommentId, is_resolved: bool) -> None:
    """Mark a note as dealt with, or open it again."""
    with told_kindly():
        resolve_comment(session.studio(), project_id, comment_id, is_resolved)
    st.rerun(["list", "inspector"])


def _note(project: Project, note: Comment) -> None:
    with st.container(border=True, gap="xxsmall", key=f"note-{note.id}"):
        st.text(note.text)
        with st.container(horizontal=True, vertical_alignment="center"):
            state = " · resolved" if note.is_resolved else ""
            st.caption(f"{note.by} · {ago(note.at)}{state}", width="stretch")
            st.button(
                "Open again" if note.is_resolved else "Resolve",
                key=f"settle-{note.id}-{note.is_resolved}",
                type="tertiary",
                on_click=settle,
                args=(project.id, note.id, not note.is_resolved),
            )
