"""A real worker, killed while something is paid for: it is never paid for twice."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any

import httpx2
import pytest

from studio.actions.plans import add_scene
from studio.actions.production import request_picture, request_video, settle, uncertain_requests
from studio.actions.projects import create_project
from studio.actions.reviews import approve_scenes
from studio.domain.brief import Brief
from studio.domain.ids import ProjectId, SceneId
from studio.domain.job import Job, JobState
from studio.domain.production import RequestState
from studio.domain.scene import Graphic, Scene, Words
from studio.domain.take import TakeKind
from studio.studio import Studio, open_studio
from tests.media import MediaServer, on_loopback

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
A = SceneId("a")


@dataclass
class SlowServer(MediaServer):
    """Holds its answer to a POST until it is let go, or for good."""

    is_holding: bool = True
    came: Event = field(default_factory=Event)
    let_go: Event = field(default_factory=Event)

    def _made(self, request: httpx2.Request, path: str) -> httpx2.Response:
        self.came.set()
        if self.is_holding:
            self.let_go.wait(30)
        return super()._made(request, path)


@dataclass
class House:
    """A data folder with a greenlit film, its outside world on loopback."""

    folder: Path
    studio: Studio
    film: ProjectId
    server: SlowServer
    address: str

    @contextmanager
    def worker(self) -> Iterator[subprocess.Popen[bytes]]:
        urls = {"OPENAI_BASE_URL": f"{self.address}/v1", "FAL_QUEUE_URL": self.address}
        process = subprocess.Popen(
            [sys.executable, "-m", "studio.cli", "worker", "--data-dir", str(self.folder)],
            env={**os.environ, **urls, "PYTHONPATH": str(ROOT)},
            stderr=subprocess.DEVNULL,
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait()

    def until(self, is_so: Callable[[], bool], patience_s: float = 40.0) -> None:
        deadline = time.monotonic() + patience_s
        while not is_so():
            assert time.monotonic() < deadline
            time.sleep(0.02)

    def ended(self, job: Job) -> Job:
        self.until(lambda: self.studio.store.jobs.get(job.id).state.is_final)
        return self.studio.store.jobs.get(job.id)


@pytest.fixture
def house(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.setenv("OPENAI_API_KEY", "openai-4711")
    monkeypatch.setenv("FAL_KEY", "fal-key-4711")
    studio = open_studio(folder)
    project = create_project(studio, Brief(text="The sea."))
    look = Graphic(words=Words(headline="The sea"))
    scene = Scene(id=A, title="Sea", narration="The sea.", visual=look, frames=30)
    add_scene(studio, project.id, scene)
    approve_scenes(studio, project.id)
    server = SlowServer()
    with on_loopback(server) as address:
        yield House(folder, studio, project.id, server, address)
        server.let_go.set()
    studio.close()


def test_killed_between_the_request_and_its_answer(house: House) -> None:
    studio, server = house.studio, house.server
    job = request_picture(studio, house.film, A, provider="openai-pictures")
    with house.worker() as process:
        house.until(server.came.is_set)
        process.kill()
        process.wait()
    [row] = studio.store.paid.list(house.film)
    assert row.state is RequestState.SENDING
    server.is_holding = False

    with house.worker():
        ended = house.ended(job)

    assert (ended.state, ended.attempt) == (JobState.FAILED, 2)
    assert ended.fault is not None
    assert ended.fault.error == "UncertainOutcome"
    assert len(server.posts) == 1
    [doubt] = uncertain_requests(studio, house.film)

    again: Any = settle(studio, doubt.id, is_sent_again=True)
    with house.worker():
        assert house.ended(again).state is JobState.DONE
    assert len(server.posts) == 2
    assert studio.store.takes.active(house.film, A, TakeKind.ARTWORK) is not None


def test_killed_while_it_is_made_there(house: House) -> None:
    studio, server = house.studio, house.server
    server.is_holding, server.looks = False, 10**6
    job = request_video(studio, house.film, A, provider="fal-kling")
    with house.worker() as process:
        house.until(lambda: len(server.seen) > 2)
        process.kill()
        process.wait()
    [row] = studio.store.paid.list(house.film)
    assert (row.state, row.remote) == (RequestState.ACCEPTED, "r1")
    server.looks = 0

    with house.worker():
        assert house.ended(job).state is JobState.DONE
        house.until(lambda: studio.store.takes.active(house.film, A, TakeKind.MOTION) is not None)

    assert len(server.posts) == 1
    assert studio.store.takes.active(house.film, A, TakeKind.FOOTAGE) is not None
