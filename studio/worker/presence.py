"""Whose worker a data folder has: one holds its lock, and a sign says which process that is."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import psutil
from filelock import FileLock, Timeout

from studio.domain.errors import FolderInUse, FolderUnwritable, StoreError
from studio.store.faults import disk_fault
from studio.store.files import writing

SIGN = "worker.json"
LOCK = "worker.lock"
_SAME_START_S = 2.0


@dataclass(frozen=True)
class Presence:
    """The live worker of a folder: its process id, and since when it runs."""

    pid: int
    since: datetime


@contextmanager
def holding(folder: Path) -> Iterator[None]:
    """Hold the data folder as its only worker. The system lets go of it however the process ends.

    Raises:
        FolderInUse: another worker holds it.
        FolderUnwritable, DiskFull: it cannot be written; nothing is held then.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / LOCK, timeout=0).acquire()
    except Timeout as fault:
        raise FolderInUse(str(folder), _holder(folder)) from fault
    except OSError as fault:
        raise _refusal(folder, fault) from fault
    with lock:
        _put_sign(folder)
        try:
            yield
        finally:
            (folder / SIGN).unlink(missing_ok=True)


def live_worker(folder: Path) -> Presence | None:
    """The worker of `folder`, or None. Nothing is touched, so it may be asked at any time."""
    try:
        sign = json.loads((folder / SIGN).read_text(encoding="utf-8"))
        process = psutil.Process(int(sign["pid"]))
        # A process that got the number of a dead one began at another time.
        is_same = abs(process.create_time() - float(sign["began"])) < _SAME_START_S
        is_alive = is_same and process.status() != psutil.STATUS_ZOMBIE
    except (OSError, ValueError, TypeError, KeyError, psutil.Error):
        return None
    if not is_alive:
        return None
    return Presence(pid=process.pid, since=datetime.fromtimestamp(float(sign["began"]), UTC))


def worker_state(folder: Path) -> Literal["running", "absent"]:
    """Whether a worker serves `folder`."""
    return "running" if live_worker(folder) else "absent"


def _put_sign(folder: Path) -> None:
    sign = {"pid": os.getpid(), "began": psutil.Process().create_time()}
    try:
        with writing(folder / SIGN, durable=False) as part:
            part.write_text(json.dumps(sign), encoding="utf-8")
    except OSError as fault:
        raise _refusal(folder, fault) from fault


def _refusal(folder: Path, fault: OSError) -> StoreError:
    reason = fault.strerror or str(fault)
    return disk_fault(fault, folder) or FolderUnwritable(str(folder), reason)


def _holder(folder: Path) -> str:
    worker = live_worker(folder)
    return f"another worker (process {worker.pid})" if worker else "another worker"
