"""The scene that a form was drawn from, and the way its changes are kept."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from studio.domain.ids import ProjectId
from studio.domain.scene import Scene
from studio.ui import session
from studio.ui.boundary import told_kindly
from studio.ui.scene_edits import save


@dataclass(frozen=True)
class Seen:
    """The scene a form was drawn from; its fields are named after its content."""

    project: ProjectId
    scene: Scene
    revision: int

    def key(self, field: str) -> str:
        """The key of a field: another content gives another field, and so its text."""
        return f"{field}:{self.scene.id}:{self.scene.content_hash[:10]}"


def store_change(seen: Seen, changed: Scene) -> None:
    """Save a changed scene, and draw the page with it."""
    with told_kindly():
        save(session.studio(), seen.project, seen.scene, changed, seen.revision)
    st.rerun()
