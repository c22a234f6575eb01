"""One job from its first attempt to its end: its row and its events at every turn."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from studio.domain.ids import JobId
from studio.domain.job import Job, JobKind, JobState
from studio.worker.backoff import Backoff
from studio.worker.crews import LateCrew
from studio.worker.runner import Runner

if TYPE_CHECKING:
    from studio.studio import Studio

Submit = Callable[..., Job]


@pytest.fixture
def runner(studio: Studio, bench: ModuleType) -> Runner:
    parts = bench.bench_parts()
    return Runner(studio, parts.kinds, parts.open_crew, parts.backoff)


def run(studio: Studio, runner: Runner, job: Job) -> Job:
    asyncio.run(runner.run(job.id))
    return studio.store.jobs.get(job.id)


def told(studio: Studio, job: Job) -> list[str]:
    events = studio.store.events.after(0, topic=f"job:{job.id}")
    assert {event.trace for event in events} == {job.trace}
    return [event.kind.removeprefix("job.") for event in events]


async def while_running(studio: Studio, runner: Runner, job: Job, act: Callable[[], Any]) -> None:
    """Run the job, and `act` once it is in hand."""
    running = asyncio.ensure_future(runner.run(job.id))
    while studio.store.jobs.get(job.id).state is JobState.QUEUED:
        await asyncio.sleep(0.01)
    result = act()
    if isinstance(result, Awaitable):
        await result
    await asyncio.wait_for(running, timeout=2.0)


def test_a_job_that_succeeds(studio: Studio, runner: Runner, submit: Submit) -> None:
    job = run(studio, runner, submit("count_up"))
    assert (job.state, job.result, job.percent) == (JobState.DONE, {"sum": 3}, 100)
    assert (job.attempt, job.phase, job.fault) == (1, "", None)
    assert job.started_at is not None
    assert job.finished_at is not None
    assert job.created_at <= job.started_at <= job.finished_at
    assert told(studio, job) == ["queued", "started", *["progressed"] * 3, "finished"]


def test_a_job_leaves_a_span_under_its_trace(
    studio: Studio, runner: Runner, submit: Submit
) -> None:
    job = run(studio, runner, submit("count_up"))
    (span,) = studio.store.turns.spans(job.trace)
    assert (span.kind, span.name, span.began_at) == ("job", "Turn", job.started_at)
    assert span.attributes["state"] == "done"
    assert span.ended_at is not None


def test_a_passing_fault_is_met_again(studio: Studio, runner: Runner, submit: Submit) -> None:
    job = run(studio, runner, submit("stumble"))
    assert (job.state, job.attempt, job.fault) == (JobState.DONE, 3, None)
    assert told(studio, job) == [
        *["queued", "started", "retried", "started", "retried", "started", "finished"]
    ]
    retried = next(e for e in studio.store.events.after(0) if e.kind == "job.retried")
    assert retried.payload["state"] == "waiting"
    assert retried.payload["fault"]["error"] == "Unreachable"
    assert retried.payload["delay_s"] >= 0.01


def test_five_attempts_are_enough(studio: Studio, runner: Runner, submit: Submit) -> None:
    job = run(studio, runner, submit("stumble_always"))
    assert (job.state, job.attempt) == (JobState.FAILED, 5)
    assert job.fault is not None
    assert job.fault.error == "RateLimited"
    assert told(studio, job).count("retried") == 4
    assert told(studio, job)[-1] == "failed"


def test_a_fault_for_a_person_is_told_at_once(
    studio: Studio, runner: Runner, submit: Submit
) -> None:
    job = run(studio, runner, submit("refuse"))
    assert (job.state, job.attempt) == (JobState.FAILED, 1)
    assert job.fault is not None
    assert (job.fault.sentence, job.fault.remedy) == (
        "The picture: it is torn.",
        "Bring another.",
    )
    assert told(studio, job) == ["queued", "started", "failed"]


def test_the_unforeseen_is_logged_with_its_trace(
    studio: Studio, runner: Runner, submit: Submit, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        job = run(studio, runner, submit("break_down"))
    assert job.state is JobState.FAILED
    assert job.fault is not None
    assert "ZeroDivisionError: by nought" in job.fault.sentence
    [record] = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert vars(record)["trace"] == "trace-1"
    assert record.exc_info is not None


def test_a_kind_nobody_can_do_fails_clearly(studio: Studio, runner: Runner, submit: Submit) -> None:
    job = run(studio, runner, submit("count_up", kind=JobKind.SCRATCH))
    assert job.fault is not None
    assert "way to do a job of kind “scratch”" in job.fault.sentence


@pytest.mark.parametrize("state", [JobState.DONE, JobState.FAILED, JobState.CANCELLED])
def test_what_has_ended_is_not_run_again(
    state: JobState, studio: Studio, runner: Runner, submit: Submit
) -> None:
    before = studio.store.jobs.change(submit("count_up").id, state=state)
    assert run(studio, runner, before) == before


def test_a_job_deleted_with_its_project_is_no_trouble(
    studio: Studio, runner: Runner, submit: Submit, caplog: pytest.LogCaptureFixture
) -> None:
    before = studio.store.events.after(0)
    with caplog.at_level(logging.WARNING):
        asyncio.run(runner.run(JobId("nobody")))
    assert studio.store.events.after(0) == before
    assert not caplog.records
    assert run(studio, runner, submit("count_up")).state is JobState.DONE


def test_one_left_while_cancelling_is_cancelled_not_run(
    studio: Studio, runner: Runner, submit: Submit
) -> None:
    job = submit("count_up")
    studio.store.jobs.change(job.id, state=JobState.RUNNING, is_cancelling=True)
    job = run(studio, runner, job)
    assert (job.state, job.attempt, job.is_cancelling) == (JobState.CANCELLED, 0, False)


@pytest.mark.parametrize("do", ["wait", "wait_in_thread", "wait_then_give_up"])
def test_a_running_job_stops_when_asked(
    do: str, studio: Studio, runner: Runner, submit: Submit
) -> None:
    job = submit(do)
    asyncio.run(while_running(studio, runner, job, lambda: studio.queue.cancel(job.id)))
    ended = studio.store.jobs.get(job.id)
    assert (ended.state, ended.is_cancelling) == (JobState.CANCELLED, False)
    assert told(studio, job) == ["queued", "started", "cancelling", "cancelled"]
    is_told_in_thread = (studio.store.folder / f"{job.id}.stopped").exists()
    assert is_told_in_thread is (do != "wait")


def test_a_job_between_attempts_stops_when_asked(
    studio: Studio, bench: ModuleType, submit: Submit
) -> None:
    slow = Runner(studio, bench.bench_parts().kinds, bench.Crew, Backoff(first_s=60))
    job = submit("stumble")
    asyncio.run(while_running(studio, slow, job, lambda: studio.queue.cancel(job.id)))
    assert told(studio, job)[-3:] == ["retried", "cancelling", "cancelled"]


@pytest.mark.parametrize("do", ["wait_in_thread", "wait_then_give_up"])
def test_a_worker_that_leaves_puts_its_jobs_down(
    do: str, studio: Studio, runner: Runner, submit: Submit
) -> None:
    job = submit(do)

    async def leave() -> None:
        running = asyncio.ensure_future(runner.run(job.id))
        while studio.store.jobs.get(job.id).state is JobState.QUEUED:
            await asyncio.sleep(0.01)
        runner.leave()
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running

    asyncio.run(leave())
    assert studio.store.jobs.get(job.id).state is JobState.WAITING
    assert told(studio, job) == ["queued", "started", "paused"]


def test_events_carry_what_pages_show(studio: Studio, runner: Runner, submit: Submit) -> None:
    job = run(studio, runner, submit("refuse"))
    last = studio.store.events.after(0, topic=f"job:{job.id}")[-1]
    assert json.loads(json.dumps(last.payload)) == {
        "job": job.id,
        "kind": "turn",
        "state": "failed",
        "percent": 0,
        "phase": "",
        "attempt": 1,
        "fault": {
            "error": "BadInput",
            "sentence": "The picture: it is torn.",
            "remedy": "Bring another.",
        },
    }


def test_the_crew_is_made_once_and_only_if_needed(bench: ModuleType) -> None:
    made: list[Any] = []

    def make() -> Any:
        made.append(bench.Crew())
        return made[-1]

    late = LateCrew(make)
    late.close()
    assert made == []
    assert late.open() is late.open()
    late.close()
    assert [crew.is_closed for crew in made] == [True]
