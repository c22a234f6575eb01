"""The line of jobs: what is written, and what the engine is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from studio.domain.errors import NotFound, QueueFull
from studio.domain.ids import JobId
from studio.domain.job import Fault, Job, JobKind, JobState
from studio.queue import LANE_OF, JobOrder, Queue
from studio.store import Store

MakeOrder = Callable[..., JobOrder]


def kinds_of_events(store: Store, job: Job) -> list[str]:
    return [event.kind for event in store.events.after(0, topic=f"job:{job.id}")]


def is_in_line(queue: Queue, job: Job) -> bool | None:
    return queue.engine.standing([job.id]).get(job.id)


def test_a_job_is_stored_told_and_put_in_line(queue: Queue, store: Store, order: MakeOrder) -> None:
    job = queue.submit(order(priority=4))
    assert store.jobs.get(job.id) == job
    assert (job.state, job.attempt, job.priority) == (JobState.QUEUED, 0, 4)
    assert (job.inputs, job.trace) == ({"scene": "one"}, "trace-1")
    [event] = store.events.after(0, topic=f"job:{job.id}")
    assert (event.kind, event.trace) == ("job.queued", "trace-1")
    assert event.payload["state"] == "queued"
    assert is_in_line(queue, job) is True


def test_every_kind_has_a_lane() -> None:
    assert set(LANE_OF) == set(JobKind)


def test_an_open_job_is_not_doubled(queue: Queue, store: Store, order: MakeOrder) -> None:
    first = queue.submit(order())
    assert queue.submit(order()).id == first.id
    store.jobs.change(first.id, state=JobState.DONE)
    assert queue.submit(order()).id != first.id


def test_nothing_stays_of_a_transaction_that_failed(
    queue: Queue, store: Store, order: MakeOrder
) -> None:
    made = []

    def submit_and_fail() -> None:
        with store.transaction():
            made.append(queue.submit(order()))
            raise KeyError

    with pytest.raises(KeyError):
        submit_and_fail()
    assert store.jobs.list() == ()
    assert store.events.after(0) == ()
    assert is_in_line(queue, made[0]) is None


def test_the_engine_hears_of_it_only_after_the_commit(
    queue: Queue, store: Store, order: MakeOrder
) -> None:
    with store.transaction():
        job = queue.submit(order())
        assert is_in_line(queue, job) is None
    assert is_in_line(queue, job) is True


def test_a_full_queue_refuses_and_changes_nothing(
    queue: Queue, store: Store, order: MakeOrder
) -> None:
    jobs = [queue.submit(order(key=key)) for key in "abc"]
    with pytest.raises(QueueFull, match="3 jobs are waiting already") as refusal:
        queue.submit(order(key="d"))
    assert (refusal.value.waiting, refusal.value.limit) == (3, 3)
    assert len(queue.list()) == 3
    assert queue.submit(order(key="a")).id == jobs[0].id
    store.jobs.change(jobs[0].id, state=JobState.RUNNING)
    assert queue.submit(order(key="d")).state is JobState.QUEUED


def test_a_queued_job_is_cancelled_at_once(queue: Queue, store: Store, order: MakeOrder) -> None:
    job = queue.cancel(queue.submit(order()).id)
    assert job.state is JobState.CANCELLED
    assert job.finished_at is not None
    assert kinds_of_events(store, job) == ["job.queued", "job.cancelled"]
    assert is_in_line(queue, job) is False


@pytest.mark.parametrize("state", [JobState.RUNNING, JobState.WAITING])
def test_a_job_in_hand_is_asked_to_stop_once(
    state: JobState, queue: Queue, store: Store, order: MakeOrder
) -> None:
    job = queue.submit(order())
    store.jobs.change(job.id, state=state)
    assert queue.cancel(job.id).is_cancelling
    again = queue.cancel(job.id)
    assert (again.state, again.is_cancelling) == (state, True)
    assert kinds_of_events(store, job) == ["job.queued", "job.cancelling"]


def test_what_has_ended_cannot_be_cancelled(queue: Queue, store: Store, order: MakeOrder) -> None:
    job = queue.submit(order())
    store.jobs.change(job.id, state=JobState.DONE)
    assert queue.cancel(job.id).state is JobState.DONE
    with pytest.raises(NotFound):
        queue.cancel(JobId("nobody"))


def test_retry_makes_the_same_job_anew(queue: Queue, store: Store, order: MakeOrder) -> None:
    job = queue.submit(order(priority=2))
    assert queue.retry(job.id).id == job.id
    fault = Fault(error="Unreachable", sentence="It did not answer.")
    store.jobs.change(job.id, state=JobState.FAILED, fault=fault)
    again = queue.retry(job.id)
    assert again.id != job.id
    assert (again.kind, again.inputs, again.key) == (job.kind, job.inputs, job.key)
    assert (again.priority, again.state, again.fault) == (2, JobState.QUEUED, None)
    assert queue.retry(job.id).id == again.id
    assert store.jobs.get(job.id).state is JobState.FAILED


def test_jobs_are_listed_by_state(queue: Queue, store: Store, order: MakeOrder) -> None:
    first, second = (queue.submit(order(key=key)) for key in "ab")
    store.jobs.change(first.id, state=JobState.DONE)
    assert [job.id for job in queue.list()] == [second.id, first.id]
    assert [job.id for job in queue.list(states=[JobState.DONE])] == [first.id]
