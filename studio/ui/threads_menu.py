"""The conversations of a film: which one this is, and the way to the others."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from studio.actions.threads import (
    ExportKind,
    Talk,
    export_thread,
    new_thread,
    rename_thread,
    search_messages,
    talks,
)
from studio.domain.chat import Thread
from studio.domain.ids import ProjectId, ThreadId
from studio.domain.project import Project
from studio.studio import Studio
from studio.ui import session
from studio.ui.boundary import told_kindly
from studio.ui.held import held
from studio.ui.model_picker import model_name, model_picker
from studio.ui.phrases import ago, count, file_name, plain

_SEARCH = "talk-search"
_SHOWN = 30


def threads_menu(studio: Studio, project: Project, thread: Thread) -> None:
    """A line above the conversation: its title, which opens the list, and a new one."""
    known = talks(studio, project.id)
    here = next(talk for talk in known if talk.id == thread.id)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="talk-head"):
        box = st.popover(
            plain(here.title),
            type="tertiary",
            icon=":material/forum:",
            key="talks",
            on_change="rerun",
        )
        st.button(
            "New",
            key="talk-new",
            icon=":material/add_comment:",
            type="tertiary",
            help="Begin another conversation about this film",
            on_click=begin,
            args=(project.id,),
        )
        st.space("stretch")
        _director(studio, project)
    if box.open:
        with box:
            _list(studio, project, known, here)


def begin(project_id: ProjectId) -> None:
    """Begin another conversation and go there."""
    with told_kindly():
        session.select_thread(new_thread(session.studio(), project_id).id)


def rename(thread_id: ThreadId, field: str) -> None:
    """Give a conversation the title that stands in the field."""
    with told_kindly():
        rename_thread(session.studio(), thread_id, str(held(field)))


def _director(studio: Studio, project: Project) -> None:
    """Who directs, as a button that opens the choice."""
    box = st.popover(
        plain(model_name(studio, project.director)),
        type="tertiary",
        icon=":material/neurology:",
        key="chat-model",
        on_change="rerun",
    )
    if box.open:
        with box:
            model_picker(studio, project, place="chat-picker")


def _list(studio: Studio, project: Project, known: tuple[Talk, ...], here: Talk) -> None:
    words = st.text_input(
        "Search all conversations",
        key=_SEARCH,
        icon=":material/search:",
        placeholder="Words that were said",
        label_visibility="collapsed",
    )
    if words.strip():
        _found(studio, project, words)
    else:
        for talk in known[:_SHOWN]:
            _row(talk, talk.id == here.id)
    st.divider()
    field = f"talk-title-{here.id}-{here.title}"
    st.text_input(
        "Title of this conversation",
        here.title,
        key=field,
        max_chars=200,
        on_change=rename,
        args=(here.id, field),
    )
    with st.container(horizontal=True, gap="xsmall"):
        _export(here, "Markdown", "markdown", ".md")
        _export(here, "JSON", "json", ".json")


def _row(talk: Talk, is_here: bool) -> None:
    facts = f"{count(talk.messages, 'message')} · {ago(talk.last_at)}"
    st.button(
        f"{plain(talk.title)} &ensp;:gray[:small[{facts}]]",
        key=f"talk-{talk.id}",
        type="tertiary",
        icon=":material/chat_bubble:" if is_here else ":material/chat_bubble_outline:",
        width="stretch",
        on_click=session.select_thread,
        args=(talk.id,),
    )


def _found(studio: Studio, project: Project, words: str) -> None:
    hits = search_messages(studio, project.id, words)
    if not hits:
        st.caption("Nobody said that.")
    for hit in hits[:_SHOWN]:
        st.button(
            f"{plain(hit.excerpt)} &ensp;:gray[:small[{plain(hit.title)} · {ago(hit.at)}]]",
            key=f"hit-{hit.message}",
            type="tertiary",
            width="stretch",
            on_click=session.select_thread,
            args=(hit.thread,),
        )


def _export(talk: Talk, label: str, kind: ExportKind, ending: str) -> None:
    def made() -> str:
        return export_thread(session.studio(), talk.id, kind)

    text: Callable[[], str] = made
    st.download_button(
        label,
        text,
        file_name(talk.title, ending),
        key=f"export-{kind}",
        icon=":material/download:",
        on_click="ignore",
    )
