"""Render processes: one per core, each on its own, none outliving its parent.

Pictures and codecs are decoded in here, so that a crash in one takes nothing else down.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from types import TracebackType
from typing import Any, ParamSpec, Self, TypeVar

import psutil
from pebble import ProcessExpired, ProcessPool

from studio.compose.specs import SegmentSpec
from studio.compose.statistics import SegmentStatistics
from studio.compose.tasks import render_segment
from studio.domain.errors import DiskFull, GreenlightError, SegmentFailed, WorkerLost
from studio.domain.ids import AssetId
from studio.store.faults import FULL

_GIVE_BACK = ("MALLOC_MMAP_THRESHOLD_", "1000000")
"""glibc is to return freed frames and pictures to the system (mallopt(3)): by itself it keeps
their room, and two processes then hold 100 MB that nobody uses. Others do not read it."""

P = ParamSpec("P")
T = TypeVar("T")


class Crew:
    """A pool of render processes; a context manager. Safe to use from several threads.

    Processes start with the first task. Cancelling a task kills the process it runs in and
    another takes its place; so it does when one crashes, and its task raises WorkerLost.
    """

    def __init__(self, workers: int | None = None) -> None:
        self.workers = workers or cores()
        self._lock = threading.Lock()
        self._pool: ProcessPool | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def submit(
        self, spec: SegmentSpec, paths: Mapping[AssetId, Path], target: Path
    ) -> Future[SegmentStatistics]:
        """Have one segment rendered at `target`, as `render.render_segment` does."""
        used = {asset: path for asset, path in paths.items() if asset in spec.assets}
        return self.run(render_segment, spec, used, target)

    def run(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have `function`, found by its name in its module, called in a render process.

        The future raises GreenlightErrors as they are, DiskFull when no room was left,
        WorkerLost when the process ended early, and SegmentFailed for anything else.
        """
        outer: Future[T] = Future()
        try:
            inner = self._started().schedule(_sheltered, args=(function, args, kwargs))
        except (BrokenProcessPool, RuntimeError):
            inner = self._restarted().schedule(_sheltered, args=(function, args, kwargs))
        outer.add_done_callback(lambda done: _stop(inner) if done.cancelled() else None)
        inner.add_done_callback(lambda done: _hand_over(done, outer))
        return outer

    def warm(self) -> None:
        """Start the processes, a second's work for each, before there is a task for them.

        Costs nothing when they run already. Raises OSError when there is no room for them.
        """
        with self._lock:
            is_running = self._pool is not None
        if not is_running:
            self._started().schedule(_ready)

    def close(self) -> None:
        """End all processes, whatever they are doing."""
        pool: Any
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.stop()
            pool.join()

    def _started(self) -> ProcessPool:
        with self._lock:
            if self._pool is None:
                os.environ.setdefault(*_GIVE_BACK)
                self._pool = ProcessPool(
                    max_workers=self.workers,
                    initializer=_settle_in,
                    context=multiprocessing.get_context("spawn"),
                )
            return self._pool

    def _restarted(self) -> ProcessPool:
        """A new pool in place of one that lost all its processes at once."""
        self.close()
        return self._started()


def cores() -> int:
    """Physical cores this process may use, at least 1."""
    physical = psutil.cpu_count(logical=False) or psutil.cpu_count() or 1
    try:
        allowed = len(psutil.Process().cpu_affinity())
    except (AttributeError, psutil.Error):  # macOS has no affinity
        allowed = physical
    return max(1, min(physical, allowed))


def _ready() -> None:
    """Be there, and load what sound and joining take: they are next after the pictures."""
    import studio.compose.join
    import studio.compose.soundtrack  # noqa: F401


def _stop(inner: Any) -> None:
    inner.cancel()


def _hand_over(inner: Future[T], outer: Future[T]) -> None:
    """Give what became of `inner` to `outer`, with errors a person understands."""
    if not outer.set_running_or_notify_cancel():
        return
    try:
        outer.set_result(inner.result())
    except GreenlightError as fault:
        outer.set_exception(fault)
    except (ProcessExpired, BrokenProcessPool, CancelledError) as fault:
        code = getattr(fault, "exitcode", None)
        outer.set_exception(WorkerLost(f"exit code {code}" if code else "it was stopped"))
    except Exception as fault:  # noqa: BLE001 - handed on to whoever waits for the future
        outer.set_exception(fault)


def _sheltered(function: Callable[..., T], args: tuple[Any, ...], kwargs: dict[str, Any]) -> T:
    """Call `function` so that every error of it can leave the process."""
    try:
        return function(*args, **kwargs)
    except GreenlightError:
        raise
    except OSError as fault:
        if fault.errno in FULL:
            raise DiskFull(str(fault.filename or "the film")) from None
        raise SegmentFailed("A part of the film", f"{type(fault).__name__}: {fault}") from None
    except Exception as fault:  # noqa: BLE001 - the boundary of a render process
        raise SegmentFailed("A part of the film", f"{type(fault).__name__}: {fault}") from None


def _settle_in() -> None:
    """Prepare a render process: quiet, one thread, and gone when its parent is.

    SVT-AV1 writes its settings to the terminal unless its variable asks for errors alone.
    """
    threading.Thread(target=_follow_parent, daemon=True).start()
    os.environ.setdefault("SVT_LOG", "1")
    import av.logging
    import cv2

    av.logging.set_level(None)
    cv2.setNumThreads(1)
    import studio.compose.render  # noqa: F401 - load it before the first task comes


def _follow_parent() -> None:
    """End this process when its parent ends, even by a kill that runs no handlers."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    multiprocessing.connection.wait([parent.sentinel])
    os._exit(1)
