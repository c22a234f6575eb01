"""Settings of one film: voice, music, captions, shape, colours, director. Each saves itself."""

from __future__ import annotations

import streamlit as st

from studio.actions.projects import set_format
from studio.domain.format import Aspect, Format
from studio.domain.ids import ProjectId
from studio.domain.project import Project
from studio.studio import Studio
from studio.ui import session
from studio.ui.boundary import told_kindly
from studio.ui.brand_settings import brand_settings
from studio.ui.caption_settings import caption_settings
from studio.ui.choices import SHAPES, shape_name
from studio.ui.dressing_settings import dressing_settings
from studio.ui.held import held
from studio.ui.look_settings import look_settings
from studio.ui.model_picker import model_picker
from studio.ui.music_settings import music_settings
from studio.ui.nothing import no_film
from studio.ui.redraft import redraft
from studio.ui.spend_settings import film_limits
from studio.ui.voice_settings import voice_settings


def film_settings(studio: Studio, project: Project | None) -> None:
    """All that belongs to one film."""
    if project is None:
        no_film()
        return
    st.caption(
        "A change makes new drafts of the scenes it touches. The words of your scenes stay as "
        "they are, and so does your greenlight."
    )
    left, right = st.columns(2, gap="medium")
    with left:
        voice_settings(studio, project)
        _shape(project)
        caption_settings(project)
        dressing_settings(studio, project)
    with right:
        music_settings(studio, project)
        brand_settings(studio, project)
        look_settings(studio, project)
        _director(studio, project)


def _shape(project: Project) -> None:
    with st.container(border=True, key="set-shape"):
        st.markdown("**Picture**", anchors=False)
        key = f"aspect:{project.format.aspect}"
        st.segmented_control(
            "Shape",
            SHAPES,
            default=project.format.aspect,
            format_func=shape_name,
            key=key,
            required=True,
            on_change=_reshape,
            args=(project.id, key),
        )


def _reshape(project_id: ProjectId, key: str) -> None:
    with told_kindly():
        rate = session.studio().store.projects.get(project_id).format.rate
        chosen = Format(aspect=Aspect(held(key)), rate=rate)
        set_format(session.studio(), project_id, chosen)
        redraft(project_id)


def _director(studio: Studio, project: Project) -> None:
    with st.container(border=True, key="set-director"):
        st.markdown("**Director**", anchors=False)
        model_picker(studio, project, place="film-settings")
        film_limits(studio, project)
