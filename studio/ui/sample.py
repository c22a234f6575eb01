"""The sample that a new person can try with one click."""

from __future__ import annotations

from studio.ui.places import assets

TITLE = "Eight days to the Moon"


def sample_text() -> str:
    """The notes of the sample film, in Markdown."""
    return (assets() / "samples" / "eight-days-to-the-moon.md").read_text(encoding="utf-8")
