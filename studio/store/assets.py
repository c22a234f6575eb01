"""Assets: files that the user brought."""

from __future__ import annotations

from studio.domain.asset import Asset
from studio.domain.errors import NotFound
from studio.domain.ids import AssetId, ProjectId
from studio.store.database import Database
from studio.store.texts import from_text, to_text


class Assets:
    """The files of projects. The same file in two projects is two assets."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, asset: Asset) -> None:
        """Store `asset`; brought again, it keeps its place in the order of arrival."""
        self._database.put(
            "assets",
            {"id": asset.id, "project": asset.project, "document": to_text(asset)},
            key="project, id",
        )

    def get(self, asset_id: AssetId, project_id: ProjectId) -> Asset:
        """The asset named `asset_id` of a project. Raises NotFound."""
        row = self._database.row(
            "SELECT document FROM assets WHERE project = ? AND id = ?", (project_id, asset_id)
        )
        if row is None:
            raise NotFound("file", asset_id)
        return from_text(Asset, row[0])

    def list(self, project_id: ProjectId) -> tuple[Asset, ...]:
        """The assets of a project in order of arrival."""
        rows = self._database.rows(
            "SELECT document FROM assets WHERE project = ? ORDER BY number", (project_id,)
        )
        return tuple(from_text(Asset, text) for (text,) in rows)
