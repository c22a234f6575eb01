"""The ledger of what was asked of outside providers."""

from __future__ import annotations

from typing import Any

from studio.domain.errors import NotFound
from studio.domain.ids import ContentHash, ProjectId, SceneId
from studio.domain.production import PaidRequest, RequestId, RequestState
from studio.store.database import Database
from studio.store.texts import from_text, to_text

_SELECT = "SELECT document FROM paid_requests"
_OPEN = "state IN ('sending', 'accepted', 'uncertain')"


class PaidRequests:
    """One row a request. Of the same inputs at most one is open, whatever happens."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, request: PaidRequest) -> None:
        """Store `request`, new or changed."""
        self._database.put(
            "paid_requests",
            {
                "id": request.id,
                "project": request.project,
                "scene": request.scene or "",
                "inputs": request.inputs,
                "state": request.state,
                "document": to_text(request),
            },
        )

    def change(self, request_id: RequestId, **fields: Any) -> PaidRequest:
        """Store other values of some fields, and give the request back. Raises NotFound."""
        with self._database.transaction():
            known = self.get(request_id)
            changed = PaidRequest.model_validate({**dict(known), **fields})
            self.put(changed)
        return changed

    def get(self, request_id: RequestId) -> PaidRequest:
        """The request of that name. Raises NotFound."""
        row = self._database.row(f"{_SELECT} WHERE id = ?", (request_id,))
        if row is None:
            raise NotFound("request", request_id)
        return from_text(PaidRequest, row[0])

    def open_for(
        self, project_id: ProjectId, scene: SceneId | None, inputs: ContentHash
    ) -> PaidRequest | None:
        """The open request of these inputs, if there is one."""
        row = self._database.row(
            f"{_SELECT} WHERE project = ? AND scene = ? AND inputs = ? AND {_OPEN}",
            (project_id, scene or "", inputs),
        )
        return None if row is None else from_text(PaidRequest, row[0])

    def list(
        self,
        project_id: ProjectId,
        scene: SceneId | None = None,
        state: RequestState | None = None,
    ) -> tuple[PaidRequest, ...]:
        """Requests of a project, newest first; of one scene or in one state if asked for."""
        rows = self._database.rows(
            f"{_SELECT} WHERE project = ?1 AND (?2 = '' OR scene = ?2) AND (?3 = '' OR state = ?3)"
            " ORDER BY number DESC",
            (project_id, scene or "", state or ""),
        )
        return tuple(from_text(PaidRequest, text) for (text,) in rows)
