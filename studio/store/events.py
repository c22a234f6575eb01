"""Events: what happened, in order."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from studio.domain.event import Event
from studio.domain.ids import ProjectId, TraceId
from studio.store.database import Database


class Events:
    """The facts of a data folder. An id is never given twice, and order is that of commits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def append(
        self,
        kind: str,
        *,
        project: ProjectId | None = None,
        topic: str = "",
        payload: Mapping[str, Any] | None = None,
        trace: TraceId | None = None,
        dedupe_key: str | None = None,
    ) -> int:
        """The id of the event just stored; 0 when one with the same `dedupe_key` is there.

        `payload` is plain JSON.
        """
        # ASCII text keeps even half a surrogate pair, which a cut token can hold.
        text = json.dumps(payload or {}, separators=(",", ":"))
        cursor = self._database.write(
            "INSERT INTO events (kind, project, topic, payload, trace, at, dedupe_key)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (dedupe_key) DO NOTHING",
            (kind, project, topic, text, trace, datetime.now(UTC).isoformat(), dedupe_key),
        )
        return int(cursor.lastrowid or 0) if cursor.rowcount == 1 else 0

    def after(
        self,
        event_id: int,
        *,
        project: ProjectId | None = None,
        topic: str | None = None,
        limit: int = 500,
    ) -> tuple[Event, ...]:
        """The events after `event_id`, oldest first, of one project or topic or of all."""
        rows = self._database.rows(
            "SELECT id, kind, project, topic, payload, trace, at FROM events WHERE id > ?1"
            f"{' AND project = ?2' if project is not None else ''}"
            f"{' AND topic = ?3' if topic is not None else ''}"
            " ORDER BY id LIMIT ?4",
            (event_id, project, topic, limit),
        )
        return tuple(
            Event(
                id=id_,
                kind=kind,
                project=owner,
                topic=about,
                payload=json.loads(payload),
                trace=trace,
                at=at,
            )
            for id_, kind, owner, about, payload, trace, at in rows
        )

    def last_id(self) -> int:
        """The id given last, 0 while there was none; it stays when its event is folded."""
        row = self._database.row("SELECT seq FROM sqlite_sequence WHERE name = 'events'")
        return int(row[0]) if row else 0

    def fold(self, topic: str) -> None:
        """Remove the events of a topic, once what they told is stored elsewhere."""
        self._database.write("DELETE FROM events WHERE topic = ?", (topic,))
