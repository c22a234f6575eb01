"""Plays a film or a scene's draft from the media route."""

from __future__ import annotations

import streamlit as st

from studio.domain.format import Aspect
from studio.ui.components import web_text

_HTML = """
<div class="frame"><video playsinline preload="metadata"></video><span class="note"></span></div>
"""
_player = st.components.v2.component(
    "greenlight.player", html=_HTML, css=web_text("player.css"), js=web_text("player.js")
)


def player(key: str, *, src: str, poster: str, aspect: Aspect, label: str, note: str = "") -> None:
    """A player of `src` (an address; empty shows the poster alone). `note` lies over it."""
    _player(
        key=key,
        data={"src": src, "poster": poster, "aspect": aspect.value, "label": label, "note": note},
    )
