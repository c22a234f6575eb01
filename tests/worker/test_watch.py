"""Keeping a worker running from another process."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import psutil
import pytest

from studio.worker import watch as watching
from studio.worker.presence import live_worker, worker_state
from studio.worker.watch import WorkerWatch

pytestmark = pytest.mark.slow

BENCH = Path(__file__).with_name("bench.py")
ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, str(BENCH))

WATCH_AND_SLEEP = """
import sys, time
from pathlib import Path
from studio.worker.watch import WorkerWatch
WorkerWatch(Path(sys.argv[1]), [sys.executable, sys.argv[2]]).start()
time.sleep(60)
"""


@pytest.fixture
def watch(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[WorkerWatch]:
    monkeypatch.setattr(watching, "FIRST_WAIT_S", 0.05)
    monkeypatch.setattr(watching, "LOOK_S", 0.05)
    monkeypatch.setattr(watching, "POLL_S", 0.05)
    watch = WorkerWatch(folder, COMMAND)
    yield watch
    watch.stop()


def wait_for(is_so: Callable[[], object], patience_s: float = 20.0) -> None:
    deadline = time.monotonic() + patience_s
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def pid_of_worker(folder: Path) -> int:
    worker = live_worker(folder)
    return worker.pid if worker else 0


def test_a_worker_that_dies_is_started_again_and_the_watch_ends_it(
    watch: WorkerWatch, folder: Path
) -> None:
    assert not watch.is_running
    watch.start()
    watch.start()
    wait_for(lambda: watch.is_running)
    first = pid_of_worker(folder)
    assert psutil.Process(first).net_connections(kind="tcp") == []
    if sys.platform != "win32":
        assert os.getpgid(first) == first
    psutil.Process(first).kill()
    wait_for(lambda: pid_of_worker(folder) not in (0, first))
    second = pid_of_worker(folder)
    watch.stop()
    assert not psutil.pid_exists(second)
    assert worker_state(folder) == "absent"


def test_a_worker_that_cannot_be_started_is_tried_again(
    watch: WorkerWatch, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults = [OSError(errno.ENOSPC, "No space left on device")]
    last_words = watching._last_words

    def full(place: Path) -> IO[bytes]:
        if faults:
            raise faults.pop()
        return last_words(place)

    monkeypatch.setattr(watching, "_last_words", full)
    watch.start()
    wait_for(lambda: watch.is_running)
    assert faults == []


def test_the_worker_ends_when_its_watcher_is_killed_and_another_takes_over(
    watch: WorkerWatch, folder: Path
) -> None:
    other = subprocess.Popen(
        [sys.executable, "-c", WATCH_AND_SLEEP, str(folder), str(BENCH)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.DEVNULL,
    )
    wait_for(lambda: worker_state(folder) == "running")
    orphan = pid_of_worker(folder)
    watch.start()
    assert watch.is_running
    other.kill()
    other.wait()
    wait_for(lambda: not psutil.pid_exists(orphan))
    wait_for(lambda: pid_of_worker(folder) not in (0, orphan))
