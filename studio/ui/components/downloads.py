"""Links that save files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import streamlit as st

from studio.ui.components import web_text

_downloads = st.components.v2.component(
    "greenlight.downloads",
    html='<div class="bar"></div>',
    css=web_text("downloads.css"),
    js=web_text("downloads.js"),
)


@dataclass(frozen=True)
class FileLink:
    """A file to save: what the link says, its address, and a note such as its size."""

    label: str
    href: str
    note: str = ""
    primary: bool = False


def downloads(key: str, links: Sequence[FileLink]) -> None:
    """A row of links that save files."""
    _downloads(key=key, data={"files": [asdict(link) for link in links]})
