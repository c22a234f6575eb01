"""The job engine (DBOS) on its own SQLite file, as seen by those who hand work to it."""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from dbos import DBOSClient, EnqueueOptions, error
from filelock import FileLock

from studio.domain.ids import JobId
from studio.queue.lanes import Lane

APPLICATION = "greenlight"
APPLICATION_VERSION = "1"
WORKFLOW = "job"
ENDED = ("SUCCESS", "ERROR", "CANCELLED")
LIVE = frozenset({"ENQUEUED", "DELAYED", "PENDING"})

FAULTS = (sa.exc.SQLAlchemyError, error.DBOSException, OSError)
"""What may go wrong when the engine's database is locked, full, damaged or gone."""

_PRAGMAS = ("busy_timeout=30000", "foreign_keys=ON", "journal_mode=WAL", "synchronous=NORMAL")


def open_database(folder: Path) -> sa.Engine:
    """The engine's database `engine.db` in the data folder, in WAL mode so readers never wait."""
    url = sa.URL.create("sqlite", database=str(folder / "engine.db"))
    database = sa.create_engine(url)
    sa.event.listen(database, "connect", _prepare)
    return database


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = "IMMEDIATE"
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    if sys.version_info >= (3, 12) and sqlite3.sqlite_version_info < (3, 42):
        # Older SQLite has no unixepoch('subsec'), which the engine asks for.
        connection.create_function("unixepoch", -1, lambda *_: time.time())


class EngineClient:
    """A connection to the engine's database. The tables are made if they are not there yet."""

    def __init__(self, folder: Path) -> None:
        self._database = open_database(folder)
        self._client = DBOSClient(
            system_database_engine=self._database, application_name=APPLICATION, lazy=True
        )
        # Only the engine's own process would make the tables, and it may never have run; the
        # change to WAL does not wait for others as all else does. So one at a time.
        with FileLock(folder / "engine.lock"):
            self._client._sys_db.run_migrations()

    def enqueue(self, job: JobId, lane: Lane, priority: int) -> None:
        """Put a job in line, unless it is known here already."""
        options = EnqueueOptions(
            workflow_name=WORKFLOW,
            workflow_id=job,
            queue_name=lane.name,
            priority=priority,
            app_version=APPLICATION_VERSION,
        )
        self._client.enqueue(options, job)

    def withdraw(self, job: JobId) -> None:
        """Take a job out of the line."""
        self._client.cancel_workflow(job)

    def standing(self, jobs: Iterable[JobId]) -> Mapping[JobId, bool]:
        """For each of `jobs` that is known here, whether it waits or runs still."""
        known = self._client.list_workflows(
            workflow_ids=list(jobs), load_input=False, load_output=False
        )
        return {JobId(row.workflow_id): row.status in LIVE for row in known}

    def forget_ended(self) -> None:
        """Remove what has ended, up to ten thousand at a time: the store remembers it."""
        ended = self._client.list_workflows(
            status=list(ENDED), limit=10_000, load_input=False, load_output=False
        )
        self._client.delete_workflows([row.workflow_id for row in ended])

    def open_lanes(self, lanes: Iterable[Lane], *, is_calm: bool) -> None:
        """Make the lanes, or give them their present limits and pace."""
        for lane in lanes:
            self._client.register_queue(
                lane.name,
                worker_concurrency=lane.width,
                polling_interval_sec=lane.calm_s if is_calm else lane.poll_s,
            )

    def close(self) -> None:
        """Close every connection."""
        self._client.destroy()
        self._database.dispose()
