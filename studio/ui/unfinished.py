"""Why an answer broke off, and the ways on."""

from __future__ import annotations

import streamlit as st

from studio.actions.chat import answer_again, continue_answer
from studio.domain.chat import Message, MessageState
from studio.domain.errors import NotFound
from studio.domain.ids import MessageId, ProjectId
from studio.domain.job import Fault
from studio.domain.project import Project
from studio.llm.readiness import readiness
from studio.studio import Studio
from studio.ui import session
from studio.ui.boundary import told_kindly
from studio.ui.held import held


def unfinished(studio: Studio, project: Project, message: Message, *, is_last: bool) -> None:
    """What happened to an answer that is not whole; the last one can go on from here."""
    if message.state is MessageState.CANCELLED:
        st.caption("Stopped. What was made so far is kept.")
    elif message.state is MessageState.INTERRUPTED:
        st.warning(
            "**The answer was interrupted.** What was made so far is kept.", icon=":material/power:"
        )
    else:
        fault = _fault(studio, message)
        sentence = fault.sentence if fault else "The answer broke off."
        st.error(f"**{sentence}** {fault.remedy if fault else ''}".strip(), icon=":material/error:")
    if is_last:
        _ways_on(studio, project, message)


def again(project_id: ProjectId, message_id: MessageId, model: str = "") -> None:
    """Let the director answer anew, or another model."""
    with told_kindly():
        answer_again(session.studio(), project_id, message_id, model=model)


def by_another(project_id: ProjectId, message_id: MessageId, key: str) -> None:
    """Let the model that was chosen in a menu answer anew."""
    if chosen := held(key):
        again(project_id, message_id, str(chosen))


def go_on(message_id: MessageId) -> None:
    """Let the director go on in the same message."""
    with told_kindly():
        continue_answer(session.studio(), message_id)


def _ways_on(studio: Studio, project: Project, message: Message) -> None:
    with st.container(horizontal=True, gap="xsmall"):
        if message.text or message.steps:
            st.button(
                "Continue",
                key=f"continue-{message.id}",
                icon=":material/play_arrow:",
                on_click=go_on,
                args=(message.id,),
            )
        st.button(
            "Try again",
            key=f"again-{message.id}",
            icon=":material/refresh:",
            on_click=again,
            args=(project.id, message.id),
        )
        _other_models(studio, project, message)


def _other_models(studio: Studio, project: Project, message: Message) -> None:
    """The models that could answer instead, at once."""
    ready = [m for m in studio.models.all() if readiness(m, studio.keys).is_ready]
    titles = {m.name: m.title for m in ready if m.name != (message.model or project.director)}
    if not titles:
        return
    key = f"other-{message.id}"
    st.menu_button(
        "Another model",
        list(titles),
        key=key,
        icon=":material/neurology:",
        format_func=lambda name: titles.get(name, name),
        on_click=by_another,
        args=(project.id, message.id, key),
    )


def _fault(studio: Studio, message: Message) -> Fault | None:
    """What went wrong, as the message says or else its job."""
    if message.fault or message.job is None:
        return message.fault
    try:
        return studio.store.jobs.get(message.job).fault
    except NotFound:
        return None
