"""What tests of the worker need."""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from studio.domain.ids import JobId, TraceId, new_id
from studio.domain.job import Job, JobKind, JobState
from studio.queue import JobOrder

if TYPE_CHECKING:
    from studio.studio import Studio

Submit = Callable[..., Job]
Until = Callable[..., Job]


@pytest.fixture(scope="session")
def bench() -> ModuleType:
    """The module beside this one; it is a script too, for tests that need a process."""
    spec = importlib.util.spec_from_file_location("bench", Path(__file__).with_name("bench.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def studio(folder: Path, bench: ModuleType) -> Iterator[Studio]:
    opened = bench.bench_studio(folder)
    yield opened
    opened.close()


@pytest.fixture
def submit(studio: Studio) -> Submit:
    """Submits a test job that does what it is told."""

    def make(do: str, kind: JobKind = JobKind.TURN, **fields: Any) -> Job:
        order = JobOrder(
            kind=kind,
            project=None,
            key=fields.pop("key", new_id()),
            trace=TraceId("trace-1"),
            priority=fields.pop("priority", 10),
            inputs={"do": do, **fields},
        )
        return studio.queue.submit(order)

    return make


@pytest.fixture
def until(studio: Studio) -> Until:
    """Waits until a job is in one of the states, for as long as a test may."""

    def wait(job_id: JobId, *states: JobState, patience_s: float = 20.0) -> Job:
        deadline = time.monotonic() + patience_s
        while time.monotonic() < deadline:
            job = studio.store.jobs.get(job_id)
            if job.state in states:
                return job
            time.sleep(0.01)
        raise AssertionError(f"still {job.state}, not one of {states}")

    return wait
