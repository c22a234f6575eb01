"""The inspector: one scene to watch, to change, to talk about, to greenlight."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.elements.lib.mutable_tab_container import TabContainer

from studio.actions.plans import latest_plan
from studio.domain.errors import NotFound
from studio.domain.ids import ProjectId
from studio.domain.job import Fault
from studio.domain.plan import Plan
from studio.domain.project import Project
from studio.domain.scene import Scene
from studio.studio import Studio
from studio.ui import session
from studio.ui.badges import badge
from studio.ui.boundary import show_fault, show_notices
from studio.ui.comments import comments
from studio.ui.components.player import player
from studio.ui.components.pulse import progress
from studio.ui.held import held
from studio.ui.history import history
from studio.ui.makers import makers
from studio.ui.phrases import plain
from studio.ui.scene_form import scene_form
from studio.ui.scene_verbs import approve, draft_again, withdraw
from studio.ui.views import SceneCard, SceneState, card_of

TAB = "inspector-tab"
"""Where the session keeps which tab is open: 0 edit, 1 comments, 2 history, 3 makers."""

_UNKNOWN = Fault(
    error="", sentence="The draft could not be made.", remedy="Make it again below this picture."
)


@st.fragment(key="inspector")
def inspector(project_id: ProjectId) -> None:
    """The selected scene, else the first."""
    show_notices()
    studio = session.studio()
    project = studio.store.projects.get(project_id)
    plan = latest_plan(studio, project_id)
    scene = _selected(plan)
    if scene is None:
        return
    card = card_of(studio, project, plan, scene)
    _mark(card)
    with st.container(border=True, key="inspector-box"):
        _head(card)
        _watch(studio, project, card)
        _verdict(project, card)
        edit, talk, past, made = _tabs(card)
        with edit:
            if edit.open:
                scene_form(studio, project, plan, card)
        with talk:
            if talk.open:
                comments(studio, project, scene)
        with past:
            if past.open:
                history(studio, project, plan, scene)
        with made:
            if made.open:
                makers(studio, project, plan, card)


def _tabs(card: SceneCard) -> Sequence[TabContainer]:
    """The tabs, of which only the open one is filled; it stays open when a label changes."""
    talk = f"Comments · {card.comments}" if card.comments else "Comments"
    labels = ["Edit", talk, "History", "Make with…"]
    key = f"inspector-tabs:{talk}"
    chosen = labels[int(st.session_state.get(TAB, 0))]
    return st.tabs(labels, default=chosen, key=key, on_change=_turned, args=(key, labels))


def _turned(key: str, labels: Sequence[str]) -> None:
    st.session_state[TAB] = labels.index(held(key))


def _selected(plan: Plan) -> Scene | None:
    wanted = session.scene_id()
    try:
        return plan.scene(wanted) if wanted else plan.scenes[0]
    except NotFound:
        return plan.scenes[0] if plan.scenes else None
    except IndexError:
        return None


def _mark(card: SceneCard) -> None:
    """Mark the card of this scene in the list, which itself is not drawn anew for it."""
    st.html(
        f"<style>.st-key-card-{card.scene.id}"
        "{border-color: var(--gl-accent) !important; box-shadow: 0 0 0 1px var(--gl-accent);}"
        "</style>"
    )


def _head(card: SceneCard) -> None:
    title = plain(card.scene.title)
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="xsmall"):
        st.markdown(
            f"**Scene {card.place:02}** &ensp;:gray[{title}]",
            anchors=False,
            width="stretch",
            wrap=False,
        )
        st.markdown(badge(card), width="content")


def _watch(studio: Studio, project: Project, card: SceneCard) -> None:
    is_making = card.state is SceneState.MAKING
    player(
        "scene-player",
        src=session.address(f"/files/{card.draft.file}") if card.draft and card.is_fresh else "",
        poster=session.address(card.picture),
        aspect=project.format.aspect,
        label=f"Draft of scene {card.place}",
        note="A new draft is on its way" if is_making and card.draft else "",
    )
    if is_making and card.job:
        progress("scene-progress", studio, project.id, [card.job])
    elif card.state is SceneState.FAILED:
        show_fault(card.fault or _UNKNOWN)
    if not card.is_fresh and not is_making:
        st.button(
            "Make the draft",
            key=f"draft-{card.scene.id}",
            icon=":material/refresh:",
            on_click=draft_again,
            args=(project.id, card.scene.id),
        )


def _verdict(project: Project, card: SceneCard) -> None:
    """Greenlight the scene, or take it back."""
    is_held = card.is_approved
    st.button(
        "Approved. Take it back?" if is_held else "Approve this scene",
        key=f"verdict-{card.scene.id}-{is_held}",
        icon=":material/undo:" if is_held else ":material/check:",
        type="tertiary" if is_held else "primary",
        width="content" if is_held else "stretch",
        on_click=_judge,
        args=(project.id, card),
    )


def _judge(project_id: ProjectId, card: SceneCard) -> None:
    (withdraw if card.is_approved else approve)(project_id, card.scene.id)
    st.rerun()
