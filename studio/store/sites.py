"""What websites said, every reading and every correction of it."""

from __future__ import annotations

from studio.domain.ids import ProjectId
from studio.domain.site import Findings
from studio.store.database import Database
from studio.store.texts import from_text, to_text


class Sites:
    """The findings of projects. None is ever overwritten; the newest counts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, project_id: ProjectId, findings: Findings) -> None:
        """Store findings as the newest of the project, unless they are that already."""
        with self._database.transaction():
            if self.latest(project_id) == findings:
                return
            self._database.put(
                "findings",
                {"project": project_id, "url": findings.url, "document": to_text(findings)},
                key="number",
            )

    def latest(self, project_id: ProjectId) -> Findings | None:
        """The newest findings of a project, or None."""
        row = self._database.row(
            "SELECT document FROM findings WHERE project = ? ORDER BY number DESC LIMIT 1",
            (project_id,),
        )
        return None if row is None else from_text(Findings, row[0])

    def all(self, project_id: ProjectId) -> tuple[Findings, ...]:
        """All findings of a project, the oldest first."""
        rows = self._database.rows(
            "SELECT document FROM findings WHERE project = ? ORDER BY number", (project_id,)
        )
        return tuple(from_text(Findings, text) for (text,) in rows)
