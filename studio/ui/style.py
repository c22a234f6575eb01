"""What the theme cannot say, as a style sheet of its own."""

from __future__ import annotations

from importlib.resources import files

import streamlit as st


def style() -> None:
    """Put the style sheet into the page."""
    sheet = (files("studio.ui") / "style.css").read_text(encoding="utf-8")
    st.html(f"<style>{sheet}</style>")
