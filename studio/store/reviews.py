"""Approvals and comments."""

from __future__ import annotations

from studio.domain.ids import ProjectId, SceneId
from studio.domain.review import Approval, Comment
from studio.store.database import Database
from studio.store.texts import from_text, to_text


class Reviews:
    """What people said of scenes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def approve(self, approval: Approval) -> None:
        """Store an approval. Those of other contents of the scene stay, for an undo."""
        self._database.put(
            "approvals",
            {
                "project": approval.project,
                "scene": approval.scene,
                "content": approval.content,
                "document": to_text(approval),
            },
            key="project, scene, content",
        )

    def withdraw(self, project_id: ProjectId, scene_id: SceneId) -> None:
        """Remove every approval of the scene."""
        self._database.write(
            "DELETE FROM approvals WHERE project = ? AND scene = ?", (project_id, scene_id)
        )

    def approvals(self, project_id: ProjectId) -> tuple[Approval, ...]:
        """All approvals of the project."""
        rows = self._database.rows(
            "SELECT document FROM approvals WHERE project = ? ORDER BY rowid", (project_id,)
        )
        return tuple(from_text(Approval, text) for (text,) in rows)

    def put_comment(self, comment: Comment) -> None:
        """Store a comment, new or changed."""
        self._database.put(
            "comments",
            {
                "id": comment.id,
                "project": comment.project,
                "scene": comment.scene,
                "document": to_text(comment),
            },
        )

    def comments(
        self, project_id: ProjectId, scene_id: SceneId | None = None
    ) -> tuple[Comment, ...]:
        """The comments of a project, or of one scene of it, oldest first."""
        rows = self._database.rows(
            "SELECT document FROM comments"
            " WHERE project = ?1 AND (?2 IS NULL OR scene = ?2) ORDER BY number",
            (project_id, scene_id),
        )
        return tuple(from_text(Comment, text) for (text,) in rows)
