"""The form of a new film."""

from __future__ import annotations

import streamlit as st

from studio.domain.format import Aspect
from studio.domain.project import Voice
from studio.studio import Studio
from studio.ui.begun import begin_once
from studio.ui.choices import LENGTHS, SHAPES, length_name, moods, shape_name, voice_names
from studio.ui.newfilm import Wish
from studio.ui.phrases import titled
from studio.ui.sample import TITLE, sample_text
from studio.ui.uploads import FILM_ENDINGS, PICTURE_ENDINGS, TEXT_ENDINGS

_EXAMPLE = (
    "A 45-second film on why the sea is salty, for curious children.\n"
    "Or paste your notes, an article or a whole script; Markdown is welcome.\n"
    "Or a web address: https://…"
)
_BY_LANGUAGE = "In the language of the text"
_BY_TEXT = "As the text feels"


def new_film_form(studio: Studio, *, with_sample: bool) -> None:
    """Ask what the film is about; on submit, begin it and go to the director."""
    with st.form("new-film-form", border=False, enter_to_submit=False):
        wish = _asked(studio)
        with st.container(horizontal=True, vertical_alignment="center"):
            is_go = st.form_submit_button(
                "Make this film", type="primary", icon=":material/play_arrow:"
            )
            is_sample = with_sample and st.form_submit_button(
                f"Try the sample: {TITLE}", icon=":material/rocket_launch:"
            )
    if is_sample:
        begin_once(
            studio, Wish(text=sample_text(), title=TITLE, aspect=wish.aspect, mood="hopeful")
        )
    elif is_go:
        begin_once(studio, wish)


def _asked(studio: Studio) -> Wish:
    """The fields, and what stands in them."""
    text = st.text_area("Your idea, or your text", placeholder=_EXAMPLE, height=150)
    uploads = st.file_uploader(
        "Files to use (optional): a text, PDF or Word document, pictures and films",
        type=[*TEXT_ENDINGS, *PICTURE_ENDINGS, *FILM_ENDINGS],
        accept_multiple_files=True,
    )
    shape, length, voice, music = st.columns([4, 2, 3, 2], gap="small")
    aspect = shape.segmented_control(
        "Shape", SHAPES, default=Aspect.WIDE, format_func=shape_name, required=True
    )
    length_s = length.selectbox("Length", LENGTHS, format_func=length_name)
    voices = voice_names(studio)
    name = voice.selectbox(
        "Voice", ["", *voices], format_func=lambda key: voices.get(key, _BY_LANGUAGE)
    )
    mood = music.selectbox(
        "Music", ["", *moods(studio)], format_func=lambda key: titled(key) or _BY_TEXT
    )
    return Wish(
        text=text,
        uploads=tuple(uploads or ()),
        length_s=length_s,
        aspect=aspect or Aspect.WIDE,
        voice=Voice(voice=name) if name else Voice(),
        mood=mood or "",
    )
