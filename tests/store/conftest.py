"""Documents to put into a store."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from studio.domain.ids import (
    ContentHash,
    JobId,
    PlanId,
    ProjectId,
    SceneId,
    TakeId,
    TraceId,
    new_id,
)
from studio.domain.job import Job, JobKind
from studio.domain.plan import Plan
from studio.domain.project import Project
from studio.domain.scene import Scene
from studio.domain.take import Take, TakeKind
from studio.store import Store

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


class Make:
    """Makes documents; what a test does not say is the same every time."""

    def scene(self, n: int = 0, **fields: Any) -> Scene:
        return Scene(**{"id": SceneId(f"scene{n}"), "title": f"Scene {n}", **fields})

    def plan(self, project: Project, number: int, *scenes: Scene, **fields: Any) -> Plan:
        return Plan(
            id=PlanId(new_id()),
            project=project.id,
            number=number,
            created_at=AT,
            scenes=scenes,
            **fields,
        )

    def take(self, project: Project, scene: Scene | None, **fields: Any) -> Take:
        known = {
            "id": TakeId(new_id()),
            "project": project.id,
            "scene": scene.id if scene else None,
            "kind": TakeKind.SPEECH,
            "inputs": ContentHash("0" * 64),
            "provider": "scratch",
            "file": f"{new_id()}.wav",
            "made_at": AT,
        }
        return Take.model_validate({**known, **fields})

    def job(self, project: ProjectId | None = None, **fields: Any) -> Job:
        known = {
            "id": JobId(new_id()),
            "kind": JobKind.SCRATCH,
            "project": project,
            "trace": TraceId("trace"),
            "created_at": AT,
        }
        return Job.model_validate({**known, **fields})


class Undo(Exception):
    """Ends a transaction before its commit."""


@pytest.fixture
def undone(store: Store) -> Callable[[Callable[[], object]], None]:
    """Runs a change in a transaction that is not committed."""

    def begin_and_fail(change: Callable[[], object]) -> None:
        with store.transaction():
            change()
            raise Undo

    def run(change: Callable[[], object]) -> None:
        with pytest.raises(Undo):
            begin_and_fail(change)

    return run


@pytest.fixture
def make() -> Make:
    return Make()
