"""Plans: every revision of every project."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from studio.domain.errors import NotFound, StaleRevision
from studio.domain.ids import PlanId, ProjectId
from studio.domain.plan import Plan
from studio.store.database import Database
from studio.store.scenes import Scenes
from studio.store.texts import from_text, to_text

_REVISION = "SELECT id, number, author, note, batch, created_at, length FROM plans"


@dataclass(frozen=True)
class Revision:
    """What a history shows of a plan; `scenes` is how many it has."""

    id: PlanId
    number: int
    author: str
    note: str
    batch: str
    created_at: datetime
    scenes: int


class Plans:
    """The revisions of plans. A scene is stored once, however many revisions hold it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._scenes = Scenes(database)

    def put(self, plan: Plan) -> None:
        """Store the next revision; the first has number 1.

        Raises StaleRevision when another came before, NotFound when there is no such
        project, BadInput when a scene could not be read again.
        """
        with self._database.transaction():
            latest = self._latest_number(plan.project)
            if plan.number != latest + 1:
                raise StaleRevision(expected=plan.number - 1, actual=latest)
            self._database.put("plans", self._row(plan))

    def latest(self, project_id: ProjectId) -> Plan | None:
        """The newest revision, or None while there is none."""
        return self._one("project = ? ORDER BY number DESC LIMIT 1", (project_id,))

    def get(self, plan_id: PlanId) -> Plan:
        """The revision named `plan_id`. Raises NotFound."""
        plan = self._one("id = ?", (plan_id,))
        if plan is None:
            raise NotFound("plan", plan_id)
        return plan

    def numbered(self, project_id: ProjectId, number: int) -> Plan:
        """Revision `number` of a project, from 1. Raises NotFound."""
        plan = self._one("project = ? AND number = ?", (project_id, number))
        if plan is None:
            raise NotFound("version of the plan", str(number))
        return plan

    def history(self, project_id: ProjectId) -> tuple[Revision, ...]:
        """All revisions, newest first, without reading their scenes."""
        return self._revisions("WHERE project = ? ORDER BY number DESC", project_id)

    def batches(self, project_id: ProjectId) -> tuple[Revision, ...]:
        """The last revision of each batch, newest first; one without a batch stands alone."""
        return self._revisions(
            "WHERE project = ? AND number IN (SELECT max(number) FROM plans WHERE project = ?1"
            " GROUP BY iif(batch = '', id, batch), batch = '') ORDER BY number DESC",
            project_id,
        )

    def _latest_number(self, project_id: ProjectId) -> int:
        """The number of the newest revision; 0 while there is none. Raises NotFound."""
        row = self._database.row(
            "SELECT max(plans.number) FROM projects"
            " LEFT JOIN plans ON plans.project = projects.id"
            " WHERE projects.id = ? GROUP BY projects.id",
            (project_id,),
        )
        if row is None:
            raise NotFound("project", project_id)
        return row[0] or 0

    def _row(self, plan: Plan) -> dict[str, Any]:
        """The row of `plan`, its scenes stored."""
        return {
            "id": plan.id,
            "project": plan.project,
            "number": plan.number,
            "author": plan.author,
            "note": plan.note,
            "batch": plan.batch,
            "created_at": plan.created_at.isoformat(),
            "length": len(plan.scenes),
            "scenes": json.dumps(self._scenes.put(plan.project, plan.scenes)),
            "document": to_text(plan.model_copy(update={"scenes": ()})),
        }

    def _one(self, where: str, parameters: tuple[Any, ...]) -> Plan | None:
        """The plan that `where` picks. Its scenes were checked when they were stored."""
        row = self._database.row(f"SELECT document, scenes FROM plans WHERE {where}", parameters)
        if row is None:
            return None
        scenes = self._scenes.get(json.loads(row[1]))
        return from_text(Plan, row[0]).model_copy(update={"scenes": scenes})

    def _revisions(self, rest: str, project_id: ProjectId) -> tuple[Revision, ...]:
        """Revisions by `rest` of the statement, whose one parameter is the project."""
        rows = self._database.rows(f"{_REVISION} {rest}", (project_id,))
        return tuple(
            Revision(id_, number, author, note, batch, datetime.fromisoformat(at), scenes)
            for id_, number, author, note, batch, at, scenes in rows
        )
