"""How spoken words are shown in the picture: a style by name, and how it looks."""

from __future__ import annotations

import streamlit as st

from studio.actions.projects import set_captions
from studio.compose.layers.caption_styles import STYLES
from studio.domain.brand import Brand
from studio.domain.ids import ProjectId
from studio.domain.project import Captions, Project
from studio.ui import session
from studio.ui.boundary import told_kindly
from studio.ui.held import held
from studio.ui.redraft import redraft

_TITLES = {kind: style.title for kind, style in STYLES.items()} | {Captions.OFF: "Off"}


def caption_settings(project: Project) -> None:
    """The styles, and the chosen one in the film's own colours."""
    with st.container(border=True, key="set-captions"):
        st.markdown("**Captions**", anchors=False)
        key = f"captions:{project.captions}"
        st.pills(
            "Captions",
            list(_TITLES),
            default=project.captions,
            format_func=lambda choice: _TITLES[choice],
            key=key,
            required=True,
            label_visibility="collapsed",
            on_change=_caption,
            args=(project.id, key),
        )
        if project.captions is not Captions.OFF:
            title = _TITLES[project.captions]
            st.image(_pictured(project.captions, project.brand), width="stretch", alt=title)
        st.caption("Subtitle files are written beside every film, whatever is chosen here.")


@st.cache_data(show_spinner=False, max_entries=64, hash_funcs={Brand: lambda b: b.content_hash})
def _pictured(kind: Captions, brand: Brand) -> bytes:
    from studio.compose.layers.caption_styles.preview import preview

    return preview(kind, brand)


def _caption(project_id: ProjectId, key: str) -> None:
    with told_kindly():
        set_captions(session.studio(), project_id, Captions(held(key)))
        redraft(project_id)
