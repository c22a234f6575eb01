"""A queue on a store of its own, and orders for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from studio.domain.ids import TraceId
from studio.domain.job import JobKind
from studio.queue import JobOrder, Queue
from studio.store import Store

MakeOrder = Callable[..., JobOrder]


@pytest.fixture
def queue(store: Store) -> Iterator[Queue]:
    opened = Queue(store, limit=3)
    yield opened
    opened.close()


@pytest.fixture
def order() -> MakeOrder:
    """Makes an order; fields as for JobOrder."""

    def make(**fields: Any) -> JobOrder:
        known: dict[str, Any] = {
            "kind": JobKind.SCRATCH,
            "project": None,
            "key": "scratch:one",
            "trace": TraceId("trace-1"),
            "inputs": {"scene": "one"},
        }
        return JobOrder(**{**known, **fields})

    return make
