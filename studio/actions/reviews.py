"""Greenlight scenes, take a greenlight back, comment."""

from __future__ import annotations

from collections.abc import Sequence

from studio.actions.clock import now
from studio.actions.events import project_topic
from studio.actions.plans import latest_plan
from studio.domain.errors import EmptyInput, NotApproved, NotFound
from studio.domain.ids import CommentId, ProjectId, SceneId, new_id
from studio.domain.plan import Plan
from studio.domain.review import Approval, Comment, unapproved
from studio.domain.scene import Scene
from studio.studio import Studio


def approve_scenes(
    studio: Studio,
    project_id: ProjectId,
    scene_ids: Sequence[SceneId] | None = None,
    *,
    by: str = "you",
) -> tuple[Scene, ...]:
    """Greenlight these scenes, or all, as they are now; returns those that were open.

    Raises NotFound.
    """
    with studio.store.transaction():
        plan = latest_plan(studio, project_id)
        chosen = plan.scenes if scene_ids is None else [plan.scene(s) for s in scene_ids]
        waiting = {
            scene.id for scene in unapproved(plan, studio.store.reviews.approvals(project_id))
        }
        fresh = tuple(scene for scene in chosen if scene.id in waiting)
        for scene in fresh:
            studio.store.reviews.approve(
                Approval(
                    project=project_id, scene=scene.id, content=scene.content_hash, by=by, at=now()
                )
            )
        if fresh:
            _tell(studio, "scene.approved", project_id, [scene.id for scene in fresh])
    return fresh


def withdraw_approval(studio: Studio, project_id: ProjectId, scene_id: SceneId) -> None:
    """Take the greenlight of a scene back. Raises NotFound."""
    with studio.store.transaction():
        latest_plan(studio, project_id).scene(scene_id)
        studio.store.reviews.withdraw(project_id, scene_id)
        _tell(studio, "approval.withdrawn", project_id, [scene_id])


def waiting_scenes(studio: Studio, plan: Plan) -> tuple[Scene, ...]:
    """The scenes of a plan without a greenlight, in order."""
    return unapproved(plan, studio.store.reviews.approvals(plan.project))


def require_approved(studio: Studio, plan: Plan) -> None:
    """Raises NotApproved, naming the scenes, unless every scene is greenlit as it is."""
    waiting = waiting_scenes(studio, plan)
    if waiting:
        places = {scene.id: n for n, scene in enumerate(plan.scenes, 1)}
        raise NotApproved([f"{places[scene.id]} {scene.title}".strip() for scene in waiting])


def add_comment(
    studio: Studio, project_id: ProjectId, scene_id: SceneId, text: str, *, by: str = "you"
) -> Comment:
    """Write a note on a scene. Raises EmptyInput, NotFound."""
    if not text.strip():
        raise EmptyInput("The comment")
    with studio.store.transaction():
        latest_plan(studio, project_id).scene(scene_id)
        comment = Comment(
            id=CommentId(new_id()),
            project=project_id,
            scene=scene_id,
            text=text.strip()[:4000],
            by=by,
            at=now(),
        )
        studio.store.reviews.put_comment(comment)
        _tell(studio, "comment.added", project_id, [scene_id])
    return comment


def resolve_comment(
    studio: Studio, project_id: ProjectId, comment_id: CommentId, is_resolved: bool = True
) -> Comment:
    """Mark a comment as dealt with, or open it again. Raises NotFound."""
    with studio.store.transaction():
        for comment in studio.store.reviews.comments(project_id):
            if comment.id == comment_id:
                settled = comment.model_copy(update={"is_resolved": is_resolved})
                studio.store.reviews.put_comment(settled)
                _tell(studio, "comment.resolved", project_id, [comment.scene])
                return settled
    raise NotFound("comment", comment_id)


def _tell(studio: Studio, kind: str, project_id: ProjectId, scenes: Sequence[SceneId]) -> None:
    studio.store.events.append(
        kind, project=project_id, topic=project_topic(project_id), payload={"scenes": list(scenes)}
    )
