"""The door to the engine: cheap, shared by processes, and no loss when it is shut."""

from __future__ import annotations

import logging
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from studio.domain.ids import JobId
from studio.domain.job import JobKind
from studio.queue import LANE_OF, LANES, JobOrder, Queue
from studio.queue.client import EngineClient
from studio.queue.engine import Engine
from studio.queue.outbox import Outbox
from studio.store import Store

MakeOrder = Callable[..., JobOrder]
TURNS = LANE_OF[JobKind.TURN]


def test_to_know_the_queue_does_not_load_the_engine() -> None:
    code = (
        "import studio.queue, sys; sys.exit('dbos' in sys.modules or 'sqlalchemy' in sys.modules)"
    )
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0


def test_a_job_is_in_line_once(tmp_path: Path) -> None:
    engine = Engine(tmp_path)
    engine.enqueue(JobId("a"), TURNS, 1)
    engine.withdraw(JobId("a"))
    engine.enqueue(JobId("a"), TURNS, 1)
    engine.enqueue(JobId("b"), TURNS, 1)
    assert engine.standing([JobId("a"), JobId("b"), JobId("c")]) == {"a": False, "b": True}
    engine.close()


def test_what_has_ended_is_forgotten(tmp_path: Path) -> None:
    engine = Engine(tmp_path)
    engine.enqueue(JobId("a"), TURNS, 1)
    engine.withdraw(JobId("a"))
    engine.enqueue(JobId("b"), TURNS, 1)
    engine.forget_ended()
    assert engine.standing([JobId("a"), JobId("b")]) == {"b": True}
    engine.close()


def paces(folder: Path) -> dict[str, tuple[int, float]]:
    """How many at once, and how often a worker looks, as the engine's own records say."""
    wanted = "SELECT name, worker_concurrency, polling_interval_sec FROM queues"
    with closing(sqlite3.connect(folder / "engine.db")) as records:
        return {name: (width, often_s) for name, width, often_s in records.execute(wanted)}


def test_lanes_can_change_their_pace(tmp_path: Path) -> None:
    engine = Engine(tmp_path)
    engine.open_lanes(LANES.values(), is_calm=True)
    assert paces(tmp_path) == {lane.name: (lane.width, lane.calm_s) for lane in LANES.values()}
    engine.open_lanes(LANES.values(), is_calm=False)
    assert paces(tmp_path) == {lane.name: (lane.width, lane.poll_s) for lane in LANES.values()}
    engine.close()


def test_an_engine_that_fails_leaves_the_job_to_the_worker(
    queue: Queue, store: Store, folder: Path, order: MakeOrder, caplog: pytest.LogCaptureFixture
) -> None:
    (folder / "engine.db").mkdir()
    with caplog.at_level(logging.WARNING):
        job = queue.submit(order())
    assert f"Job {job.id} is left to the worker" in caplog.text
    assert store.jobs.get(job.id) == job
    (folder / "engine.db").rmdir()
    Outbox(store, queue.engine).flush()
    assert queue.engine.standing([job.id]) == {job.id: True}


def test_those_who_come_first_all_get_in(tmp_path: Path) -> None:
    for round_ in range(5):
        folder = tmp_path / str(round_)
        folder.mkdir()
        arrive_together(folder, guests=6)
        engine = Engine(folder)
        jobs = [JobId(f"job-{guest}") for guest in range(6)]
        assert engine.standing(jobs) == dict.fromkeys(jobs, True)
        engine.close()


def arrive_together(folder: Path, guests: int) -> None:
    """Each on a connection of its own to a database that is not there yet, as processes are."""
    barrier = threading.Barrier(guests)

    def enqueue(guest: int) -> None:
        barrier.wait()
        client = EngineClient(folder)
        client.enqueue(JobId(f"job-{guest}"), TURNS, 10)
        client.close()

    with ThreadPoolExecutor(guests) as pool:
        for call in [pool.submit(enqueue, guest) for guest in range(guests)]:
            call.result()
