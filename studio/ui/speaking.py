"""Where the person writes: words and files, at the foot of the page."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass

import streamlit as st

from studio.actions.attachments import attach
from studio.actions.chat import open_answer, send
from studio.domain.chat import Thread
from studio.domain.errors import GreenlightError
from studio.domain.project import Project
from studio.studio import Studio
from studio.ui.boundary import notify
from studio.ui.figures import Figures
from studio.ui.held import held
from studio.ui.phrases import count
from studio.ui.uploads import Upload, on_disk

BOX = "chat-text"
_SAID = "chat-said"


def speaking(studio: Studio, project: Project, thread: Thread) -> Figures:
    """The box to write in, and above it what the conversation took; sends what was written."""
    with st.bottom:
        with st.container(
            horizontal=True, vertical_alignment="center", gap="small", key="chat-bar"
        ):
            place = st.empty()
        said = _said()
        _send_what_was_said(studio, project, thread, said)
        is_answering = open_answer(studio, thread) is not None
        st.chat_input(
            "The director is answering…" if is_answering else "Tell the director what to do",
            key=BOX,
            accept_file="multiple",
            on_submit=hear,
            args=(said,),
            disabled=is_answering,
        )
    return Figures(place, studio.store.chats.messages(thread.id))


@dataclass
class Said:
    """What was written, from the callback until it is sent; one a session.

    A run may be cut short wherever it touches the page: what was not taken is found by the
    next run, and what was taken is gone, so that nothing is lost and nothing is sent twice.
    """

    text: str = ""
    files: Sequence[Upload] = ()

    def keep(self, text: str, files: Sequence[Upload]) -> None:
        """Keep words and files; a callback that only does this cannot be cut short."""
        self.text, self.files = text, files

    def take(self) -> tuple[str, Sequence[Upload]]:
        """The words and the files, once; take them where nothing more can come between."""
        taken = (self.text, self.files)
        self.text, self.files = "", ()
        return taken


def hear(said: Said) -> None:
    """Keep what was written until the page is drawn: files take a moment to be read."""
    box = held(BOX)
    said.keep(box.text, tuple(box.files))


def say(
    studio: Studio, project: Project, thread: Thread, text: str, files: Sequence[Upload] = ()
) -> bool:
    """Send words and files to the director; False when that was refused, which is told."""
    try:
        with on_disk(files) as paths:
            sent = [attach(studio, project.id, path, path.name) for path in paths]
        send(studio, project.id, text, thread=thread.id, attachments=sent)
    except GreenlightError as error:
        notify(f"{error.sentence} {error.remedy}".strip(), icon=":material/error:")
        return False
    return True


def _said() -> Said:
    said: Said = st.session_state.setdefault(_SAID, Said())
    return said


def _send_what_was_said(studio: Studio, project: Project, thread: Thread, said: Said) -> None:
    if not (said.text or said.files):
        return
    waiting = f"Reading {count(len(said.files), 'file')}…"
    with st.spinner(waiting) if said.files else nullcontext():
        text, files = said.take()
        is_sent = say(studio, project, thread, text, files)
    if not is_sent:
        # The words go back into the box; nobody likes to write twice.
        st.session_state[BOX] = text
        st.rerun()
