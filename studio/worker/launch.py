"""Runs the job engine (DBOS) in this process."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from dbos import DBOS, DBOSConfig

from studio.domain.ids import JobId
from studio.queue.client import APPLICATION, APPLICATION_VERSION, WORKFLOW, open_database

EXECUTOR = "worker"


@contextmanager
def engine_running(folder: Path, run: Callable[[JobId], Awaitable[None]]) -> Iterator[None]:
    """Give every job in line to `run`, on an event loop of the engine's own, until left.

    Executor and version are fixed: the engine takes up again what an executor of the same
    name and version left behind. There must be one such process for a folder, and no event
    loop in the calling thread, which the engine would take for its own.
    """
    database = open_database(folder)
    # A logger that has a handler is left alone by the engine; its lines then reach the worker's.
    logging.getLogger("dbos").addHandler(logging.NullHandler())
    DBOS(config=_config(database))
    _register(run)
    try:
        DBOS.launch()
        yield
    finally:
        DBOS.destroy(destroy_registry=True)
        database.dispose()


def _config(database: sa.Engine) -> DBOSConfig:
    return {
        "name": APPLICATION,
        "application_version": APPLICATION_VERSION,
        "executor_id": EXECUTOR,
        "system_database_engine": database,
        "log_level": "ERROR",
    }


def _register(run: Callable[[JobId], Awaitable[None]]) -> None:
    async def job(job_id: str) -> None:
        await run(JobId(job_id))

    # No limit on recoveries: what was made before a crash is found again, so each gets further.
    DBOS.workflow(name=WORKFLOW, max_recovery_attempts=None)(job)
