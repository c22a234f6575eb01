"""Take back the last thing that was done in a conversation: edits, settings or a greenlight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from studio.actions import plans
from studio.actions.plans import Edit
from studio.actions.projects import change_project
from studio.actions.reviews import withdraw_approval
from studio.domain.chat import ToolCall
from studio.domain.ids import ProjectId
from studio.domain.plan import Plan
from studio.domain.project import Project
from studio.studio import Studio

APPROVE = "approve"
_OWN = frozenset({"id", "created_at", "folder", "director", "limits"})
_TITLED = {"score": "music", "format": "shape", "brand": "colours", "captions": "captions"}


@dataclass(frozen=True)
class TakenBack:
    """What was taken back: settings by name, greenlights, and the plan where it changed."""

    settings: tuple[str, ...] = ()
    greenlights: int = 0
    plan: Plan | None = None


def settings_changed(before: Project, after: Project) -> dict[str, list[Any]]:
    """The settings that differ, each as it was and as it is, plain JSON."""
    old, new = before.model_dump(mode="json"), after.model_dump(mode="json")
    return {k: [old[k], new[k]] for k in new if k not in _OWN and old[k] != new[k]}


def take_back(studio: Studio, project_id: ProjectId, edit: Edit) -> TakenBack:
    """Take back the last piece of work, whether it changed the plan, settings or greenlights.

    A setting that was changed again since, on a page, stays as it is.

    Raises:
        BadInput: there is nothing to take back.
    """
    with studio.store.transaction():
        calls = studio.store.chats.revocable(project_id)
        last, seat = (calls[0] if calls else None), plans.last_work(studio, project_id)
        batch = str((last.outcome or {}).get("batch", "")) if last else ""
        is_same = bool(seat and batch and seat.batch == batch)
        is_older = not last or (seat and last.finished_at and last.finished_at < seat.created_at)
        if is_older and not is_same:
            return TakenBack(plan=plans.undo(studio, project_id, edit))
        together = [call for call in calls if (call.outcome or {}).get("batch", "") == batch]
        settings, greenlights = _revoked(studio, project_id, together)
        plan = plans.undo(studio, project_id, edit) if is_same else None
        if not settings and not greenlights and plan is None:
            return take_back(studio, project_id, edit)
        return TakenBack(settings, greenlights, plan)


def _revoked(
    studio: Studio, project_id: ProjectId, calls: Sequence[ToolCall]
) -> tuple[tuple[str, ...], int]:
    """Undo what these calls set, the newest first."""
    names, greenlights = list[str](), 0
    for call in calls:
        names += _set_back(studio, project_id, (call.outcome or {}).get("settings", {}))
        greenlights += _withdrawn(studio, project_id, call) if call.tool == APPROVE else 0
        studio.store.chats.revoke(call.key)
    return tuple(dict.fromkeys(names)), greenlights


def _set_back(
    studio: Studio, project_id: ProjectId, settings: Mapping[str, Sequence[Any]]
) -> list[str]:
    now = studio.store.projects.get(project_id).model_dump(mode="json")
    back = {name: old for name, (old, new) in settings.items() if now.get(name) == new}
    if back:
        change_project(studio, project_id, **back)
    return [_TITLED.get(name, name) for name in back]


def _withdrawn(studio: Studio, project_id: ProjectId, call: ToolCall) -> int:
    """Withdraw the greenlights that a call gave."""
    given = [
        approval.scene
        for approval in studio.store.reviews.approvals(project_id)
        if call.finished_at and call.started_at <= approval.at <= call.finished_at
    ]
    there = {scene.id for scene in plans.latest_plan(studio, project_id).scenes}
    for scene in (scene for scene in given if scene in there):
        withdraw_approval(studio, project_id, scene)
    return len(given)
