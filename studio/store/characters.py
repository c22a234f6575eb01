"""Characters: the recurring figures of projects."""

from __future__ import annotations

from studio.domain.character import Character
from studio.domain.errors import NotFound
from studio.domain.ids import CharacterId, ProjectId
from studio.store.database import Database
from studio.store.texts import from_text, to_text


class Characters:
    """The characters of each project, in the order they were made."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, project_id: ProjectId, character: Character) -> None:
        """Store a character, new or changed; changed, it keeps its place."""
        self._database.put(
            "characters",
            {"project": project_id, "id": character.id, "document": to_text(character)},
            key="project, id",
        )

    def get(self, project_id: ProjectId, character_id: CharacterId) -> Character:
        """The character named `character_id` of a project. Raises NotFound."""
        row = self._database.row(
            "SELECT document FROM characters WHERE project = ? AND id = ?",
            (project_id, character_id),
        )
        if row is None:
            raise NotFound("character", character_id)
        return from_text(Character, row[0])

    def list(self, project_id: ProjectId) -> tuple[Character, ...]:
        """All characters of a project."""
        rows = self._database.rows(
            "SELECT document FROM characters WHERE project = ? ORDER BY number", (project_id,)
        )
        return tuple(from_text(Character, text) for (text,) in rows)

    def remove(self, project_id: ProjectId, character_id: CharacterId) -> None:
        """Remove a character. Raises NotFound."""
        with self._database.transaction():
            self.get(project_id, character_id)
            self._database.write(
                "DELETE FROM characters WHERE project = ? AND id = ?", (project_id, character_id)
            )
