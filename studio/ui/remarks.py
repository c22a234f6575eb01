"""What could be better in the film: remarks to act on, one press each."""

from __future__ import annotations

import streamlit as st

from studio.actions.chat import send
from studio.actions.quality import review_film
from studio.domain.ids import ProjectId
from studio.llm.review import Remark, Weight
from studio.ui import session
from studio.ui.boundary import notify, told_kindly
from studio.ui.phrases import plain

_BADGES = {
    Weight.MUST: ":red-badge[must]",
    Weight.SHOULD: ":orange-badge[should]",
    Weight.COULD: ":gray-badge[could]",
}
_SHOWN = "remarks-shown"


@st.fragment(key="remarks")
def remarks_panel(project_id: ProjectId) -> None:
    """A button to look the film over, and what was found."""
    with st.container(border=True, key="remarks-box"):
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            st.markdown("**Second look**", anchors=False, width="stretch")
            asked = st.button(
                "Look it over", key="remarks-look", icon=":material/search:", type="tertiary"
            )
        if asked:
            st.session_state[_SHOWN] = project_id
        if st.session_state.get(_SHOWN) != project_id:
            st.caption("Checks figures against your brief, length, reading time, repetition.")
            return
        found = review_film(session.studio(), project_id)
        if not found:
            st.caption(":material/check: Nothing amiss.")
        for number, remark in enumerate(found):
            _line(project_id, number, remark)


def wish_of(remark: Remark) -> str:
    """What one would say in the chat to have it put right."""
    if remark.place is None:
        return remark.advice
    if remark.advice in ("delete", "split"):
        return f"{remark.advice} scene {remark.place}"
    return f"scene {remark.place}: {remark.advice}"


def _line(project_id: ProjectId, number: int, remark: Remark) -> None:
    where = f"Scene {remark.place}" if remark.place else "The film"
    with st.container(key=f"remark-{number}", gap=None):
        told = f"{_BADGES[remark.weight]} :small[**{where}** {plain(remark.problem)}]"
        st.markdown(told, anchors=False)
        st.button(
            plain(remark.advice).capitalize(),
            icon=":material/auto_fix_high:",
            key=f"remark-{number}-{remark.place}-{remark.advice}",
            type="tertiary",
            help=f"Ask the director: “{wish_of(remark)}”",
            on_click=_ask,
            args=(project_id, remark),
        )


def _ask(project_id: ProjectId, remark: Remark) -> None:
    with told_kindly():
        send(session.studio(), project_id, wish_of(remark))
        notify(f"Asked the director: {wish_of(remark)}", icon=":material/forum:")
