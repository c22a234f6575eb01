"""What was done under one trace id: its jobs and its events; its spans are with the turns."""

from __future__ import annotations

import json

from studio.domain.event import Event
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

    def events(self, trace: TraceId, limit: int = 2000) -> tuple[Event, ...]:
        """The events of a trace that are still kept, oldest first."""
        rows = self._database.rows(
            "SELECT id, kind, project, topic, payload, trace, at FROM events WHERE trace = ?"
            " ORDER BY id LIMIT ?",
            (trace, limit),
        )
        return tuple(
            Event(
                id=id_,
                kind=kind,
                project=owner,
                topic=about,
                payload=json.loads(payload),
                trace=of,
                at=at,
            )
            for id_, kind, owner, about, payload, of, at in rows
        )
