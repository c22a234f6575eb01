"""What a click on a scene does: greenlight, move, split, merge, duplicate, delete, redo."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from studio.actions.chat import send
from studio.actions.plans import (
    add_scene,
    delete_scenes,
    latest_plan,
    merge_scenes,
    move_scene,
    split_scene,
)
from studio.actions.reviews import approve_scenes, withdraw_approval
from studio.actions.takes import request_scratch
from studio.domain.ids import ProjectId, SceneId, new_id
from studio.ui import session
from studio.ui.boundary import notify, told_kindly

Verb = Callable[[ProjectId, SceneId], None]


def select(scene_id: SceneId) -> None:
    """Open a scene in the inspector, and draw nothing else anew."""
    session.select_scene(scene_id)
    st.rerun("inspector")


def approve(project_id: ProjectId, scene_id: SceneId) -> None:
    """Greenlight the scene as it is."""
    with told_kindly():
        approve_scenes(session.studio(), project_id, [scene_id])


def withdraw(project_id: ProjectId, scene_id: SceneId) -> None:
    """Take the greenlight back."""
    with told_kindly():
        withdraw_approval(session.studio(), project_id, scene_id)


def earlier(project_id: ProjectId, scene_id: SceneId) -> None:
    """Move the scene one place towards the beginning."""
    _move(project_id, scene_id, -1)


def later(project_id: ProjectId, scene_id: SceneId) -> None:
    """Move the scene one place towards the end."""
    _move(project_id, scene_id, 1)


def duplicate(project_id: ProjectId, scene_id: SceneId) -> None:
    """Put a copy of the scene after it, and select the copy."""
    with told_kindly():
        plan = latest_plan(session.studio(), project_id)
        copy = plan.scene(scene_id).model_copy(update={"id": SceneId(new_id())})
        add_scene(session.studio(), project_id, copy, plan.index(scene_id) + 1)
        request_scratch(session.studio(), project_id, [copy.id])
        session.select_scene(copy.id)


def split(project_id: ProjectId, scene_id: SceneId) -> None:
    """Cut the scene in two at the sentence end nearest its middle."""
    with told_kindly():
        split_scene(session.studio(), project_id, scene_id)
        request_scratch(session.studio(), project_id)


def merge(project_id: ProjectId, scene_id: SceneId) -> None:
    """Join the scene with the one after it."""
    with told_kindly():
        merge_scenes(session.studio(), project_id, scene_id)
        request_scratch(session.studio(), project_id)


def delete(project_id: ProjectId, scene_id: SceneId) -> None:
    """Take the scene out; Undo brings it back."""
    with told_kindly():
        plan = delete_scenes(session.studio(), project_id, [scene_id])
        if session.scene_id() == scene_id:
            session.select_scene(None)
        notify(f"{plan.note}. Undo brings it back.", icon=":material/delete:")


def draft_again(project_id: ProjectId, scene_id: SceneId) -> None:
    """Ask for the draft of the scene once more."""
    with told_kindly():
        request_scratch(session.studio(), project_id, [scene_id])


def rewrite(project_id: ProjectId, scene_id: SceneId, guidance: str) -> None:
    """Let the director write the scene anew, as the guidance says."""
    with told_kindly():
        place = latest_plan(session.studio(), project_id).index(scene_id) + 1
        wanted = guidance.strip() or "show the same in another way"
        send(session.studio(), project_id, f"Rewrite scene {place}: {wanted}")
        notify(f"The director rewrites scene {place}.", icon=":material/refresh:")


def _move(project_id: ProjectId, scene_id: SceneId, by: int) -> None:
    with told_kindly():
        place = latest_plan(session.studio(), project_id).index(scene_id)
        move_scene(session.studio(), project_id, scene_id, max(0, place + by))


VERBS: dict[str, Verb] = {
    "Move earlier": earlier,
    "Move later": later,
    "Duplicate": duplicate,
    "Split in two": split,
    "Merge with next": merge,
    "Delete": delete,
}
"""What the menu of a scene offers, in its order."""
