"""How far a job is, told often enough to watch and seldom enough to cost nothing."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from studio.domain.job import Job
from studio.queue.record import tell
from studio.store import Store

LEAST_S = 0.2


class Progress:
    """Writes percent and phase of one job, at most five times a second; threads may share it.

    A new phase is written at once. The same value is not written twice.
    """

    def __init__(self, store: Store, job: Job, clock: Callable[[], float] = time.monotonic) -> None:
        self._store = store
        self._job = job
        self._clock = clock
        self._told = (job.percent, job.phase)
        self._told_at = float("-inf")
        self._telling = threading.Lock()

    def report(self, percent: float, phase: str = "") -> None:
        """Note that the job is at `percent` (0 to 100, kept within) and in `phase`."""
        now = (round(min(100.0, max(0.0, percent)), 1), phase)
        with self._telling:
            if not self._is_worth_telling(*now):
                return
            with self._store.transaction():
                job = self._store.jobs.change(self._job.id, percent=now[0], phase=phase)
                tell(self._store, job, "job.progressed")
            self._told, self._told_at = now, self._clock()

    def _is_worth_telling(self, percent: float, phase: str) -> bool:
        if (percent, phase) == self._told:
            return False
        return phase != self._told[1] or self._clock() - self._told_at >= LEAST_S
