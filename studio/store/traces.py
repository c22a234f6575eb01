"""The jobs that were done under one trace id; its spans are with the turns."""

from __future__ import annotations

from studio.domain.ids import TraceId
from studio.domain.job import Job
from studio.store.database import Database
from studio.store.texts import from_text


class Traces:
    """Finds by trace id."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def jobs(self, trace: TraceId) -> tuple[Job, ...]:
        """The jobs of a trace, oldest first."""
        rows = self._database.rows(
            "SELECT document FROM jobs WHERE json_extract(document, '$.trace') = ? ORDER BY number",
            (trace,),
        )
        return tuple(from_text(Job, text) for (text,) in rows)
