"""The files a person sent along with a message."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from studio.domain.chat import Attachment
from studio.domain.project import Project
from studio.ui import session
from studio.ui.phrases import count, plain

_ICONS = {
    "text": ":material/description:",
    "sound": ":material/music_note:",
    "film": ":material/movie:",
    "picture": ":material/image:",
}


def message_files(project: Project, files: Sequence[Attachment]) -> None:
    """Thumbnails of pictures, a line for each other file, and what was read from documents."""
    pictures = [file for file in files if file.kind == "picture"]
    if pictures:
        with st.container(horizontal=True, gap="xsmall", key=f"sent-{pictures[0].asset[:12]}"):
            for file in pictures:
                path = f"/thumbs/asset/{project.id}/{file.asset}.jpg"
                st.image(session.address(path), width=132, alt=file.title)
    for file in files:
        if file.kind == "text":
            words = count(len(file.text.split()), "word")
            with st.expander(
                f"{plain(file.title)} &ensp;:gray[:small[{words}]]", icon=_ICONS["text"]
            ):
                st.text(file.text)
        elif file.kind != "picture":
            st.markdown(f"{_ICONS[file.kind]} {plain(file.title)}")
