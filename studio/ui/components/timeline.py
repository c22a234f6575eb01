"""The film on a line, with its player: see `web/timeline.js`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from studio.ui.components import web_text

_timeline = st.components.v2.component(
    "greenlight.timeline",
    html=web_text("timeline.html"),
    css=web_text("timeline.css"),
    js=web_text("timeline.js"),
)


def timeline(key: str, sheet: Mapping[str, Any], on_edit: Callable[[], None]) -> None:
    """Show a sheet (see `film_sheet.film_sheet`).

    `on_edit` is called with `st.session_state[key].edit` set to `{"op": "select" | "move",
    "scene": …, "rev": …}`, and `"to"` (a place from 0) for a move.
    """
    _timeline(key=key, data=dict(sheet), on_edit_change=on_edit)
