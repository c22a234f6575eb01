"""How a page gets the studio, what is selected, and the address of what the server serves.

The selection lives in the address (`?project=…&scene=…`), so that a refresh or a bookmark
comes back to the same place. Top navigation drops it, so the session remembers it as well.
"""

from __future__ import annotations

from typing import NoReturn
from urllib.parse import quote, urlsplit

import streamlit as st

from studio.actions.chat import open_thread
from studio.domain.chat import Thread
from studio.domain.errors import NotFound
from studio.domain.ids import ProjectId, SceneId, ThreadId, TraceId
from studio.domain.project import Project
from studio.studio import Studio
from studio.ui import places
from studio.ui.opening import Opening, chosen_folder, open_folder

PROJECT = "project"
SCENE = "scene"
THREAD = "thread"
TRACE = "trace"


def opening() -> Opening:
    """The studio of this server, opened once a process; tried again after a fault."""
    return _opened(str(chosen_folder()))


def studio() -> Studio:
    """The open studio. Raises NotFound when there is none; the shell shows why before that."""
    opened = opening().studio
    if opened is None:
        raise NotFound("open data folder at", str(opening().folder))
    return opened


def project() -> Project | None:
    """The selected project, else the newest one; None while there is none."""
    store = studio().store.projects
    named = st.query_params.get(PROJECT) or _project_of_thread()
    wanted = named or st.session_state.get(PROJECT)
    try:
        chosen = store.get(ProjectId(wanted)) if wanted else None
    except NotFound:
        chosen = None
    if chosen is None:
        chosen = next(iter(store.list()), None)
    _remember(chosen.id if chosen else None)
    return chosen


def project_id() -> ProjectId | None:
    """The id of the selected project."""
    chosen = project()
    return chosen.id if chosen else None


def trace() -> TraceId | None:
    """The trace that the address asks for."""
    wanted = st.query_params.get(TRACE)
    return TraceId(wanted) if wanted else None


def select_project(project_id: ProjectId | None) -> None:
    """Make this the project of the pages, with no scene selected."""
    _remember(project_id)
    select_scene(None)
    select_thread(None)


def scene_id() -> SceneId | None:
    """The selected scene; it may have been deleted meanwhile."""
    wanted = st.query_params.get(SCENE) or st.session_state.get(SCENE)
    return SceneId(wanted) if wanted else None


def select_scene(chosen: SceneId | None) -> None:
    """Make this the scene in the inspector."""
    _select(SCENE, chosen)


def thread(chosen: Project) -> Thread:
    """The selected conversation of a project, else the one spoken in last; begun if need be."""
    known = studio().store.talks.threads(chosen.id)
    wanted = st.query_params.get(THREAD) or st.session_state.get(THREAD)
    found = next((one for one in known if one.id == wanted), known[0] if known else None)
    found = found or open_thread(studio(), chosen.id)
    select_thread(found.id)
    return found


def select_thread(chosen: ThreadId | None) -> None:
    """Make this the conversation of the Chat page."""
    _select(THREAD, chosen)


def go(page: str, project_id: ProjectId | None = None) -> NoReturn:
    """Open another page, on another project if one is named. Not for callbacks."""
    if project_id is not None:
        select_project(project_id)
    chosen = st.session_state.get(PROJECT)
    st.switch_page(places.page(page), query_params={PROJECT: chosen} if chosen else None)


def address(path: str) -> str:
    """The absolute address of a path of this server, as the browser reaches it."""
    parts = urlsplit(st.context.url or "http://127.0.0.1:8501")
    return f"{parts.scheme}://{parts.netloc}{quote(path, safe='/?&=%-._~:')}"


def _project_of_thread() -> ProjectId | None:
    """The project of the conversation that the address names, for a link to it alone."""
    wanted = st.query_params.get(THREAD)
    try:
        return studio().store.chats.thread(ThreadId(wanted)).project if wanted else None
    except NotFound:
        return None


def _remember(project_id: ProjectId | None) -> None:
    _select(PROJECT, project_id)


def _select(name: str, chosen: str | None) -> None:
    """The address first: it is asked first, so a run cut short in between has selected it."""
    if not chosen:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != chosen:
        st.query_params[name] = chosen
    st.session_state[name] = chosen


def _is_open(opened: Opening) -> bool:
    return opened.is_open


@st.cache_resource(show_spinner=False, validate=_is_open, on_release=Opening.close)
def _opened(folder: str) -> Opening:
    from pathlib import Path

    return open_folder(Path(folder))
