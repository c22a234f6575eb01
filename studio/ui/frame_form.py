"""How a scene's picture or film fills the frame, how it plays, and the look of this scene."""

from __future__ import annotations

from typing import Any

import streamlit as st

from studio.compose.looks import LOOKS
from studio.domain.asset import Asset
from studio.domain.ids import AssetId
from studio.domain.look import Grade
from studio.domain.scene import Camera, Ending, Fit, Footage, Glide, Still
from studio.ui import scene_edits as edits
from studio.ui import session
from studio.ui.held import held
from studio.ui.phrases import titled, told_apart
from studio.ui.seen import Seen, store_change

FITS = {
    Fit.AUTO: "As it suits",
    Fit.FILL: "Fill the frame",
    Fit.BLUR: "Whole, over its blur",
    Fit.BRAND: "Whole, over your colour",
    Fit.INSET: "Small, over your colour",
}
_GLIDES = {
    Glide.SOFT: "Softly",
    Glide.EVEN: "Evenly",
    Glide.SLOW_START: "Slow start",
    Glide.SLOW_END: "Slow end",
}
_ENDINGS = {
    Ending.LOOP: "Start again",
    Ending.PING_PONG: "Back and forth",
    Ending.HOLD: "Hold its end",
    Ending.FIT: "Fit by speed",
}
_AS_THE_FILM = "as the film"


def still_options(seen: Seen, look: Still) -> None:
    """How a picture is fitted, and how its camera starts and stops."""
    left, right = st.columns(2, gap="small")
    with left:
        _option(seen, "fit", "Fit", FITS, look.fit)
    with right:
        is_held = look.camera is Camera.HOLD
        _option(seen, "glide", "It moves", _GLIDES, look.glide, disabled=is_held)


def film_form(seen: Seen, films: tuple[Asset, ...]) -> None:
    """Which film a scene shows, from where to where, how fast, and what it does at its end."""
    titles = told_apart({asset.id: asset.title for asset in films})
    look = seen.scene.visual
    ids, key = list(titles), seen.key("film")
    current = look.film if isinstance(look, Footage) else None
    st.selectbox(
        "Film",
        ids,
        index=ids.index(current) if current in ids else None,
        format_func=lambda asset_id: titles.get(asset_id, "…"),
        key=key,
        placeholder="Choose a film",
        on_change=_filmed,
        args=(seen, key),
    )
    if not isinstance(look, Footage):
        return
    left, right = st.columns(2, gap="small")
    with left:
        _option(seen, "ending", "When it ends", _ENDINGS, look.ends)
        _number(seen, "start_s", "From, in s", look.start_s, 0.0, 36_000.0)
    with right:
        _option(seen, "fit", "Fit", FITS, look.fit)
        _number(seen, "end_s", "To, in s (0: its end)", look.end_s, 0.0, 36_000.0)
    if look.ends is not Ending.FIT:
        _number(seen, "speed", "Speed", look.speed, 0.1, 10.0)


def scene_look(seen: Seen) -> None:
    """A look for this scene alone."""
    grade, key = seen.scene.grade, seen.key("grade")
    names = [_AS_THE_FILM, *LOOKS]
    current = _AS_THE_FILM if grade is None else grade.name
    st.selectbox(
        "Look",
        names,
        index=names.index(current) if current in names else 0,
        format_func=titled,
        key=key,
        on_change=_graded,
        args=(seen, key),
    )


def _option(
    seen: Seen, field: str, label: str, titles: dict[Any, str], current: Any, **more: Any
) -> None:
    key = seen.key(field)
    options = list(titles)
    st.selectbox(
        label,
        options,
        index=options.index(current) if current in options else None,
        format_func=lambda option: titles[option],
        key=key,
        on_change=_changed,
        args=(seen, field, key),
        **more,
    )


def _number(seen: Seen, field: str, label: str, value: float, least: float, most: float) -> None:
    key = seen.key(field)
    st.number_input(
        label, least, most, value, 0.1, key=key, on_change=_changed, args=(seen, field, key)
    )


def _changed(seen: Seen, field: str, key: str) -> None:
    value = held(key)
    if value is not None:
        store_change(seen, edits.with_picture_option(seen.scene, **{field: value}))


def _filmed(seen: Seen, key: str) -> None:
    if held(key):
        film = session.studio().store.assets.get(AssetId(held(key)), seen.project)
        store_change(seen, edits.with_film(seen.scene, film))


def _graded(seen: Seen, key: str) -> None:
    name = str(held(key))
    known = seen.scene.grade or Grade()
    grade = None if name == _AS_THE_FILM else known.model_copy(update={"name": name})
    store_change(seen, edits.with_grade(seen.scene, grade))
