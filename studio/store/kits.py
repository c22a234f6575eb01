"""Brand kits, by title."""

from __future__ import annotations

from studio.domain.errors import NotFound
from studio.domain.kit import Kit
from studio.store.database import Database
from studio.store.texts import from_text, to_text


class Kits:
    """The kits of a data folder; they belong to no project."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, kit: Kit) -> None:
        """Store a kit, in place of one with the same title."""
        self._database.put("kits", {"title": kit.title, "document": to_text(kit)}, key="title")

    def get(self, title: str) -> Kit:
        """The kit of this title. Raises NotFound."""
        row = self._database.row("SELECT document FROM kits WHERE title = ?", (title,))
        if row is None:
            raise NotFound("brand kit", title)
        return from_text(Kit, row[0])

    def titles(self) -> tuple[str, ...]:
        """The titles of all kits, in order."""
        rows = self._database.rows("SELECT title FROM kits ORDER BY title")
        return tuple(title for (title,) in rows)

    def remove(self, title: str) -> None:
        """Remove a kit; projects that wear it stay as they are. Raises NotFound."""
        with self._database.transaction():
            self.get(title)
            self._database.write("DELETE FROM kits WHERE title = ?", (title,))
