"""What is remembered of the person: to be seen, rewritten, rested and forgotten."""

from __future__ import annotations

import streamlit as st

from studio.actions.memories import change_memory, forget, memories, remember
from studio.domain.memory import SURE_AFTER, Memory, Topic
from studio.studio import Studio
from studio.ui import session
from studio.ui.boundary import told_kindly
from studio.ui.held import held
from studio.ui.phrases import count, plain

_NEW = "memory-new"
_ICONS = {
    Topic.VOICE: ":material/record_voice_over:",
    Topic.PACE: ":material/speed:",
    Topic.MOOD: ":material/mood:",
    Topic.MUSIC: ":material/music_note:",
    Topic.COLOURS: ":material/palette:",
    Topic.LENGTH: ":material/timer:",
    Topic.FORMAT: ":material/aspect_ratio:",
    Topic.CAPTIONS: ":material/subtitles:",
    Topic.AUDIENCE: ":material/groups:",
    Topic.TONE: ":material/tune:",
    Topic.NOTE: ":material/sticky_note_2:",
}


def memory_settings(studio: Studio) -> None:
    """Everything that is remembered, and a line to add to it."""
    known = memories(studio)
    with st.container(border=True, key="set-memory", width=720):
        st.markdown("**What I remember of you**", anchors=False)
        st.caption(
            "What you ask for in two films, or say you always want, the next film follows by "
            "itself where you choose nothing else. It stays on this machine; a language model "
            "that you talk to is told of it."
        )
        for memory in known:
            _line(memory)
        if not known:
            st.caption("Nothing yet. Say “remember that …” in the chat, or write it here.")
        st.text_input(
            "Remember",
            key=_NEW,
            placeholder="Add something to remember",
            label_visibility="collapsed",
            on_change=_added,
        )


def _line(memory: Memory) -> None:
    key = f"memory-{memory.key}"
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"{key}-row"):
        st.toggle(
            "Use it",
            memory.is_on,
            key=f"{key}-on-{memory.is_on}",
            label_visibility="collapsed",
            on_change=_turned,
            args=(memory,),
        )
        if memory.topic is Topic.NOTE:
            st.text_input(
                "Note",
                memory.text,
                key=f"{key}-text",
                label_visibility="collapsed",
                on_change=_rewritten,
                args=(memory.key, f"{key}-text"),
            )
        else:
            told = f"{_ICONS[memory.topic]} {plain(memory.text)} :gray[:small[{why(memory)}]]"
            st.markdown(told, anchors=False, width="stretch")
        st.button(
            "Forget",
            key=f"{key}-forget",
            icon=":material/close:",
            type="tertiary",
            on_click=_forgotten,
            args=(memory.key,),
        )


def why(memory: Memory) -> str:
    """Where a memory comes from, and whether new films follow it."""
    if memory.is_said:
        return "you said so"
    films = count(len(memory.films), "film")
    return f"in {films}" if len(memory.films) >= SURE_AFTER else f"in {films}, not followed yet"


def _added() -> None:
    said = str(held(_NEW))
    if said.strip():
        with told_kindly():
            remember(session.studio(), said)
        st.session_state[_NEW] = ""


def _turned(memory: Memory) -> None:
    with told_kindly():
        change_memory(session.studio(), memory.key, is_on=not memory.is_on)


def _rewritten(key: str, field: str) -> None:
    with told_kindly():
        change_memory(session.studio(), key, text=str(held(field)))


def _forgotten(key: str) -> None:
    with told_kindly():
        forget(session.studio(), key)
