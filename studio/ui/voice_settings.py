"""Who speaks, in which language, how fast; to be heard before it is chosen."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import streamlit as st

from studio.actions.projects import set_voice
from studio.domain.ids import ProjectId
from studio.domain.project import Project, Voice
from studio.providers.interface import VoiceCard
from studio.studio import Studio
from studio.ui import session
from studio.ui.boundary import told_kindly
from studio.ui.held import held
from studio.ui.redraft import redraft

_LINE = "This is how your film will sound. Eight days, three people, one small step."


def voice_settings(studio: Studio, project: Project) -> None:
    """Language, voice, pace, and a sample."""
    voice = project.voice
    cards = studio.providers.speech(voice.provider).voices()
    languages = list(dict.fromkeys(language_of(card) for card in cards))
    spoken = next((language_of(c) for c in cards if c.name == voice.voice), languages[0])
    with st.container(border=True, key="set-voice"):
        st.markdown("**Voice**", anchors=False)
        chosen = st.selectbox(
            "Language", languages, languages.index(spoken), key=f"language:{voice.voice}"
        )
        shown = [card for card in cards if language_of(card) == chosen]
        _voice(project, voice, shown)
        _pace(project, voice)
        _fit(project, voice)
        if st.button("Hear it", key="hear-voice", icon=":material/volume_up:"):
            st.audio(session.address(sample_path(voice)), autoplay=True)


def language_of(card: VoiceCard) -> str:
    """The language of a voice as people call it: "English" of "English (America), calm"."""
    return re.split(r"[(,]", card.title)[0].strip()


def sample_path(voice: Voice) -> str:
    """Where a sentence in this voice is served."""
    asked = {
        "provider": voice.provider,
        "voice": voice.voice,
        "pace": f"{voice.pace:.2f}",
        "text": _LINE,
    }
    return f"/auditions/voice.wav?{urlencode(asked)}"


def _voice(project: Project, voice: Voice, shown: list[VoiceCard]) -> None:
    titles = {card.name: card.title for card in shown}
    names = list(titles)
    key = f"voice:{voice.voice}:{names[0]}"
    st.selectbox(
        "Voice",
        names,
        index=names.index(voice.voice) if voice.voice in names else None,
        format_func=lambda name: titles.get(name, name),
        key=key,
        placeholder="Choose a voice",
        on_change=_speak,
        args=(project.id, key),
    )


def _pace(project: Project, voice: Voice) -> None:
    key = f"pace:{voice.pace}"
    st.slider(
        "Pace",
        0.6,
        1.6,
        min(1.6, max(0.6, voice.pace)),
        step=0.05,
        format="%.2f×",
        key=key,
        on_change=_hurry,
        args=(project.id, key),
    )


def _fit(project: Project, voice: Voice) -> None:
    key = f"fits:{voice.fits_scene}"
    st.toggle(
        "Hurry to fit the scene",
        voice.fits_scene,
        key=key,
        help="Where the words are too long for a scene, they are spoken up to 12 % shorter, at "
        "the same pitch. What is still missing lengthens the scene; nothing is ever cut.",
        on_change=_fitted,
        args=(project.id, key),
    )


def _fitted(project_id: ProjectId, key: str) -> None:
    _change(project_id, fits_scene=bool(held(key)))


def _speak(project_id: ProjectId, key: str) -> None:
    if held(key):
        _change(project_id, voice=str(held(key)))


def _hurry(project_id: ProjectId, key: str) -> None:
    _change(project_id, pace=float(held(key)))


def _change(project_id: ProjectId, **fields: object) -> None:
    with told_kindly():
        voice = session.studio().store.projects.get(project_id).voice
        changed = Voice.model_validate({**dict(voice), **fields})
        set_voice(session.studio(), project_id, changed)
        redraft(project_id)
