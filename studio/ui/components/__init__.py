"""What Streamlit has no element for: followers of events, a player, links, the timeline.

Each is registered once, when its module is imported. Their callbacks are plain functions.
"""

from __future__ import annotations

from importlib.resources import files


def web_text(*names: str) -> str:
    """The text of files in `web/`, one after the other."""
    folder = files("studio.ui.components") / "web"
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in names)
