"""The job that makes a scene watchable, and the turn that goes before it."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from studio.actions.plans import add_scene
from studio.actions.projects import create_project
from studio.actions.takes import request_scratch
from studio.domain.brief import Brief
from studio.domain.errors import BadInput
from studio.domain.ids import SceneId
from studio.domain.job import Job, JobKind
from studio.domain.scene import Scene
from studio.studio import Studio, open_studio
from studio.worker.kinds import KINDS

SOON_S = 20.0


@dataclass
class Alone:
    """What the job is given, without a worker around it; it is its own crew."""

    studio: Studio
    job: Job
    phases: list[str] = field(default_factory=list)
    is_full: bool = False
    warmed: int = 0

    @property
    def crew(self) -> Alone:
        return self

    def warm(self) -> None:
        self.warmed += 1
        if self.is_full:
            raise OSError(11, "no more processes")

    def is_cancelled(self) -> bool:
        return False

    def report(self, percent: float, phase: str = "") -> None:
        self.phases.append(phase)

    async def off_loop(self, work: Callable[..., Any], *given: Any) -> Any:
        return await asyncio.to_thread(work, *given)


@dataclass
class Take:
    id: str


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    opened = open_studio(tmp_path / "films")
    yield opened
    opened.close()


@pytest.fixture
def alone(studio: Studio) -> Alone:
    project = create_project(studio, Brief(title="Mine", text="About bread."))
    add_scene(studio, project.id, Scene(id=SceneId("a"), title="Bread", narration="Bread."))
    (job,) = request_scratch(studio, project.id, (SceneId("a"),))
    return Alone(studio, job)


def run(kind: JobKind, alone: Alone) -> dict[str, Any]:
    return asyncio.run(KINDS[kind].run(alone))  # type: ignore[arg-type]


def making(monkeypatch: pytest.MonkeyPatch, **makers: Callable[[], Any]) -> None:
    module = sys.modules["studio.worker.kinds.scratch"]
    for name, make in makers.items():
        monkeypatch.setattr(module, name, lambda *_, make=make: make())


def test_the_picture_is_drawn_while_the_draft_is_filmed(
    alone: Alone, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = threading.Barrier(2)

    def meet() -> Take:
        both.wait(SOON_S)
        return Take("t")

    making(monkeypatch, make_picture=meet, make_speech=lambda: None, make_motion=meet)
    assert run(JobKind.SCRATCH, alone) == {"scene": "a", "take": "t"}
    assert alone.phases == ["Speaking “Bread”", "Filming the draft of “Bread”"]


def test_a_fault_waits_for_the_other_half(alone: Alone, monkeypatch: pytest.MonkeyPatch) -> None:
    failed, filmed = threading.Event(), threading.Event()

    def fail() -> None:
        failed.set()
        raise BadInput("The picture", "it is damaged.", "Choose another.")

    def film() -> Take:
        failed.wait(SOON_S)
        filmed.set()
        return Take("t")

    making(monkeypatch, make_picture=fail, make_speech=lambda: None, make_motion=film)
    with pytest.raises(BadInput, match="damaged"):
        run(JobKind.SCRATCH, alone)
    assert filmed.is_set()


def test_a_scene_that_is_gone_needs_nothing(alone: Alone, monkeypatch: pytest.MonkeyPatch) -> None:
    job = alone.job.model_copy(update={"inputs": {**alone.job.inputs, "scene": "b"}})
    making(monkeypatch, make_picture=pytest.fail, make_motion=pytest.fail)
    assert run(JobKind.SCRATCH, Alone(alone.studio, job)) == {"scene": "b", "is_gone": True}


@pytest.mark.parametrize("is_full", [False, True])
def test_a_turn_lets_the_render_processes_start_beside_it(
    alone: Alone, monkeypatch: pytest.MonkeyPatch, *, is_full: bool
) -> None:
    async def answer(*_: Any) -> dict[str, Any]:
        return {"warmed": alone.warmed}

    monkeypatch.setattr("studio.agents.turn.run_turn", answer)
    asked = {"message": "m", "question": "q"}
    alone.job = alone.job.model_copy(update={"inputs": asked})
    alone.is_full = is_full
    assert run(JobKind.TURN, alone) == {"warmed": 1}
