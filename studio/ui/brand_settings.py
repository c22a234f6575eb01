"""The colours of a film: a palette that is known to be readable, or one's own."""

from __future__ import annotations

import streamlit as st

from studio.actions.projects import set_brand
from studio.domain.brand import Palette
from studio.domain.ids import ProjectId
from studio.domain.project import Project
from studio.graphics.palettes import PALETTES, is_readable
from studio.ui import session
from studio.ui.boundary import told_kindly
from studio.ui.phrases import titled
from studio.ui.redraft import redraft

_ROLES = {
    "ground": "Ground",
    "surface": "Surface",
    "ink": "Text",
    "muted": "Quiet text",
    "accent": "Accent",
}
_OWN = "your own"
_HOUSE = "greenlight"


def brand_settings(project: Project) -> None:
    """A palette by name, and its five colours."""
    palette = project.brand.palette
    known = {_HOUSE: Palette(), **PALETTES}
    named = next((name for name, colours in known.items() if colours == palette), _OWN)
    options = list(known) if named != _OWN else [_OWN, *known]
    with st.container(border=True, key="set-brand"):
        st.markdown("**Colours**", anchors=False)
        key = f"palette:{palette.content_hash[:8]}"
        st.selectbox(
            "Palette",
            options,
            index=options.index(named),
            format_func=titled,
            key=key,
            on_change=_pick,
            args=(project.id, key),
        )
        with st.container(horizontal=True, gap="small"):
            for role, title in _ROLES.items():
                field = f"{role}:{palette.content_hash[:8]}"
                st.color_picker(
                    title,
                    getattr(palette, role),
                    key=field,
                    on_change=_paint,
                    args=(project.id, role, field),
                )
        if not is_readable(palette):
            st.warning("Text in these colours is hard to read.", icon=":material/contrast:")


def _pick(project_id: ProjectId, key: str) -> None:
    name = str(st.session_state[key])
    chosen = Palette() if name == _HOUSE else PALETTES.get(name)
    if chosen:
        _store(project_id, chosen)


def _paint(project_id: ProjectId, role: str, key: str) -> None:
    palette = session.studio().store.projects.get(project_id).brand.palette
    colour = str(st.session_state[key]).upper()
    _store(project_id, Palette.model_validate({**dict(palette), role: colour}))


def _store(project_id: ProjectId, palette: Palette) -> None:
    with told_kindly():
        brand = session.studio().store.projects.get(project_id).brand
        changed = brand.model_copy(update={"palette": palette})
        set_brand(session.studio(), project_id, changed)
        redraft(project_id)
