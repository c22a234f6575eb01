"""The gallery: a card for every film."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from studio.actions.projects import remove_project, rename_project
from studio.domain.ids import ProjectId
from studio.domain.project import Project
from studio.ui import session
from studio.ui.boundary import notify, told_kindly
from studio.ui.held import held
from studio.ui.phrases import ago, clock, count, plain
from studio.ui.views import ProjectCard

_NEW = "is-beginning"


def heading(cards: Sequence[ProjectCard]) -> bool:
    """The title and the way to a new film; True while one is being begun."""
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
    ):
        st.markdown(
            f"### Your films &ensp; :gray[:small[{count(len(cards), 'film')}]]", anchors=False
        )
        is_open = bool(st.session_state.get(_NEW))
        st.button(
            "Close" if is_open else "New film",
            key="new-film-button",
            icon=":material/close:" if is_open else ":material/add:",
            type="secondary" if is_open else "primary",
            on_click=_set_open,
            args=(not is_open,),
        )
    return is_open


def close_form() -> None:
    """Fold the form of a new film away."""
    st.session_state[_NEW] = False


def gallery(cards: Sequence[ProjectCard]) -> None:
    """All films, newest first."""
    with st.grid(4, min_column_width=250, gap="small", key="gallery"):
        for card in cards:
            _card(card)


def _card(card: ProjectCard) -> None:
    project = card.project
    with st.container(border=True, key=f"film-{project.id}", gap="xsmall"):
        if card.picture:
            st.image(session.address(card.picture), width="stretch", alt="")
        else:
            st.markdown(":gray[:material/movie: No scenes yet]", width="stretch")
        st.markdown(f"**{plain(project.title)}**", anchors=False)
        st.caption(_facts(card))
        with st.container(horizontal=True, horizontal_alignment="distribute"):
            if st.button(
                "Open", key=f"open-{project.id}", type="tertiary", icon=":material/arrow_forward:"
            ):
                session.go("scenes" if card.scenes else "chat", project.id)
            chosen = st.menu_button(
                "More",
                ("Rename", "Delete"),
                key=f"more-{project.id}",
                type="tertiary",
            )
    if chosen == "Rename":
        _rename(project)
    elif chosen == "Delete":
        _delete(project)


def _facts(card: ProjectCard) -> str:
    if not card.scenes:
        work = "being planned" if card.open_jobs else "no scenes yet"
        return f"{work} · {ago(card.project.created_at)}"
    greenlit = (
        ":green[all approved]"
        if card.approved == card.scenes
        else f"{card.approved} of {card.scenes} approved"
    )
    return (
        f"{clock(card.seconds)} · {card.project.format.aspect.value} · {greenlit}  \n"
        f"{ago(card.project.created_at)}"
    )


@st.dialog("Rename film")
def _rename(project: Project) -> None:
    key = f"title-{project.id}"
    st.text_input("Title", project.title, max_chars=200, key=key)
    st.button("Save", type="primary", key="rename-save", on_click=rename, args=(project.id, key))


@st.dialog("Delete this film?", icon=":material/delete:")
def _delete(project: Project) -> None:
    st.markdown(
        f"**{plain(project.title)}** goes for good: its scenes, drafts and finished films, "
        "from the list and from the disk."
    )
    with st.container(horizontal=True):
        st.button(
            "Delete film",
            type="primary",
            key="delete-yes",
            on_click=delete_film,
            args=(project.id, project.title),
        )
        if st.button("Keep it", key="delete-no"):
            st.rerun()


def rename(project_id: ProjectId, key: str) -> None:
    """Give a film the title that stands in the field, and close the dialog."""
    with told_kindly():
        rename_project(session.studio(), project_id, str(held(key)))
    st.rerun()


def delete_film(project_id: ProjectId, title: str) -> None:
    """Remove a film, leave the selection without it, and close the dialog."""
    with told_kindly():
        remove_project(session.studio(), project_id)
        notify(f"“{title}” was deleted.", icon=":material/delete:")
    if held(session.PROJECT) == project_id:
        session.select_project(None)
    st.rerun()


def _set_open(is_open: bool) -> None:
    st.session_state[_NEW] = is_open
