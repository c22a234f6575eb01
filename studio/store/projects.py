"""Projects."""

from __future__ import annotations

from studio.domain.errors import NotFound
from studio.domain.ids import ProjectId
from studio.domain.project import Project
from studio.store.database import Database
from studio.store.media import MediaFolder
from studio.store.texts import from_text, to_text


class Projects:
    """The projects of a data folder."""

    def __init__(self, database: Database, media: MediaFolder) -> None:
        self._database = database
        self._media = media

    def put(self, project: Project) -> Project:
        """Store `project` and give it back with its folder, which is settled the first time."""
        with self._database.transaction():
            placed = project.model_copy(update={"folder": self._folder(project)})
            self._database.put(
                "projects",
                {
                    "id": placed.id,
                    "title": placed.title,
                    "created_at": placed.created_at.isoformat(),
                    "document": to_text(placed),
                },
            )
        return placed

    def get(self, project_id: ProjectId) -> Project:
        """The project named `project_id`. Raises NotFound."""
        row = self._database.row("SELECT document FROM projects WHERE id = ?", (project_id,))
        if row is None:
            raise NotFound("project", project_id)
        return from_text(Project, row[0])

    def list(self) -> tuple[Project, ...]:
        """All projects, newest first."""
        rows = self._database.rows("SELECT document FROM projects ORDER BY number DESC")
        return tuple(from_text(Project, text) for (text,) in rows)

    def find(self, text: str) -> Project:
        """The project of this id, this beginning of an id, or this exact title.

        Of several the newest. Raises NotFound.
        """
        row = self._database.row(
            "SELECT document FROM projects"
            " WHERE id = ?1 OR title = ?1 OR (?1 != '' AND substr(id, 1, length(?1)) = ?1)"
            " ORDER BY id != ?1, title != ?1, number DESC LIMIT 1",
            (text,),
        )
        if row is None:
            raise NotFound("project", text)
        return from_text(Project, row[0])

    def remove(self, project_id: ProjectId) -> None:
        """Remove the project, all that belongs to it, and, once committed, its media.

        Events of the project go too; one appended after this call stays. Raises NotFound.
        """
        with self._database.transaction():
            project = self.get(project_id)
            self._database.write("DELETE FROM events WHERE project = ?", (project_id,))
            self._database.write("DELETE FROM projects WHERE id = ?", (project_id,))
            self._database.after_commit(lambda: self._media.remove_project(project))

    def _folder(self, project: Project) -> str:
        """The folder given before, or a new one from date, title and id."""
        row = self._database.row("SELECT document FROM projects WHERE id = ?", (project.id,))
        if row is not None:
            return from_text(Project, row[0]).folder
        return self._media.project_folder(project.created_at, project.title, project.id)
