"""The conversation with the director, written while he speaks."""

from __future__ import annotations

import time

import streamlit as st

from studio.actions.chat import answer_again, open_answer, open_thread, send, stop_answer
from studio.actions.events import message_topic
from studio.domain.chat import Message, MessageState, Role
from studio.domain.event import Event
from studio.domain.ids import MessageId, ProjectId
from studio.domain.job import Job
from studio.domain.project import Project
from studio.studio import Studio
from studio.ui import session
from studio.ui.answer import Answer
from studio.ui.boundary import told_kindly
from studio.ui.phrases import count
from studio.ui.strip import Strip
from studio.ui.suggestions import suggestions

LOOK_S = 0.08
QUIET_S = 20.0
"""After this long without a word the page stops reading along and waits to be told."""
_LONG = 360
_BOX = "chat-text"


def ask(studio: Studio, project: Project) -> None:
    """Where the person writes; pinned to the foot of the page."""
    is_answering = open_answer(studio, open_thread(studio, project.id)) is not None
    with st.bottom:
        st.chat_input(
            "The director is answering…" if is_answering else "Tell the director what to do",
            key=_BOX,
            on_submit=say,
            args=(project.id,),
            disabled=is_answering,
        )


def say(project_id: ProjectId) -> None:
    """Send what was written to the director."""
    with told_kindly():
        send(session.studio(), project_id, str(st.session_state[_BOX] or ""))


def conversation(studio: Studio, project: Project, strip: Strip) -> None:
    """All that was said; the answer being written is followed until it is done."""
    thread = open_thread(studio, project.id)
    messages = studio.store.chats.messages(thread.id)
    if not messages:
        st.markdown("### What shall we make?", anchors=False)
        st.markdown("Tell the director what the film is about. The scenes appear at the right.")
    for message in messages:
        if message.state is MessageState.OPEN:
            follow_answer(studio, message, strip)
        else:
            show_message(studio, project, message, is_last=message is messages[-1])
    if messages and messages[-1].state is not MessageState.OPEN:
        suggestions(studio, project)


def show_message(studio: Studio, project: Project, message: Message, *, is_last: bool) -> None:
    """A message as it was stored."""
    if message.role is Role.USER:
        with st.chat_message("user", avatar=":material/person:"):
            _spoken(message.text)
        return
    answer = Answer(message.text, message.steps)
    answer.draw()
    if message.state is MessageState.DONE:
        return
    with answer.body:
        _unfinished(studio, project, message, is_last=is_last)


def follow_answer(studio: Studio, message: Message, strip: Strip) -> None:
    """Write along with the director: replay what he said so far, then follow him."""
    answer = Answer()
    answer.draw()
    answer.foot.button(
        "Stop",
        key=f"stop-{message.id}",
        icon=":material/stop_circle:",
        on_click=stop,
        args=(message.id,),
    )
    seen, heard_at = 0, time.monotonic()
    while time.monotonic() - heard_at < QUIET_S:
        news = studio.store.events.after(seen, topic=message_topic(message.id))
        if news:
            seen, heard_at = news[-1].id, time.monotonic()
            tell(answer, news)
        told = studio.store.chats.message(message.id)
        if told.state is not MessageState.OPEN:
            # No rerun from here: it would undo a change of pages that is on its way. The
            # page's follower asks for one.
            answer.finish(told.text, told.steps)
            return
        strip.draw_if_moved()
        time.sleep(LOOK_S)
    strip.is_waiting = True
    answer.body.caption("Nothing was heard for a while. It goes on here as soon as there is news.")


def tell(answer: Answer, news: tuple[Event, ...]) -> None:
    """Put events of a message into the answer, and draw it once."""
    for event in news:
        if event.kind == "text.added":
            answer.add_text(str(event.payload.get("text", "")))
        elif event.kind == "step.started":
            answer.begin_step(int(event.payload["step"]), str(event.payload.get("title", "")))
        elif event.kind == "step.finished":
            outcome, is_ok = str(event.payload.get("outcome", "")), bool(event.payload["is_ok"])
            answer.end_step(int(event.payload["step"]), outcome, is_ok)
    answer.draw()


def stop(message_id: MessageId) -> None:
    """Ask the director to stop."""
    with told_kindly():
        stop_answer(session.studio(), message_id)


def again(project_id: ProjectId, message_id: MessageId) -> None:
    """Let the director answer anew."""
    with told_kindly():
        answer_again(session.studio(), project_id, message_id)


def _spoken(text: str) -> None:
    """What the person said, as it was written; a long text is folded."""
    if len(text) <= _LONG:
        st.text(text)
        return
    st.text(text[:_LONG].rsplit(" ", 1)[0] + " …")
    with st.expander(f"The whole text, {count(len(text.split()), 'word')}"):
        st.text(text)


def _unfinished(studio: Studio, project: Project, message: Message, *, is_last: bool) -> None:
    """Why an answer broke off, and the way on."""
    if message.state is MessageState.CANCELLED:
        st.caption("Stopped. What was made so far is kept.")
    else:
        fault = _job(studio, message)
        words = fault.fault if fault else None
        sentence = words.sentence if words else "The answer broke off."
        st.error(f"**{sentence}** {words.remedy if words else ''}", icon=":material/error:")
    if is_last:
        st.button(
            "Try again",
            key=f"again-{message.id}",
            icon=":material/refresh:",
            on_click=again,
            args=(project.id, message.id),
        )


def _job(studio: Studio, message: Message) -> Job | None:
    return studio.store.jobs.get(message.job) if message.job else None
