"""The card on which the director asks for a greenlight."""

from __future__ import annotations

import streamlit as st

from studio.actions.chat import decide
from studio.actions.plans import latest_plan
from studio.domain.chat import ApprovalAsk, Message, MessageState
from studio.domain.ids import MessageId
from studio.domain.plan import Plan
from studio.domain.project import Project
from studio.domain.scene import Scene
from studio.studio import Studio
from studio.ui import places, session
from studio.ui.boundary import told_kindly
from studio.ui.held import held
from studio.ui.phrases import clock, count, first_words, plain, undollared
from studio.ui.views import film_s, scene_picture

_SHOWN = 12
_TITLE = 18


def approval(studio: Studio, project: Project, message: Message) -> None:
    """What is asked and the scenes it is about; decided, one line says how."""
    asks = message.asks
    if asks is None:
        return
    if message.state is not MessageState.WAITING:
        _decided(asks)
        return
    plan = latest_plan(studio, project.id)
    scenes = [scene for scene in plan.scenes if not asks.scenes or scene.id in asks.scenes]
    with st.container(border=True, key=f"approval-{message.id}"):
        asked = plan.rate.seconds(sum(scene.frames for scene in scenes))
        seconds = film_s(studio, project, plan) if len(scenes) == len(plan.scenes) else asked
        facts = f"{count(len(scenes), 'scene')} · {clock(seconds)}"
        st.markdown(f"**Your greenlight, please** &ensp; :gray[:small[{facts}]]", anchors=False)
        if asks.text.strip() not in message.text:
            st.markdown(undollared(asks.text))
        _pictures(project, plan, scenes)
        st.text_input("What should change first? (optional)", key=_note(message.id), max_chars=2000)
        _buttons(project, message)


def answer_ask(message_id: MessageId, is_approved: bool) -> None:
    """Say yes or not yet to the director, with the note that stands in the field."""
    note = str(held(_note(message_id)) or "")
    with told_kindly():
        decide(session.studio(), message_id, is_approved=is_approved, note=note)


def _note(message_id: MessageId) -> str:
    return f"note-{message_id}"


def _buttons(project: Project, message: Message) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            "Greenlight",
            key=f"yes-{message.id}",
            type="primary",
            icon=":material/done_all:",
            on_click=answer_ask,
            args=(message.id, True),
        )
        st.button(
            "Not yet",
            key=f"no-{message.id}",
            icon=":material/edit:",
            on_click=answer_ask,
            args=(message.id, False),
        )
        st.page_link(
            places.page("scenes"),
            label="Watch the scenes",
            icon=":material/play_circle:",
            query_params={session.PROJECT: project.id},
        )


def _pictures(project: Project, plan: Plan, scenes: list[Scene]) -> None:
    with st.grid(6, min_column_width=88, gap="xsmall"):
        for scene in scenes[:_SHOWN]:
            with st.container(gap=None, key=f"ask-card-{scene.id}"):
                address = session.address(scene_picture(project, scene))
                st.image(address, width="stretch", alt=scene.title)
                title = first_words(scene.title, _TITLE)
                st.caption(f"**{plan.index(scene.id) + 1:02}** {plain(title)}")
    if len(scenes) > _SHOWN:
        st.caption(f"and {len(scenes) - _SHOWN} more.")


def _decided(asks: ApprovalAsk) -> None:
    if asks.is_approved:
        st.caption(":green[:material/done_all:] You gave your greenlight.")
    elif asks.is_approved is False:
        st.caption(":material/edit: Not yet, you said.")
