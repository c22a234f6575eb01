"""The music under a film: mood, another piece of it, how loud; to be heard first."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from studio.actions.projects import set_loudness, set_score
from studio.domain.ids import ProjectId
from studio.domain.project import Loudness, Project, Score
from studio.studio import Studio
from studio.ui import session
from studio.ui.boundary import told_kindly
from studio.ui.choices import moods
from studio.ui.held import held
from studio.ui.music_makers import music_makers
from studio.ui.phrases import titled

_LOUDNESS = {
    Loudness.WEB: "Web, −14 LUFS",
    Loudness.PODCAST: "Podcast, −16 LUFS",
    Loudness.BROADCAST: "Broadcast, −23 LUFS",
}


def music_settings(studio: Studio, project: Project) -> None:
    """On or off, mood, piece, level, and a sample."""
    score = project.score
    with st.container(border=True, key="set-music"):
        st.markdown("**Sound**", anchors=False)
        loudness_setting(project)
        key = f"music:{score.is_on}"
        st.toggle("Music", score.is_on, key=key, on_change=_switch, args=(project.id, key))
        if not score.is_on:
            return
        _mood(studio, project, score)
        _level(project, score)
        with st.container(horizontal=True):
            is_heard = st.button("Hear it", key="hear-music", icon=":material/volume_up:")
            st.button(
                "Another piece",
                key="other-piece",
                icon=":material/shuffle:",
                on_click=change,
                args=(project.id,),
                kwargs={"seed": score.seed + 1},
                help=f"The same mood, composed anew. This is piece {score.seed}.",
            )
        if is_heard:
            st.audio(session.address(sample_path(score)), autoplay=True)
        music_makers(studio, project)


def loudness_setting(project: Project) -> None:
    """How loud the film is as a whole."""
    key = f"loudness:{project.loudness}"
    st.selectbox(
        "Loudness",
        list(_LOUDNESS),
        index=list(_LOUDNESS).index(project.loudness),
        format_func=lambda choice: _LOUDNESS[choice],
        key=key,
        help="Of the whole film, as the place it is made for asks. True peaks stay below −1 dB.",
        on_change=_loud,
        args=(project.id, key),
    )


def sample_path(score: Score) -> str:
    """Where this piece is served."""
    asked = {"provider": score.provider, "mood": score.mood, "seed": score.seed}
    return f"/auditions/music.wav?{urlencode(asked)}"


def change(project_id: ProjectId, **fields: object) -> None:
    """Save other settings of the music."""
    with told_kindly():
        score = session.studio().store.projects.get(project_id).score
        changed = Score.model_validate({**dict(score), **fields})
        set_score(session.studio(), project_id, changed)


def _mood(studio: Studio, project: Project, score: Score) -> None:
    names = moods(studio, score.provider)
    key = f"mood:{score.mood}"
    st.selectbox(
        "Mood",
        names,
        index=names.index(score.mood) if score.mood in names else None,
        format_func=titled,
        key=key,
        on_change=_feel,
        args=(project.id, key),
    )


def _level(project: Project, score: Score) -> None:
    key = f"level:{score.level_db}"
    st.slider(
        "Level",
        -40.0,
        0.0,
        max(-40.0, score.level_db),
        step=1.0,
        format="%d dB",
        key=key,
        on_change=_turn,
        args=(project.id, key),
    )


def _switch(project_id: ProjectId, key: str) -> None:
    change(project_id, is_on=bool(held(key)))


def _feel(project_id: ProjectId, key: str) -> None:
    if held(key):
        change(project_id, mood=str(held(key)))


def _turn(project_id: ProjectId, key: str) -> None:
    change(project_id, level_db=float(held(key)))


def _loud(project_id: ProjectId, key: str) -> None:
    with told_kindly():
        set_loudness(session.studio(), project_id, Loudness(held(key)))
