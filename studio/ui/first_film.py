"""The Chat page while there is no film: the first words make one."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from studio.studio import Studio
from studio.ui.begun import begin_once
from studio.ui.newfilm import Wish
from studio.ui.sample import TITLE, sample_text
from studio.ui.suggestions import IDEAS, INVITATION
from studio.ui.uploads import Upload


def first_film(studio: Studio) -> None:
    """Ask what the film is about; what is said, or brought, begins it."""
    with st.bottom:
        said = st.chat_input(
            "Tell the director what your film is about", key="first-film", accept_file="multiple"
        )
    with st.container(key="nothing"):
        st.markdown("### What shall we make?", anchors=False)
        st.markdown(INVITATION)
        with st.container(horizontal=True, gap="xsmall", key="suggestions"):
            chosen = [words for words in IDEAS if st.button(words)]
            is_sample = st.button(f"The sample: {TITLE}", icon=":material/rocket_launch:")
    if is_sample:
        begin_once(studio, Wish(text=sample_text(), title=TITLE, mood="hopeful"))
    elif chosen:
        begin_once(studio, Wish(text=chosen[0]))
    elif said:
        _begin_from(studio, said.text, said.files)


def _begin_from(studio: Studio, text: str, files: Sequence[Upload]) -> None:
    with st.spinner("Reading what you brought…"):
        begin_once(studio, Wish(text=text, uploads=tuple(files)))
