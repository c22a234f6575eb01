"""The scene that a form was drawn from, and the way its changes are kept."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from studio.domain.ids import ProjectId
from studio.domain.scene import Scene
from studio.ui import session
from studio.ui.boundary import told_kindly
from studio.ui.scene_edits import save

_UNSAVED = "unsaved-words"


@dataclass(frozen=True)
class Seen:
    """The scene a form was drawn from; its fields are named after its content."""

    project: ProjectId
    scene: Scene
    revision: int

    def key(self, field: str) -> str:
        """The key of a field: another content gives another field, and so its text."""
        return f"{field}:{self.scene.id}:{self.scene.content_hash[:10]}"


def store_change(seen: Seen, changed: Scene, words: str = "") -> None:
    """Save a changed scene, and draw the page with it.

    `words` are what the person wrote; when the scene cannot be saved they are kept to be shown.
    """
    is_saved = False
    with told_kindly():
        save(session.studio(), seen.project, seen.scene, changed, seen.revision)
        is_saved = True
    if words and not is_saved:
        st.session_state[_UNSAVED] = (seen.scene.id, words)
    st.rerun()


def unsaved_words(seen: Seen) -> None:
    """What was written to this scene and could not be saved, for the person to copy."""
    scene_id, words = st.session_state.get(_UNSAVED, ("", ""))
    if scene_id != seen.scene.id:
        return
    st.warning("This scene changed while you wrote. These were your words:")
    st.code(words, language=None, wrap_lines=True)
    st.button("Let them go", key="unsaved", on_click=_let_go)


def _let_go() -> None:
    st.session_state.pop(_UNSAVED, None)
