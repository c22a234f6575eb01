"""A whole worker with its engine, in a thread of the test's process, launched once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from studio.domain.errors import DiskFull, FolderInUse
from studio.domain.job import Job, JobKind, JobState
from studio.queue.engine import Engine
from studio.queue.outbox import OPEN, Outbox
from studio.worker.main import run
from studio.worker.presence import worker_state

if TYPE_CHECKING:
    from studio.studio import Studio

Submit = Callable[..., Job]
Until = Callable[..., Job]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all tests here, for one worker serves them."""
    return tmp_path_factory.mktemp("Meine Filme ünд 映画")


@pytest.fixture(scope="module", autouse=True)
def worker(folder: Path, bench: ModuleType) -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=run, args=(folder, bench.bench_parts(), stop))
    thread.start()
    yield
    stop.set()
    thread.join(timeout=10)
    assert not thread.is_alive()
    assert worker_state(folder) == "absent"


@pytest.fixture(autouse=True)
def nothing_left(studio: Studio) -> Iterator[None]:
    yield
    for job in studio.queue.list(states=OPEN):
        studio.queue.cancel(job.id)
    deadline = time.monotonic() + 10
    while studio.store.jobs.count(OPEN) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert studio.store.jobs.count(OPEN) == 0


def test_a_job_is_done(submit: Submit, until: Until) -> None:
    job = until(submit("count_up").id, JobState.DONE, JobState.FAILED)
    assert (job.state, job.result) == (JobState.DONE, {"sum": 3})


def test_a_turn_is_done_while_a_render_runs(submit: Submit, until: Until, studio: Studio) -> None:
    render = submit("wait", kind=JobKind.RENDER)
    until(render.id, JobState.RUNNING)
    until(submit("count_up").id, JobState.DONE)
    assert studio.store.jobs.get(render.id).state is JobState.RUNNING


def test_renders_run_one_at_a_time_the_urgent_first(
    submit: Submit, until: Until, studio: Studio
) -> None:
    first = submit("wait", kind=JobKind.RENDER)
    until(first.id, JobState.RUNNING)
    later = submit("count_up", kind=JobKind.RENDER, priority=9)
    urgent = submit("count_up", kind=JobKind.RENDER, priority=1)
    studio.queue.cancel(first.id)
    moments = []
    for job in (first, urgent, later):
        ended = until(job.id, JobState.DONE, JobState.CANCELLED)
        moments += [ended.started_at, ended.finished_at]
    assert moments == sorted(moments)


@pytest.mark.parametrize("do", ["wait", "wait_in_thread"])
def test_a_running_job_is_stopped(do: str, submit: Submit, until: Until, studio: Studio) -> None:
    job = submit(do)
    until(job.id, JobState.RUNNING)
    asked = time.monotonic()
    studio.queue.cancel(job.id)
    until(job.id, JobState.CANCELLED)
    assert time.monotonic() - asked < 15  # it would run for a minute


def test_a_job_that_never_reached_the_engine_is_done_nevertheless(
    submit: Submit, until: Until, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(studio.queue.engine, "enqueue", lambda *_: None)
        job = submit("count_up")
    assert studio.queue.engine.standing([job.id]) == {}
    until(job.id, JobState.DONE)


def test_upkeep_survives_a_bad_moment(
    submit: Submit, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = threading.Event()

    def full(_: Outbox) -> int:
        seen.set()
        raise DiskFull("here")

    with monkeypatch.context() as patch:
        patch.setattr(Outbox, "flush", full)
        assert seen.wait(10)
    until(submit("count_up").id, JobState.DONE)


def test_what_follows_a_job_is_looked_for_at_once(
    submit: Submit, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    paces: list[bool] = []
    monkeypatch.setattr(Engine, "open_lanes", lambda *_, is_calm: paces.append(is_calm))
    until(submit("count_up").id, JobState.DONE)
    deadline = time.monotonic() + 20
    while paces[-1:] != [True] and time.monotonic() < deadline:
        time.sleep(0.01)
    assert paces[-1]

    # The next look would come in two seconds; here it would see nothing even then.
    monkeypatch.setattr(Outbox, "flush", lambda _: 0)
    until(submit("count_up").id, JobState.DONE)
    assert False in paces[paces.index(True) :]


def test_a_second_worker_is_refused(folder: Path, bench: ModuleType) -> None:
    with pytest.raises(FolderInUse, match="another worker"):
        run(folder, bench.bench_parts())


def test_many_jobs_are_each_done_once(submit: Submit, until: Until, studio: Studio) -> None:
    jobs = [submit("make_pieces" if n % 5 == 0 else "count_up") for n in range(20)]
    for job in jobs:
        assert until(job.id, JobState.DONE, JobState.FAILED).attempt == 1
