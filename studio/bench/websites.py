"""From a web address to a film one can watch: how long a person waits for the first scene and
for all five."""

from __future__ import annotations

import contextlib
import functools
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import psutil

from studio.actions.chat import send
from studio.actions.plans import latest_plan
from studio.actions.projects import create_project
from studio.actions.sites import LOOPBACK_PREFERENCE
from studio.domain.brief import Brief, BriefKind
from studio.domain.errors import WorkerLost
from studio.domain.ids import ProjectId
from studio.domain.take import TakeKind
from studio.studio import Studio, open_studio
from studio.worker.watch import WorkerWatch, live_worker

SITE = Path(__file__).parent / "site"
SCENES = 5
_LOOK_S = 0.02
_LONGEST_S = 240.0
_WARM_S = 30.0
_REST_S, _REST_PERCENT = 0.5, 10.0


@dataclass(frozen=True)
class SiteFilm:
    """Seconds from sending the address: to the first scene planned, the first to be watched,
    and all of them."""

    planned_s: float
    first_s: float
    whole_s: float
    scenes: int


def site_film(folder: Path = SITE) -> SiteFilm:
    """A film of the website in `folder`, served on loopback.

    The worker has begun and is at rest, as a person finds it who opened the studio and then
    typed an address; it has done nothing yet.

    Raises WorkerLost when it takes longer than four minutes.
    """
    with (
        tempfile.TemporaryDirectory(prefix="greenlight-bench-") as data,
        served(folder) as url,
        contextlib.closing(open_studio(data)) as studio,
    ):
        studio.store.preferences.put(LOOPBACK_PREFERENCE, "on")
        watch = WorkerWatch(studio.store.folder)
        watch.start()
        try:
            _wait(lambda: _is_at_rest(studio.store.folder), _WARM_S)
            return _measured(studio, f"Make a film of {url} straight away")
        finally:
            watch.stop()


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder served on loopback, for as long as the context lasts."""
    handler = functools.partial(_Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (its own name)
        """Nobody reads along."""


def _measured(studio: Studio, ask: str) -> SiteFilm:
    project = create_project(studio, Brief(kind=BriefKind.IDEA, text=ask))
    began = time.monotonic()
    send(studio, project.id, ask)

    def passed(is_so: Callable[[], bool]) -> float:
        _wait(is_so, _LONGEST_S)
        return time.monotonic() - began

    planned = passed(lambda: bool(latest_plan(studio, project.id).scenes))
    first = passed(lambda: _watchable(studio, project.id) >= 1)
    whole = passed(lambda: _watchable(studio, project.id) >= SCENES)
    return SiteFilm(planned, first, whole, len(latest_plan(studio, project.id).scenes))


def _is_at_rest(data: Path) -> bool:
    """True when the worker is there and did next to nothing for half a second."""
    worker = live_worker(data)
    if worker is None:
        return False
    busy: float = psutil.Process(worker.pid).cpu_percent(_REST_S)
    return busy < _REST_PERCENT


def _watchable(studio: Studio, project_id: ProjectId) -> int:
    return len(studio.store.takes.active_by_scene(project_id, TakeKind.MOTION))


def _wait(is_so: Callable[[], bool], longest_s: float) -> None:
    ends = time.monotonic() + longest_s
    while not is_so():
        if time.monotonic() > ends:
            raise WorkerLost(f"nothing came in {longest_s:.0f} s")
        time.sleep(_LOOK_S)
