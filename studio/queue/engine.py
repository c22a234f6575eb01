"""The door to the job engine: opened on first use, for its library takes half a second."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from studio.domain.ids import JobId
from studio.queue.lanes import Lane

if TYPE_CHECKING:
    from studio.queue.client import EngineClient


class Engine:
    """Hands jobs to the engine of one data folder. Making one is free; threads may share it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._client: EngineClient | None = None
        self._opening = threading.Lock()

    def enqueue(self, job: JobId, lane: Lane, priority: int) -> None:
        """Put a job in line. One that is there, or was already run, stays as it is.

        An engine that fails is logged and no more: the job's row stands, and the worker finds
        it by itself.
        """
        from studio.queue.client import FAULTS

        try:
            self._open().enqueue(job, lane, priority)
        except FAULTS:
            logging.getLogger(__name__).warning("Job %s is left to the worker", job, exc_info=True)

    def withdraw(self, job: JobId) -> None:
        """Take a job out of the line. An engine that fails is logged: the row says enough."""
        from studio.queue.client import FAULTS

        try:
            self._open().withdraw(job)
        except FAULTS:
            logging.getLogger(__name__).warning("Job %s stays in line", job, exc_info=True)

    def standing(self, jobs: Iterable[JobId]) -> Mapping[JobId, bool]:
        """For each of `jobs` that the engine knows, whether it waits or runs there still."""
        return self._open().standing(jobs)

    def forget_ended(self) -> None:
        """Remove what has ended from the engine's own records, which would only grow."""
        self._open().forget_ended()

    def open_lanes(self, lanes: Iterable[Lane], *, is_calm: bool) -> None:
        """Make the lanes, or give them their present limits and pace, at any time."""
        self._open().open_lanes(lanes, is_calm=is_calm)

    def close(self) -> None:
        """Let go of the engine's database. A later call opens it again."""
        with self._opening:
            client, self._client = self._client, None
        if client is not None:
            client.close()

    def _open(self) -> EngineClient:
        from studio.queue.client import EngineClient

        with self._opening:
            if self._client is None:
                self._client = EngineClient(self._folder)
            return self._client
