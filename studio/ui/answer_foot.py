"""The small line under a finished answer: who wrote it, what it took, and how it was made."""

from __future__ import annotations

import streamlit as st

from studio.domain.chat import Message
from studio.domain.errors import NotFound
from studio.domain.ids import TraceId
from studio.studio import Studio
from studio.ui import places, session
from studio.ui.figures import answer_figures
from studio.ui.model_picker import model_name
from studio.ui.phrases import plain


def answer_foot(studio: Studio, message: Message) -> None:
    """Draw the line; nothing for an answer whose job is gone."""
    trace = trace_of(studio, message)
    if trace is None:
        return
    speaker = model_name(studio, message.model)
    facts = " · ".join(part for part in (speaker, answer_figures(message)) if part)
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key=f"foot-{message.id}"
    ):
        if facts:
            st.caption(plain(facts), width="content")
        st.page_link(
            places.page("activity"),
            label="How it was made",
            icon=":material/account_tree:",
            query_params={session.TRACE: trace},
        )


def trace_of(studio: Studio, message: Message) -> TraceId | None:
    """The trace id of an answer, from its job."""
    if message.job is None:
        return None
    try:
        return studio.store.jobs.get(message.job).trace
    except NotFound:
        return None
