"""Jobs: what was asked to be done, and how far it is."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from pydantic import ValidationError

from studio.domain.errors import BadInput, NotFound
from studio.domain.ids import JobId, ProjectId
from studio.domain.job import Job, JobState
from studio.store.database import Database
from studio.store.texts import from_text, to_text

_OPEN = tuple(state for state in JobState if not state.is_final)


class Jobs:
    """The jobs of all projects. Of one key at most one job is open."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, job: Job, key: str = "") -> Job:
        """Store a new job, or give back the open one that has the same key.

        The key is `key`, or else the job's own; a job without one is always stored.
        """
        key = key or job.key
        with self._database.transaction():
            known = self.open_with(key) if key else None
            if known is not None:
                return known
            self._database.put(
                "jobs",
                {
                    "id": job.id,
                    "project": job.project,
                    "state": job.state,
                    "key": key,
                    "document": to_text(job),
                },
            )
            return job

    def change(self, job_id: JobId, **fields: Any) -> Job:
        """Change fields of a job and give it back; others change it at the same time safely.

        Raises NotFound; BadInput when a field or its value is not one of a Job.
        """
        with self._database.transaction():
            job = _changed(self.get(job_id), fields)
            self._database.write(
                "UPDATE jobs SET state = ?, document = ? WHERE id = ?",
                (job.state, to_text(job), job_id),
            )
            return job

    def get(self, job_id: JobId) -> Job:
        """The job named `job_id`. Raises NotFound."""
        row = self._database.row("SELECT document FROM jobs WHERE id = ?", (job_id,))
        if row is None:
            raise NotFound("job", job_id)
        return from_text(Job, row[0])

    def list(
        self,
        project: ProjectId | None = None,
        states: Collection[JobState] | None = None,
        limit: int = 100,
    ) -> tuple[Job, ...]:
        """Jobs, newest first: of one project or all, in the given states or any."""
        wanted = None if states is None else json.dumps(list(states))
        rows = self._database.rows(
            "SELECT document FROM jobs WHERE (?1 IS NULL OR project = ?1)"
            " AND (?2 IS NULL OR state IN (SELECT value FROM json_each(?2)))"
            " ORDER BY number DESC LIMIT ?3",
            (project, wanted, limit),
        )
        return tuple(from_text(Job, text) for (text,) in rows)

    def count(self, states: Collection[JobState]) -> int:
        """How many jobs are in one of `states`."""
        row = self._database.row(
            "SELECT count(*) FROM jobs WHERE state IN (SELECT value FROM json_each(?))",
            (json.dumps(list(states)),),
        )
        return int(row[0]) if row else 0

    def open_with(self, key: str) -> Job | None:
        """The job of this key that is not final, or None."""
        row = self._database.row(
            "SELECT document FROM jobs WHERE key = ? AND key != ''"
            " AND state IN (SELECT value FROM json_each(?))",
            (key, json.dumps(_OPEN)),
        )
        return None if row is None else from_text(Job, row[0])


def _changed(job: Job, fields: dict[str, Any]) -> Job:
    """`job` with `fields`, checked."""
    try:
        return Job.model_validate({**dict(job), **fields})
    except ValidationError as fault:
        problem = fault.errors()[0]
        name = ".".join(str(part) for part in problem["loc"])
        raise BadInput(f"The job's {name}", f"{problem['msg']}.", "") from fault
