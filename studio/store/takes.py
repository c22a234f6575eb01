"""Takes: every attempt, and which one is in use."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from studio.domain.errors import NotFound
from studio.domain.ids import ContentHash, ProjectId, SceneId, TakeId
from studio.domain.take import Take, TakeKind
from studio.store.database import Database, Row
from studio.store.texts import from_text, to_text

_SELECT = "SELECT document, is_active FROM takes"


class Takes:
    """The attempts. Of one project, scene and kind at most one is active."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, take: Take) -> None:
        """Store `take`; when it is active, the one that was active before is not any more."""
        with self._database.transaction():
            if take.is_active:
                self._deactivate(take)
            self._database.put(
                "takes",
                {
                    "id": take.id,
                    "project": take.project,
                    "scene": take.scene or "",
                    "kind": take.kind,
                    "inputs": take.inputs,
                    "is_active": int(take.is_active),
                    "file": take.file,
                    "document": to_text(take),
                },
            )
            self._database.write("DELETE FROM targets WHERE file = ?", (take.file,))

    def get(self, take_id: TakeId) -> Take:
        """The take named `take_id`. Raises NotFound."""
        row = self._database.row(f"{_SELECT} WHERE id = ?", (take_id,))
        if row is None:
            raise NotFound("take", take_id)
        return _take(row)

    def find(
        self,
        project_id: ProjectId,
        kind: TakeKind,
        inputs: ContentHash,
        scene: SceneId | None = None,
    ) -> Take | None:
        """The newest take made of `inputs`, or None; of any scene when none is named."""
        row = self._database.row(
            f"{_SELECT} WHERE project = ?1 AND kind = ?2 AND inputs = ?3"
            " AND (?4 IS NULL OR scene = ?4) ORDER BY number DESC LIMIT 1",
            (project_id, kind, inputs, scene),
        )
        return None if row is None else _take(row)

    def active(self, project_id: ProjectId, scene: SceneId | None, kind: TakeKind) -> Take | None:
        """The take in use for a scene, or, without a scene, for the whole project."""
        row = self._database.row(
            f"{_SELECT} WHERE project = ? AND scene = ? AND kind = ? AND is_active",
            (project_id, scene or "", kind),
        )
        return None if row is None else _take(row)

    def active_by_scene(self, project_id: ProjectId, kind: TakeKind) -> dict[SceneId, Take]:
        """The takes of one kind in use, by scene; those of no scene are left out."""
        rows = self._database.rows(
            f"{_SELECT} WHERE project = ? AND kind = ? AND scene != '' AND is_active",
            (project_id, kind),
        )
        takes = (_take(row) for row in rows)
        return {take.scene: take for take in takes if take.scene is not None}

    def in_use(self, project_id: ProjectId, kinds: Sequence[TakeKind]) -> tuple[Take, ...]:
        """The takes of these kinds in use in a project, whatever they belong to."""
        marks = ", ".join("?" for _ in kinds)
        rows = self._database.rows(
            f"{_SELECT} WHERE project = ? AND kind IN ({marks}) AND is_active",
            (project_id, *(kind.value for kind in kinds)),
        )
        return tuple(_take(row) for row in rows)

    def of_scene(self, project_id: ProjectId, scene: SceneId | None) -> tuple[Take, ...]:
        """All takes of a scene, or of the film as a whole, newest first."""
        rows = self._database.rows(
            f"{_SELECT} WHERE project = ? AND scene = ? ORDER BY number DESC",
            (project_id, scene or ""),
        )
        return tuple(_take(row) for row in rows)

    def activate(self, take_id: TakeId) -> Take:
        """Put an earlier take to use again, and give it back. Raises NotFound."""
        with self._database.transaction():
            self._deactivate(self.get(take_id))
            self._database.write("UPDATE takes SET is_active = 1 WHERE id = ?", (take_id,))
            return self.get(take_id)

    def rest(self, take_id: TakeId) -> Take:
        """Take a take out of use, with none in its place. Raises NotFound."""
        with self._database.transaction():
            self._deactivate(self.get(take_id))
            return self.get(take_id)

    def _deactivate(self, take: Take) -> None:
        """Leave no take active at the place of `take`."""
        place: tuple[Any, ...] = (take.project, take.kind, take.scene or "")
        self._database.write(
            "UPDATE takes SET is_active = 0"
            " WHERE project = ? AND kind = ? AND scene = ? AND is_active",
            place,
        )


def _take(row: Row) -> Take:
    """A take from `_SELECT`. The column, not the document, knows whether it is active."""
    return from_text(Take, row[0], is_active=bool(row[1]))
