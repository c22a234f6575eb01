"""The worker: holds the data folder, runs its jobs, ends when it is told to."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.domain.errors import StoreError
from studio.domain.ids import JobId
from studio.domain.job import JobKind
from studio.queue.client import FAULTS
from studio.queue.lanes import LANE_OF
from studio.queue.outbox import Outbox
from studio.worker.crews import LateCrew
from studio.worker.launch import engine_running
from studio.worker.log import worker_log
from studio.worker.parts import Parts, shipped
from studio.worker.presence import holding
from studio.worker.runner import Runner

if TYPE_CHECKING:
    from studio.studio import Studio

UPKEEP_S = 2.0
"""How often store and engine are compared, and the pace is set, in seconds."""

_SIGNALS = ("SIGTERM", "SIGINT", "SIGBREAK")


def run(data_dir: Path, parts: Parts | None = None, stop: threading.Event | None = None) -> None:
    """Do the jobs of a data folder until `stop` is set or the process is asked to end.

    A job in hand then is put down, to be taken up at the next start.

    Raises:
        FolderInUse: another worker holds the folder.
        StoreError: the folder cannot be used; the error says why.
    """
    stop = stop or threading.Event()
    folder = Path(data_dir)
    with _stopping_on_signals(stop), holding(folder), worker_log(folder) as log:
        log.info("Worker %d serves %s", os.getpid(), folder)
        _serve(folder, parts or shipped(), stop)
        log.info("Worker %d ends", os.getpid())


def leave(code: int, patience_s: float = 5.0) -> None:
    """End the process though a thread may be stuck: wait `patience_s` for it, then go.

    Half-made files bear no final name, so going hard loses nothing.
    """
    others = [t for t in threading.enumerate() if t is not threading.current_thread()]
    for thread in others:
        if not thread.daemon:
            thread.join(patience_s)
            if thread.is_alive():
                logging.getLogger(__name__).warning("Left without waiting for %s", thread.name)
                os._exit(code)
    raise SystemExit(code)


def _serve(folder: Path, parts: Parts, stop: threading.Event) -> None:
    with (
        closing(parts.open_studio(folder)) as studio,
        closing(LateCrew(parts.open_crew)) as crew,
    ):
        studio.store.sweep()
        runner = Runner(studio, parts.kinds, crew.open, parts.backoff)
        upkeep = _Upkeep(studio, parts.kinds)
        upkeep.look()
        studio.queue.engine.forget_ended()
        _prepare(parts)

        async def run_job(job_id: JobId) -> None:
            await asyncio.to_thread(upkeep.quicken)
            await runner.run(job_id)

        with engine_running(folder, run_job), _leaving(runner):
            while not stop.wait(UPKEEP_S):
                upkeep.look()


def _prepare(parts: Parts) -> None:
    """Load what the kinds of jobs take long to load, beside the first work."""

    def load() -> None:
        for kind in parts.kinds.values():
            kind.prepare()

    threading.Thread(target=load, name="prepare", daemon=True).start()


class _Upkeep:
    """Settles what store and engine do not agree on, and sets the pace of the lanes."""

    def __init__(self, studio: Studio, kinds: Iterable[JobKind]) -> None:
        self._studio = studio
        self._outbox = Outbox(studio.store, studio.queue.engine)
        self._engine = studio.queue.engine
        self._lanes = {LANE_OF[kind] for kind in kinds}
        self._is_calm: bool | None = None
        self._looking = threading.Lock()

    def look(self) -> None:
        """Look once. What cannot be done now, on a full disk perhaps, is for the next time."""
        from studio.actions.chat import settle_answers

        with self._looking, _put_off():
            settle_answers(self._studio)
            self._pace(is_calm=self._outbox.flush() == 0)

    def quicken(self) -> None:
        """A job begins: those that follow from it are not to wait for the next look."""
        with self._looking, _put_off():
            self._pace(is_calm=False)

    def _pace(self, *, is_calm: bool) -> None:
        if is_calm is not self._is_calm:
            self._engine.open_lanes(self._lanes, is_calm=is_calm)
            self._is_calm = is_calm


@contextmanager
def _put_off() -> Iterator[None]:
    try:
        yield
    except (StoreError, *FAULTS):
        logging.getLogger(__name__).warning("Upkeep is put off", exc_info=True)


@contextmanager
def _leaving(runner: Runner) -> Iterator[None]:
    try:
        yield
    finally:
        runner.leave()


@contextmanager
def _stopping_on_signals(stop: threading.Event) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    handler: Callable[..., Any] = lambda *_: stop.set()  # noqa: E731
    known = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
    before = {number: signal.signal(number, handler) for number in known}
    try:
        yield
    finally:
        for number, former in before.items():
            signal.signal(number, former)
