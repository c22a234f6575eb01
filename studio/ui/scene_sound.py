"""What is heard with a scene beside its voice: the sound of its join, and of its footage."""

from __future__ import annotations

import streamlit as st

from studio.domain.plan import Plan
from studio.domain.scene import Footage
from studio.ui import scene_edits as edits
from studio.ui.choices import effect_names
from studio.ui.held import held
from studio.ui.seen import Seen, store_change

_SILENT, _MIDDLE, _LOUDEST = -40.0, -18.0, 0.0


def scene_sound(seen: Seen, plan: Plan) -> None:
    """The sound of the way into the scene, and the level of its footage's own."""
    if plan.index(seen.scene.id) > 0:
        _effect(seen)
    if isinstance(seen.scene.visual, Footage):
        _own(seen, seen.scene.visual)


def _effect(seen: Seen) -> None:
    names = {"": "None", **effect_names()}
    known = seen.scene.transition.sound
    key = seen.key("effect")
    st.selectbox(
        "Sound with it",
        list(names),
        index=list(names).index(known) if known in names else 0,
        format_func=lambda name: names[name],
        key=key,
        on_change=_sounded,
        args=(seen, key),
    )


def _own(seen: Seen, footage: Footage) -> None:
    key = seen.key("own-sound")
    st.toggle(
        "Its own sound", footage.level_db is not None, key=key, on_change=_heard, args=(seen, key)
    )
    if footage.level_db is None:
        return
    key = seen.key("own-level")
    st.slider(
        "Level of its own sound",
        _SILENT,
        _LOUDEST,
        max(_SILENT, footage.level_db),
        step=1.0,
        format="%d dB",
        key=key,
        help="Below the voice; where somebody speaks it goes lower by itself.",
        on_change=_levelled,
        args=(seen, key),
    )


def _sounded(seen: Seen, key: str) -> None:
    store_change(seen, edits.with_effect(seen.scene, str(held(key) or "")))


def _heard(seen: Seen, key: str) -> None:
    level = _MIDDLE if held(key) else None
    store_change(seen, edits.with_own_sound(seen.scene, level))


def _levelled(seen: Seen, key: str) -> None:
    store_change(seen, edits.with_own_sound(seen.scene, float(held(key))))
