"""Renders: finished films."""

from __future__ import annotations

from studio.domain.errors import NotFound
from studio.domain.ids import ContentHash, ProjectId, RenderId
from studio.domain.render import Render
from studio.store.database import Database
from studio.store.texts import from_text, to_text


class Renders:
    """The films of projects."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, render: Render) -> None:
        """Store `render`; its files are known from now on and swept no more."""
        files = render.files.values()
        with self._database.transaction() as connection:
            self._database.put(
                "renders",
                {
                    "id": render.id,
                    "project": render.project,
                    "inputs": render.inputs,
                    "document": to_text(render),
                },
            )
            connection.conn.executemany(
                "DELETE FROM targets WHERE file = ?", [(file,) for file in files]
            )

    def get(self, render_id: RenderId) -> Render:
        """The render named `render_id`. Raises NotFound."""
        row = self._database.row("SELECT document FROM renders WHERE id = ?", (render_id,))
        if row is None:
            raise NotFound("film", render_id)
        return from_text(Render, row[0])

    def list(self, project_id: ProjectId) -> tuple[Render, ...]:
        """The films of a project, newest first."""
        rows = self._database.rows(
            "SELECT document FROM renders WHERE project = ? ORDER BY number DESC", (project_id,)
        )
        return tuple(from_text(Render, text) for (text,) in rows)

    def find(self, project_id: ProjectId, inputs: ContentHash) -> Render | None:
        """The newest film made of `inputs`, or None."""
        row = self._database.row(
            "SELECT document FROM renders WHERE project = ? AND inputs = ?"
            " ORDER BY number DESC LIMIT 1",
            (project_id, inputs),
        )
        return None if row is None else from_text(Render, row[0])
