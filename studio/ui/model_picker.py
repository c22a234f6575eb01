"""Who directs this film: a compact choice that says what each can do, costs and needs."""

from __future__ import annotations

import streamlit as st

from studio.actions.models import choose_model
from studio.domain.ids import ProjectId
from studio.domain.project import Project
from studio.llm.models import Model
from studio.llm.readiness import Readiness, readiness
from studio.llm.wording import abilities, context_words, price_words
from studio.studio import Studio
from studio.ui import session
from studio.ui.boundary import told_kindly
from studio.ui.held import held
from studio.ui.phrases import plain


def model_picker(studio: Studio, project: Project, *, place: str = "picker") -> None:
    """A select box with every model, those that can be asked first, and a line about the choice.

    `place` keeps several pickers on one page apart. The choice is remembered by the film.
    """
    states = {m.name: (m, readiness(m, studio.keys)) for m in studio.models.all()}
    names = sorted(states, key=lambda name: not states[name][1].is_ready)
    known = project.director in states
    key = f"{place}:{project.id}:{project.director}"
    st.selectbox(
        "Director",
        names if known else [project.director, *names],
        index=names.index(project.director) if known else 0,
        format_func=lambda name: _label(name, states.get(name)),
        key=key,
        on_change=_choose,
        args=(project.id, key),
        help="Who plans this film and answers you. The film remembers it.",
    )
    if not known:
        st.caption(
            f":orange[:material/warning:] {plain(project.director)} is not there any more. "
            "Choose another, or start the server it runs on."
        )
        return
    model, state = states[project.director]
    st.caption(about(model))
    if not state.is_ready:
        st.caption(f":orange[:material/key:] {plain(state.missing)}. {plain(state.remedy)}")


def model_name(studio: Studio, name: str) -> str:
    """A model's title; its own name where it is not there any more. Looks for no server."""
    return next((model.title for model in studio.models.all() if model.name == name), name)


def about(model: Model) -> str:
    """Provider, abilities, room and price in a line of Markdown."""
    room = context_words(model)
    price = price_words(model)
    parts = [
        model.provider,
        ", ".join(abilities(model)),
        f"holds {room} tokens" if room else "",
        price if model.is_free or not model.is_priced else f"{price} a million tokens in / out",
        f"offered until {model.retires:%d %B %Y}" if model.retires else "",
    ]
    return plain(" · ".join(part for part in parts if part))


def _label(name: str, known: tuple[Model, Readiness] | None) -> str:
    """Short enough for a narrow place: the price, or that something is missing."""
    if known is None:
        return f"{name} (not there)"
    model, state = known
    return f"{model.title} ({price_words(model) if state.is_ready else state.lacks})"


def _choose(project_id: ProjectId, key: str) -> None:
    with told_kindly():
        choose_model(session.studio(), project_id, str(held(key)))
