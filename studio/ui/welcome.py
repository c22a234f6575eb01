"""The first thing a new person reads."""

from __future__ import annotations

import streamlit as st


def welcome() -> None:
    """What Greenlight does, in three short lines."""
    with st.container(key="welcome"):
        st.title("What is your film about?", anchor=False)
        st.markdown(
            ":material/edit_note: **Bring** an idea, your notes or a finished script.  \n"
            ":material/visibility: **Watch** each scene once it is written, and change it.  \n"
            ":material/check_circle: **Greenlight** what you like, and get the film: voice, "
            "captions, pictures and music."
        )
        st.caption("All of it happens on this computer. No account, no key, nothing to pay.")
