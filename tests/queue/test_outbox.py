"""Store and engine agree again."""

from __future__ import annotations

from collections.abc import Callable

from studio.domain.ids import JobId
from studio.domain.job import Job, JobState
from studio.domain.project import Project
from studio.queue import JobOrder, Queue
from studio.queue.outbox import Outbox
from studio.store import Store

MakeOrder = Callable[..., JobOrder]


class Unplugged:
    """An engine that hears nothing, as when the process ended right after the commit."""

    def enqueue(self, *_: object) -> None: ...


def never_enqueued(queue: Queue, order: JobOrder) -> Job:
    engine, queue.engine = queue.engine, Unplugged()  # type: ignore[assignment]
    job = queue.submit(order)
    queue.engine = engine
    return job


def test_a_job_that_never_reached_the_engine_is_put_in_line(
    queue: Queue, store: Store, order: MakeOrder
) -> None:
    job = never_enqueued(queue, order())
    assert queue.engine.standing([job.id]) == {}
    assert Outbox(store, queue.engine).flush() == 1
    assert queue.engine.standing([job.id]) == {job.id: True}
    assert store.jobs.get(job.id) == job


def test_one_that_is_to_be_cancelled_is_not(queue: Queue, store: Store, order: MakeOrder) -> None:
    job = never_enqueued(queue, order())
    store.jobs.change(job.id, state=JobState.RUNNING, is_cancelling=True)
    Outbox(store, queue.engine).flush()
    ended = store.jobs.get(job.id)
    assert (ended.state, ended.is_cancelling) == (JobState.CANCELLED, False)
    assert queue.engine.standing([job.id]) == {}


def test_a_job_the_engine_is_done_with_has_failed(
    queue: Queue, store: Store, order: MakeOrder
) -> None:
    job = queue.submit(order())
    queue.engine.withdraw(job.id)
    store.jobs.change(job.id, state=JobState.RUNNING)
    Outbox(store, queue.engine).flush()
    ended = store.jobs.get(job.id)
    assert ended.state is JobState.FAILED
    assert ended.fault is not None
    assert "ended without an answer" in ended.fault.sentence


def test_what_is_in_line_or_has_ended_is_left_alone(
    queue: Queue, store: Store, order: MakeOrder
) -> None:
    waiting = queue.submit(order(key="a"))
    done = queue.submit(order(key="b"))
    store.jobs.change(done.id, state=JobState.DONE)
    before = store.jobs.list()
    assert Outbox(store, queue.engine).flush() == 1
    assert store.jobs.list() == before
    assert queue.engine.standing([waiting.id]) == {waiting.id: True}


def test_a_job_deleted_meanwhile_is_no_trouble(
    queue: Queue, store: Store, order: MakeOrder, project: Callable[..., Project]
) -> None:
    owner = project()
    job = never_enqueued(queue, order(project=owner.id))

    class Slow(Unplugged):
        def standing(self, _: object) -> dict[JobId, bool]:
            store.projects.remove(owner.id)
            return {}

    assert Outbox(store, Slow()).flush() == 1  # type: ignore[arg-type]
    assert queue.engine.standing([job.id]) == {}
