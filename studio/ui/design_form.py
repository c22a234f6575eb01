"""The backdrop of a designed scene, and the pictures its template has room for."""

from __future__ import annotations

import streamlit as st

from studio.domain.ids import AssetId
from studio.domain.project import Project
from studio.domain.scene import MAX_PICTURES, Graphic
from studio.ui import scene_edits as edits
from studio.ui import session
from studio.ui.choices import backdrop_names, words_used
from studio.ui.held import held
from studio.ui.phrases import titled, told_apart
from studio.ui.seen import Seen, store_change
from studio.ui.views import pictures

_AUTOMATIC = "By itself"


def design_options(project: Project, seen: Seen) -> None:
    """Choose what lies behind a design, and its pictures where it shows any."""
    look = seen.scene.visual
    if not isinstance(look, Graphic):
        return
    _backdrop(seen, look)
    if "pictures" in words_used(look.template):
        _pictures(project, seen, look)


def _backdrop(seen: Seen, look: Graphic) -> None:
    options = ["", *backdrop_names()]
    key = seen.key("backdrop")
    st.selectbox(
        "Background",
        options,
        index=options.index(look.backdrop) if look.backdrop in options else 0,
        format_func=lambda name: titled(name) if name else _AUTOMATIC,
        key=key,
        help="By itself, it suits the colours and changes from scene to scene.",
        on_change=_laid,
        args=(seen, key),
    )


def _pictures(project: Project, seen: Seen, look: Graphic) -> None:
    brought = told_apart({a.id: a.title for a in pictures(session.studio(), project.id)})
    if not brought:
        st.caption("Bring pictures on the Projects page to see them in this design.")
        return
    key = seen.key("shown")
    st.multiselect(
        "Pictures in it",
        list(brought),
        default=[name for name in look.words.pictures if name in brought],
        format_func=lambda name: brought.get(name, "…"),
        max_selections=MAX_PICTURES,
        key=key,
        on_change=_shown,
        args=(seen, key),
    )


def _laid(seen: Seen, key: str) -> None:
    store_change(seen, edits.with_backdrop(seen.scene, str(held(key) or "")))


def _shown(seen: Seen, key: str) -> None:
    chosen = [AssetId(name) for name in held(key) or ()]
    store_change(seen, edits.with_shown(seen.scene, chosen))
