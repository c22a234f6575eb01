"""Keeps the last words of a scrolling box in sight, unless a person scrolled away from them."""

from __future__ import annotations

import streamlit as st

from studio.ui.components import web_text

_tail = st.components.v2.component("greenlight.tail", js=web_text("tail.js"))


def keep_tail(key: str, box: str, newest: str) -> None:
    """Draw this in the container whose key is `box`; another `newest` brings its end in sight."""
    _tail(key=key, data={"box": box, "newest": newest}, height=1)
