"""All or nothing, alone and among others."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from studio.domain.errors import StoreError
from studio.domain.ids import ProjectId
from studio.store import Store, open_store


def kinds(store: Store) -> list[str]:
    return [event.kind for event in store.events.after(0)]


def test_a_failed_block_leaves_nothing(store: Store, undone: Any) -> None:
    undone(lambda: (store.events.append("one"), store.events.append("two")))
    assert kinds(store) == []
    store.events.append("three")
    assert kinds(store) == ["three"]


def test_a_transaction_sees_its_own_changes_and_others_do_not(store: Store) -> None:
    with store.transaction(), ThreadPoolExecutor(1) as other:
        store.events.append("one")
        assert kinds(store) == ["one"]
        assert other.submit(kinds, store).result() == []
    assert kinds(store) == ["one"]


def test_an_inner_block_joins_the_outer(store: Store, undone: Any) -> None:
    def inner() -> None:
        with store.transaction():
            store.events.append("inner")

    undone(inner)
    assert kinds(store) == []


def test_an_inner_failure_that_is_caught_undoes_the_inner_block_alone(
    store: Store, undone: Any
) -> None:
    with store.transaction():
        store.events.append("before")
        undone(lambda: store.events.append("inner"))
        store.events.append("after")
    assert kinds(store) == ["before", "after"]


def test_callbacks_run_in_order_after_the_outermost_commit(store: Store) -> None:
    seen: list[Any] = []
    with store.transaction():
        with store.transaction():
            store.events.append("one")
            store.after_commit(lambda: seen.append(("first", kinds(store))))
        store.after_commit(lambda: seen.append("second"))
        assert seen == []
    assert seen == [("first", ["one"]), "second"]


def test_callbacks_are_dropped_with_what_is_undone(store: Store, undone: Any) -> None:
    seen: list[str] = []
    undone(lambda: store.after_commit(lambda: seen.append("undone")))
    with store.transaction():
        store.after_commit(lambda: seen.append("kept"))
        undone(lambda: store.after_commit(lambda: seen.append("undone")))
    with store.transaction():
        store.events.append("next")
    assert seen == ["kept"]


def test_a_callback_without_a_transaction_runs_at_once(store: Store) -> None:
    seen: list[str] = []
    store.after_commit(lambda: seen.append("now"))
    assert seen == ["now"]


def test_a_callback_may_write(store: Store) -> None:
    with store.transaction():
        store.after_commit(lambda: store.preferences.put("by", "callback"))
        store.events.append("first")
    assert store.preferences.get("by") == "callback"


def test_a_failing_callback_stops_neither_the_others_nor_the_store(store: Store) -> None:
    seen: list[str] = []

    def commit() -> None:
        with store.transaction():
            store.events.append("kept")
            store.after_commit(lambda: seen.append(str(1 / 0)))
            store.after_commit(lambda: seen.append("second"))

    with pytest.raises(ZeroDivisionError):
        commit()
    assert (kinds(store), seen) == (["kept"], ["second"])
    assert store.events.append("next") == 2


def test_threads_lose_nothing_and_a_reader_misses_nothing(store: Store) -> None:
    """Ids become visible in their order, so whoever follows the last id misses none."""
    writers, each = 6, 60
    done = threading.Event()

    def append(thread: int) -> list[int]:
        return [store.events.append("x", topic=f"{thread}") for _ in range(each)]

    def follow() -> list[int]:
        seen: list[int] = []
        while not done.is_set() or store.events.last_id() > (seen or [0])[-1]:
            seen += [event.id for event in store.events.after((seen or [0])[-1], limit=50)]
        return seen

    with ThreadPoolExecutor(writers + 1) as threads:
        follower = threads.submit(follow)
        given = list(threads.map(append, range(writers)))
        done.set()
        seen = follower.result()
    assert all(ids == sorted(ids) for ids in given)
    assert seen == sorted(number for ids in given for number in ids)
    assert len(seen) == writers * each


def test_changes_of_one_job_by_several_threads_all_hold(store: Store, make: Any) -> None:
    job = store.jobs.add(make.job())

    def spend(_: int) -> None:
        with store.transaction():
            store.jobs.change(job.id, cost=store.jobs.get(job.id).cost + 1)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(spend, range(40)))
    assert store.jobs.get(job.id).cost == 40


def test_short_lived_threads_leave_no_connection_behind(store: Store) -> None:
    """Pages run in a new thread each time."""
    for _ in range(20):
        thread = threading.Thread(target=kinds, args=(store,))
        thread.start()
        thread.join()
    assert len(store._database._idle) == 1


def test_two_stores_of_one_folder_see_each_other(store: Store) -> None:
    other = open_store(store.folder)
    store.events.append("one")
    other.events.append("two")
    assert kinds(store) == kinds(other) == ["one", "two"]
    other.close()


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.projects.list()
    with pytest.raises(StoreError, match="closed"):
        store.events.append("x", project=ProjectId("p"))
