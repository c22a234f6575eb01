"""The conversation with the director, written while he speaks."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from studio.actions.chat import stop_answer
from studio.actions.events import message_topic
from studio.actions.streams import MANY
from studio.domain.chat import Message, MessageState, Role, Thread
from studio.domain.ids import MessageId
from studio.domain.project import Project
from studio.studio import Studio
from studio.ui import session
from studio.ui.answer import Answer
from studio.ui.answer_foot import answer_foot
from studio.ui.approval import approval
from studio.ui.boundary import told_kindly
from studio.ui.components.tail import keep_tail
from studio.ui.crew import Crew
from studio.ui.figures import Figures
from studio.ui.message_files import message_files
from studio.ui.model_picker import model_name
from studio.ui.phrases import count
from studio.ui.stream import Stream
from studio.ui.strip import Strip
from studio.ui.suggestions import openers, suggestions
from studio.ui.unfinished import unfinished

TALK = "talk"
LOOK_S = 0.05
TICK_S = 1.0
SHOWN = 40
QUIET_S = 900.0
"""After this long without a word the page stops reading along and waits to be told."""
_LONG = 360


@dataclass(frozen=True)
class Beside:
    """What is drawn beside an answer while it is written."""

    strip: Strip
    crew: DeltaGenerator
    figures: Figures


def conversation(studio: Studio, project: Project, thread: Thread, beside: Beside) -> None:
    """All that was said; the answer being written is followed until it is done."""
    messages = studio.store.chats.messages(thread.id)
    keep_tail("talk-tail", TALK, messages[-1].id + messages[-1].state if messages else "")
    if not messages:
        openers(studio, project, thread)
    for message in _shown(messages, thread):
        if message.state is MessageState.OPEN:
            follow_answer(studio, message, beside)
        else:
            show_message(studio, project, message, is_last=message is messages[-1])
    if messages and messages[-1].state.is_final:
        suggestions(studio, project, thread)


def _shown(messages: Sequence[Message], thread: Thread) -> Sequence[Message]:
    """The newest messages, or all once a person asked for them."""
    key = f"earlier-{thread.id}"
    if len(messages) <= SHOWN or st.session_state.get(key):
        return messages
    st.button(
        f"Show the {len(messages) - SHOWN} earlier messages",
        key=f"{key}-button",
        type="tertiary",
        icon=":material/history:",
        on_click=lambda: st.session_state.update({key: True}),
    )
    return messages[-SHOWN:]


def show_message(studio: Studio, project: Project, message: Message, *, is_last: bool) -> None:
    """A message as it was stored."""
    if message.role is Role.USER:
        with st.chat_message("user", avatar=":material/person:"):
            message_files(project, message.attachments)
            _spoken(message.text)
        return
    answer = Answer()
    if message.text or message.steps:
        answer.tell_why(model_name(studio, message.model), message.why)
    answer.show(message.text, message.steps)
    with answer.foot:
        if message.state.is_final and message.state is not MessageState.DONE:
            unfinished(studio, project, message, is_last=is_last)
        approval(studio, project, message)
        answer_foot(studio, message)


def follow_answer(studio: Studio, message: Message, beside: Beside) -> None:
    """Write along with the director: replay in one go what he said so far, then follow him."""
    answer, crew = Answer(), Crew(beside.crew, message.created_at)
    with answer.foot:
        foot = st.empty()
        _stop_button(foot, message.id)
    st.empty()  # in place of the suggestions of before, which would stay until the answer ends
    stream, heard_at, ticked_at = Stream.of(message), time.monotonic(), 0.0
    while time.monotonic() - heard_at < QUIET_S:
        news = studio.store.events.after(stream.seen, topic=message_topic(message.id), limit=MANY)
        told = studio.store.chats.message(message.id)
        if told.state is not MessageState.OPEN:
            # No rerun from here: it would undo a change of pages that is on its way. The
            # page's follower asks for one.
            foot.empty()
            answer.show(told.text, told.steps)
            crew.clear()
            return
        is_due = time.monotonic() - ticked_at >= TICK_S
        if news or is_due:
            stream = stream.after(news)
            answer.tell_why(stream.model, stream.why)
            answer.show(stream.text, stream.steps, is_growing=True)
            crew.show(stream)
            beside.figures.show(stream)
            heard_at = time.monotonic() if news else heard_at
            ticked_at = time.monotonic()
        beside.strip.draw_if_moved()
        time.sleep(LOOK_S)
    beside.strip.is_waiting = True
    answer.body.caption("Nothing was heard for a while. It goes on here as soon as there is news.")


def stop(message_id: MessageId) -> None:
    """Ask the director to stop."""
    with told_kindly():
        stop_answer(session.studio(), message_id)


def _stop_button(place: DeltaGenerator, message_id: MessageId) -> None:
    place.button(
        "Stop",
        key=f"stop-{message_id}",
        icon=":material/stop_circle:",
        on_click=stop,
        args=(message_id,),
    )


def _spoken(text: str) -> None:
    """What the person said, as it was written; a long text is folded."""
    if not text:
        return
    if len(text) <= _LONG:
        st.text(text)
        return
    st.text(text[:_LONG].rsplit(" ", 1)[0] + " …")
    with st.expander(f"The whole text, {count(len(text.split()), 'word')}"):
        st.text(text)
