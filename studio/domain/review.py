"""Approvals and comments, and what they say of a scene."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from pydantic import Field

from studio.domain.documents import Document
from studio.domain.ids import CommentId, ContentHash, ProjectId, SceneId
from studio.domain.plan import Plan
from studio.domain.scene import Scene


class Approval(Document):
    """Who approved which content of a scene, and when."""

    name = "Approval"

    project: ProjectId
    scene: SceneId
    content: ContentHash
    by: str
    at: datetime


class Comment(Document):
    """A note on a scene, open or resolved."""

    name = "Comment"

    id: CommentId
    project: ProjectId
    scene: SceneId
    text: str = Field(min_length=1, max_length=4000)
    by: str
    at: datetime
    is_resolved: bool = False


def is_approved(scene: Scene, approvals: Collection[Approval]) -> bool:
    """True when some approval holds for exactly this content of this scene."""
    content = scene.content_hash
    return any(a.scene == scene.id and a.content == content for a in approvals)


def unapproved(plan: Plan, approvals: Collection[Approval]) -> tuple[Scene, ...]:
    """The scenes of `plan` that wait for a greenlight, in order."""
    held = {(approval.scene, approval.content) for approval in approvals}
    return tuple(s for s in plan.scenes if (s.id, s.content_hash) not in held)
