"""How one answer was made, as a waterfall."""

from __future__ import annotations

from dataclasses import asdict

import streamlit as st

from studio.domain.ids import TraceId
from studio.studio import Studio
from studio.ui import places, session
from studio.ui.components.live import CHAT, JOBS, TAKES, follow
from studio.ui.components.waterfall import waterfall
from studio.ui.figures import answer_figures
from studio.ui.model_picker import model_name
from studio.ui.phrases import ago, count, first_words, lasted, plain
from studio.ui.trail import Trail, trail

_QUESTION = 160


def trace_view(studio: Studio, trace: TraceId) -> None:
    """Everything done under a trace id, and the way back to the log of all work."""
    seen = studio.store.events.last_id()
    found = trail(studio, trace)
    st.page_link(places.page("activity"), label="All work", icon=":material/arrow_back:")
    st.markdown("### How it was made", anchors=False)
    if not found.bars:
        st.caption("Nothing is known under this trace id. Its project may have been deleted.")
        return
    _heading(studio, found)
    label = f"What was done, in {lasted(found.length_s)}"
    waterfall(f"trail-{trace}", label, found.length_s, [asdict(bar) for bar in found.bars])
    if found.is_going:
        follow("trace-live", session.project_id(), (*JOBS, *CHAT, *TAKES), seen)


def _heading(studio: Studio, found: Trail) -> None:
    if found.question:
        st.markdown(f"> {plain(first_words(found.question, _QUESTION))}")
    facts = [lasted(found.length_s), count(len(found.bars), "piece") + " of work"]
    if found.began_at:
        facts.insert(0, ago(found.began_at))
    if found.answer:
        name = found.answer.model
        speaker = model_name(studio, name) if name else ""
        facts += [part for part in (speaker, answer_figures(found.answer)) if part]
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="trace-head"):
        st.caption(plain(" · ".join(facts)), width="content")
        st.code(found.trace, language=None, width="content")
