"""What calls of models cost."""

from __future__ import annotations

from studio.domain.ids import ProjectId
from studio.domain.spend import Scope, Spend, SpendId, Spent
from studio.store.database import Database


class Spends:
    """One row a call; sums come straight from an index, cheap enough for a page."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, spend: Spend) -> None:
        """Store `spend`, new or settled. Raises NotFound for a project that is not there."""
        self._database.put(
            "spends",
            {
                "id": spend.id,
                "project": spend.project,
                "thread": spend.thread,
                "message": spend.message,
                "tokens_in": spend.spent.tokens_in,
                "tokens_out": spend.spent.tokens_out,
                "cost": spend.spent.cost,
                "document": spend.model_dump_json(),
            },
        )

    def release(self, spend_id: SpendId) -> None:
        """Give back what was put aside for a call that was never made."""
        self._database.write("DELETE FROM spends WHERE id = ?", (spend_id,))

    def total(self, scope: Scope, key: str) -> Spent:
        """All that went for one message, thread or project, with what is put aside."""
        row = self._database.row(
            "SELECT coalesce(sum(tokens_in), 0), coalesce(sum(tokens_out), 0),"
            f" coalesce(sum(cost), 0.0) FROM spends WHERE {scope.value} = ?",
            (key,),
        )
        assert row is not None
        return Spent(tokens_in=row[0], tokens_out=row[1], cost=row[2])

    def by_model(self, project_id: ProjectId) -> dict[str, Spent]:
        """What each model took of a project, by its name, the dearest first."""
        rows = self._database.rows(
            "SELECT json_extract(document, '$.model') AS model, sum(tokens_in), sum(tokens_out),"
            " sum(cost) FROM spends WHERE project = ? GROUP BY model"
            " ORDER BY sum(cost) DESC, sum(tokens_in) DESC",
            (project_id,),
        )
        return {
            model: Spent(tokens_in=tokens_in, tokens_out=tokens_out, cost=cost)
            for model, tokens_in, tokens_out, cost in rows
        }
