"""Who recurs in the film: a small panel to see, add and change figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from studio.actions.characters import (
    create_character,
    remove_character,
    show_character,
    update_character,
)
from studio.actions.plans import latest_plan
from studio.domain.character import Character
from studio.domain.errors import EmptyInput
from studio.domain.ids import CharacterId, ProjectId, SceneId
from studio.domain.plan import Plan
from studio.domain.project import Project, Voice
from studio.studio import Studio
from studio.ui import session
from studio.ui.boundary import notify, told_kindly
from studio.ui.held import held
from studio.ui.phrases import count, first_words, plain
from studio.ui.redraft import redraft
from studio.ui.voice_settings import language_of

FILM_VOICE = ""
"""The choice for a figure that speaks with the film's voice."""


@st.fragment(key="characters")
def characters_panel(project_id: ProjectId) -> None:
    """Every figure in a line, its form behind it, and a way to add one."""
    studio = session.studio()
    project = studio.store.projects.get(project_id)
    plan = latest_plan(studio, project_id)
    known = studio.store.characters.list(project_id)
    with st.container(border=True, key="characters-box"):
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            st.markdown("**Characters**", anchors=False, width="stretch")
            with st.popover("Add", icon=":material/person_add:", type="tertiary"):
                _form(studio, project, plan, None)
        if not known:
            st.caption("Who appears again and again looks and sounds the same in every scene.")
        for character in known:
            _line(studio, project, plan, character)


def _line(studio: Studio, project: Project, plan: Plan, character: Character) -> None:
    places = appears(plan, character)
    where = count(len(places), "scene") if places else "no scene yet"
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="xsmall"):
        told = plain(first_words(character.role or character.look or "no description yet", 60))
        st.markdown(
            f"**{plain(character.title)}** :gray[:small[{told} · {where}]]",
            anchors=False,
            width="stretch",
        )
        with st.popover("Edit", type="tertiary", key=f"character-{character.id}"):
            _form(studio, project, plan, character)


def _form(studio: Studio, project: Project, plan: Plan, character: Character | None) -> None:
    """The fields of a figure; with None those of a new one."""
    own = character.id if character else "new"
    held = character or Character(id=CharacterId(""), title="?")
    keys = {name: f"character-{own}-{name}" for name in ("title", "role", "look", "personality")}
    with st.form(f"character-form-{own}", border=False, clear_on_submit=character is None):
        st.text_input("Name", character.title if character else "", key=keys["title"])
        st.text_input("Role", held.role, key=keys["role"], placeholder="the lighthouse keeper")
        st.text_area(
            "Look", held.look, key=keys["look"], placeholder="grey coat, silver plait, brass lamp"
        )
        st.text_input("Personality", held.personality, key=keys["personality"])
        voices = _voices(studio, project)
        voice = held.voice.voice if held.voice else FILM_VOICE
        keys["voice"] = f"character-{own}-voice"
        st.selectbox(
            "Voice",
            list(voices),
            list(voices).index(voice) if voice in voices else 0,
            format_func=lambda name: voices.get(name, name),
            key=keys["voice"],
        )
        if character:
            keys["scenes"] = f"character-{own}-scenes"
            _scenes(plan, character, keys["scenes"])
        st.form_submit_button(
            "Save" if character else "Add",
            type="primary",
            on_click=_save,
            args=(project.id, character.id if character else None, keys),
        )
    if character:
        st.button(
            "Remove from the film",
            key=f"character-{own}-remove",
            icon=":material/delete:",
            type="tertiary",
            on_click=_remove,
            args=(project.id, character),
        )


def _scenes(plan: Plan, character: Character, key: str) -> None:
    titles = {s.id: f"{n}. {first_words(s.title, 30)}" for n, s in enumerate(plan.scenes, 1)}
    st.multiselect(
        "Appears in",
        list(titles),
        [s.id for s in plan.scenes if character.id in s.characters],
        format_func=lambda scene_id: titles.get(scene_id, scene_id),
        key=key,
    )


def appears(plan: Plan, character: Character) -> list[int]:
    """The places, from 1, of the scenes a figure appears in."""
    return [n for n, s in enumerate(plan.scenes, 1) if character.id in s.characters]


def _voices(studio: Studio, project: Project) -> dict[str, str]:
    """The voices of the film's language by name, its own first."""
    cards = studio.providers.speech(project.voice.provider).voices()
    spoken = next((language_of(c) for c in cards if c.name == project.voice.voice), "")
    own = {card.name: card.title for card in cards if language_of(card) == spoken}
    return {FILM_VOICE: "The film's voice", **own}


def _save(project_id: ProjectId, character_id: CharacterId | None, keys: Mapping[str, str]) -> None:
    studio = session.studio()
    given = {name: held(key) for name, key in keys.items()}
    scenes = [SceneId(scene) for scene in given.pop("scenes", None) or ()]
    fields = _fields(studio.store.projects.get(project_id), given)
    with told_kindly():
        if not fields["title"]:
            raise EmptyInput("The character's name")
        if character_id is None:
            made = create_character(studio, project_id, fields.pop("title"), **fields)
            told = f"{made.title} is in the film."
        else:
            changed = update_character(studio, project_id, character_id, **fields)
            show_character(studio, project_id, character_id, scenes)
            told = f"{changed.title} is changed."
        redraft(project_id)
        notify(told)


def _fields(project: Project, given: Mapping[str, Any]) -> dict[str, Any]:
    name = str(given.get("voice") or FILM_VOICE)
    voice: Voice | None = project.voice.model_copy(update={"voice": name}) if name else None
    texts = {k: str(v or "").strip() for k, v in given.items() if k != "voice"}
    return {**texts, "voice": voice}


def _remove(project_id: ProjectId, character: Character) -> None:
    with told_kindly():
        remove_character(session.studio(), project_id, character.id)
        redraft(project_id)
        notify(f"{character.title} is out of the film.", icon=":material/delete:")
