"""Bars in time, one under the other: what was done, when, and for how long."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from studio.ui.components import web_text

_HTML = "<table><caption></caption><thead></thead><tbody></tbody></table>"
_waterfall = st.components.v2.component(
    "greenlight.waterfall", html=_HTML, css=web_text("waterfall.css"), js=web_text("waterfall.js")
)


def waterfall(key: str, label: str, length_s: float, bars: Sequence[Mapping[str, Any]]) -> None:
    """Draw `bars` over `length_s` seconds. A bar has the fields of `studio.ui.trail.Bar`."""
    _waterfall(key=key, data={"label": label, "length": length_s, "bars": list(bars)})
