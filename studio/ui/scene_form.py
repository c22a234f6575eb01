"""What can be changed on a scene. Each field saves itself when it is left."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from studio.domain.plan import Plan
from studio.domain.project import Project
from studio.domain.scene import Graphic, Scene
from studio.studio import Studio
from studio.ui import scene_edits as edits
from studio.ui.choices import (
    transition_label,
    transition_names,
    transition_seconds,
    words_used,
)
from studio.ui.held import held
from studio.ui.look_form import look_form
from studio.ui.scene_sound import scene_sound
from studio.ui.scene_verbs import rewrite
from studio.ui.seen import Seen, store_change, unsaved_words
from studio.ui.views import SceneCard
from studio.ui.word_lines import lines_of

Change = Callable[[Scene, str], Scene]
_FIELDS = {
    "headline": "Headline",
    "detail": "Detail",
    "points": "Points, one a line",
    "number": "Number",
    "unit": "Unit",
    "quotation": "Quotation",
    "source": "Source",
    "items": "Items, one a line: label: value | detail",
    "table": "Table, one row a line: cell | cell",
    "code": "Code",
    "language": "Language",
    "url": "Address",
}
_LONG_FIELDS = {
    "points": 110,
    "quotation": 80,
    "detail": 80,
    "items": 140,
    "table": 140,
    "code": 180,
}


def scene_form(studio: Studio, project: Project, plan: Plan, card: SceneCard) -> None:
    """Narration, look, words on screen, length, transition, and another go by the director."""
    seen = Seen(project.id, card.scene, plan.number)
    unsaved_words(seen)
    _text("Narration", seen, "narration", card.scene.narration, edits.with_narration, 110)
    look_form(studio, project, seen)
    _words(seen)
    _timing(seen, plan)
    scene_sound(seen, plan)
    with st.expander("Title and description"):
        _text("Title", seen, "title", card.scene.title, edits.with_title)
        about = card.scene.visual.description
        _text("What is seen", seen, "description", about, edits.with_description, 80)
    _guidance(seen)


def changed_text(seen: Seen, key: str, change: Change) -> None:
    """A text field was left: save what stands in it."""
    words = str(held(key) or "")
    store_change(seen, change(seen.scene, words), words)


def _text(label: str, seen: Seen, field: str, value: str, change: Change, height: int = 0) -> None:
    key = seen.key(field)
    saved = (seen, key, change)
    if height:
        st.text_area(label, value, key=key, height=height, on_change=changed_text, args=saved)
    else:
        st.text_input(label, value, key=key, on_change=changed_text, args=saved)


def _words(seen: Seen) -> None:
    """The words on screen that the template shows."""
    look = seen.scene.visual
    used = words_used(look.template) if isinstance(look, Graphic) else frozenset({"headline"})
    if "code" in used:
        used |= {"language"}
    shown = [field for field in _FIELDS if field in used]
    if not shown:
        return
    with st.expander("Words on screen", expanded=False):
        for field in shown:
            text = lines_of(look.words, field)
            _text(_FIELDS[field], seen, field, text, _to_words(field), _LONG_FIELDS.get(field, 0))


def _to_words(field: str) -> Change:
    return lambda scene, text: edits.with_words(scene, field, text)


def _timing(seen: Seen, plan: Plan) -> None:
    scene = seen.scene
    length, way = st.columns(2, gap="small")
    key = seen.key("seconds")
    length.number_input(
        "Seconds",
        min_value=edits.LEAST_S,
        max_value=edits.MOST_S,
        value=min(edits.MOST_S, max(edits.LEAST_S, plan.rate.seconds(scene.frames))),
        step=0.5,
        format="%.1f",
        key=key,
        help="A scene lasts longer by itself where its speech needs it.",
        on_change=_lasting,
        args=(seen, key, plan),
    )
    with way:
        _entrance(seen, plan)


def _entrance(seen: Seen, plan: Plan) -> None:
    """The transition; the one the scene has with its own length, the others as they propose."""
    asked = seen.scene.transition
    lasting = plan.rate.seconds(asked.frames)
    names = list(transition_names())
    key = seen.key("transition")
    st.selectbox(
        "Transition into it",
        names,
        index=names.index(asked.kind) if asked.kind in names else 0,
        format_func=lambda kind: transition_label(
            kind, lasting if kind == asked.kind else transition_seconds(kind)
        ),
        key=key,
        on_change=_entered,
        args=(seen, key, plan),
    )
    if asked.kind != "cut":
        _entrance_length(seen, plan, lasting)


def _entrance_length(seen: Seen, plan: Plan, lasting: float) -> None:
    key = seen.key("transition-seconds")
    st.number_input(
        "Transition seconds",
        min_value=edits.LEAST_JOIN_S,
        max_value=edits.MOST_JOIN_S,
        value=min(edits.MOST_JOIN_S, max(edits.LEAST_JOIN_S, lasting)),
        step=0.1,
        format="%.1f",
        key=key,
        help="At most half of the shorter scene beside it.",
        on_change=_entering,
        args=(seen, key, plan),
    )


def _lasting(seen: Seen, key: str, plan: Plan) -> None:
    store_change(seen, edits.with_seconds(seen.scene, float(held(key)), plan.rate))


def _entered(seen: Seen, key: str, plan: Plan) -> None:
    kind = str(held(key))
    seconds = transition_seconds(kind)
    store_change(seen, edits.with_transition(seen.scene, kind, seconds, plan.rate))


def _entering(seen: Seen, key: str, plan: Plan) -> None:
    kind, seconds = seen.scene.transition.kind, float(held(key))
    store_change(seen, edits.with_transition(seen.scene, kind, seconds, plan.rate))


def _guidance(seen: Seen) -> None:
    key = f"guidance:{seen.scene.id}"
    st.text_input(
        "Guidance for the director", key=key, placeholder="shorter, calmer, begin with the number"
    )
    st.button(
        "Regenerate",
        key=f"rewrite-{seen.scene.id}",
        icon=":material/refresh:",
        on_click=_rewrite,
        args=(seen, key),
        help="He writes this scene anew; the version before is kept.",
    )


def _rewrite(seen: Seen, key: str) -> None:
    rewrite(seen.project, seen.scene.id, str(held(key) or ""))
    st.session_state[key] = ""
