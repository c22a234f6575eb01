"""Keeps a worker running for a data folder, from another process such as the server."""

from __future__ import annotations

import contextlib
import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

import psutil

from studio.worker.presence import Presence, live_worker, worker_state

__all__ = ["Presence", "WorkerWatch", "live_worker", "worker_state"]

FIRST_WAIT_S = 0.5
LONGEST_WAIT_S = 30.0
STEADY_S = 60.0
"""A worker that lived this long, in seconds, was well: the next wait is short again."""
LOOK_S = 1.0
"""How often to look whether another's worker still holds the folder, in seconds."""
POLL_S = 0.5
"""How often to look whether the worker has died, in seconds."""
GRACE_S = 10.0
"""How long a worker may take to put its jobs down, in seconds."""

_ROOT = Path(__file__).resolve().parents[2]


class WorkerWatch:
    """Starts the worker of a data folder, starts it again when it dies, ends it at the end.

    While another live worker holds the folder that one is left to do the work; when it goes,
    this one takes over. The worker ends by itself when the watching process dies, however
    that happens: it reads a pipe whose other end only the watcher holds.
    """

    def __init__(self, data_dir: Path, command: Sequence[str] | None = None) -> None:
        self._folder = Path(data_dir).expanduser().absolute()
        self._command = tuple(command or (sys.executable, "-P", "-m", "studio.worker"))
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def is_running(self) -> bool:
        """Whether some live worker serves the folder now, this watch's own or another's."""
        return live_worker(self._folder) is not None

    def start(self) -> None:
        """Begin to watch; returns at once. A second call changes nothing."""
        if self._thread is not None:
            return
        self._ended.clear()
        self._thread = threading.Thread(target=self._watch, name="worker-watch", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the worker, which puts its jobs down, and stop watching. Waits at most 15 s."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _watch(self) -> None:
        wait_s = FIRST_WAIT_S
        while not self._ended.is_set():
            if self.is_running:
                self._ended.wait(LOOK_S)
                continue
            began = time.monotonic()
            try:
                self._keep_one()
            except OSError:  # a full disk or table of processes: there may be room later
                log = logging.getLogger(__name__)
                log.warning("No worker of %s can be started", self._folder, exc_info=True)
            is_steady = time.monotonic() - began > STEADY_S
            wait_s = FIRST_WAIT_S if is_steady else min(LONGEST_WAIT_S, wait_s * 2)
            self._ended.wait(wait_s)

    def _keep_one(self) -> None:
        """Start a worker and wait until it dies, or end it when the watch ends."""
        with _last_words(self._folder) as last_words:
            process = subprocess.Popen(
                [*self._command, "--data-dir", str(self._folder), "--watched"],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=last_words,
                env=_environment(),
                **_apart(),
            )
        try:
            while process.poll() is None and not self._ended.wait(POLL_S):
                pass
        finally:
            code = _end(process)
        if not self._ended.is_set():
            log = logging.getLogger(__name__)
            log.warning("The worker of %s ended with %d", self._folder, code)


def _last_words(folder: Path) -> IO[bytes]:
    """What a worker and its codecs write to stderr, kept of the latest start only."""
    (folder / "logs").mkdir(parents=True, exist_ok=True)
    return (folder / "logs" / "worker.stderr").open("wb")


def _end(process: subprocess.Popen[bytes]) -> int:
    """Let the worker see the end of its input, and kill it with its children if it stays."""
    if process.stdin is not None:
        process.stdin.close()
    try:
        return process.wait(GRACE_S)
    except subprocess.TimeoutExpired:
        _kill(process.pid)
        return process.wait()


def _kill(pid: int) -> None:
    with contextlib.suppress(psutil.NoSuchProcess):
        worker = psutil.Process(pid)
        for process in (*worker.children(recursive=True), worker):
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()


def _environment() -> dict[str, str]:
    """This process's environment; from a checkout, with the way to its packages."""
    if not (_ROOT / "pyproject.toml").exists():
        return dict(os.environ)
    paths = (str(_ROOT), os.environ.get("PYTHONPATH", ""))
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in paths if path)}


def _apart() -> dict[str, Any]:
    """In a process group of its own, so that Ctrl-C in a terminal reaches the server alone."""
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
        return {"creationflags": flags}
    return {"start_new_session": True}
