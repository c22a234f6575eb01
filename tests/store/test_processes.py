"""Several processes on one folder, and processes that are killed."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

import studio
from studio.domain.ids import ProjectId, SceneId
from studio.domain.take import TakeKind
from studio.store import Store, open_store

APPEND = """
import sys
from pathlib import Path
from studio.store import open_store
store = open_store(Path(sys.argv[1]))
for n in range(150):
    store.events.append("x", topic=sys.argv[2], payload={"n": n})
store.close()
"""

REVISE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from studio.domain.ids import new_id
from studio.domain.plan import Plan
from studio.domain.project import Project
from studio.domain.scene import Scene
from studio.domain.take import Take, TakeKind
from studio.store import open_store

now = datetime(2026, 11, 20, tzinfo=UTC)
store = open_store(Path(sys.argv[1]))
film = sys.argv[2]
if film not in [project.id for project in store.projects.list()]:
    store.projects.put(Project(id=film, title="Film", created_at=now))
latest = store.plans.latest(film)
number = latest.number if latest else 0
print("ready", flush=True)
while True:
    number += 1
    scenes = tuple(Scene(id=f"s{n}", narration=f"{number} {n}") for n in range(4))
    with store.transaction():
        store.plans.put(Plan(id=new_id(), project=film, number=number, created_at=now,
                             scenes=scenes, note=str(number)))
        for scene in scenes:
            store.takes.put(Take(id=new_id(), project=film, scene=scene.id,
                                 kind=TakeKind.SPEECH, inputs=scene.content_hash,
                                 provider="p", file=f"{number}", made_at=now))
        store.events.append("plan.changed", project=film, payload={"number": number})
"""


@contextmanager
def running(script: str, *arguments: str | Path) -> Iterator[subprocess.Popen[str]]:
    """A process of its own; killed at the end if it has not ended."""
    environment = {**os.environ, "PYTHONPATH": str(Path(studio.__file__).parents[1])}
    process = subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def check_invariants(store: Store, film: ProjectId) -> int:
    """Every revision is whole and has its event; the number of revisions."""
    history = store.plans.history(film)
    events = store.events.after(0, project=film, limit=100_000)
    numbers = [event.payload["number"] for event in events]
    assert numbers == list(range(1, len(history) + 1))
    for revision in history[:3]:
        plan = store.plans.get(revision.id)
        told = [scene.narration for scene in plan.scenes]
        assert told == [f"{plan.number} {n}" for n in range(4)]
    if history:
        active = store.takes.active_by_scene(film, TakeKind.SPEECH)
        assert set(active) == {SceneId(f"s{n}") for n in range(4)}
        assert {take.file for take in active.values()} == {str(history[0].number)}
    return len(history)


@pytest.mark.slow
def test_processes_lose_nothing(folder: Path) -> None:
    """They open a new folder at the same moment, too."""
    names = ["a", "b", "c"]
    with ExitStack() as stack:
        processes = [stack.enter_context(running(APPEND, folder, name)) for name in names]
        assert [process.wait(timeout=60) for process in processes] == [0, 0, 0]
    store = open_store(folder)
    events = store.events.after(0, limit=1000)
    for name in names:
        mine = [event.payload["n"] for event in events if event.topic == name]
        assert mine == list(range(150))
    assert [event.id for event in events] == list(range(1, 451))
    store.close()


@pytest.mark.slow
def test_a_kill_at_any_moment_leaves_whole_revisions(folder: Path) -> None:
    chance = random.Random(20)
    films = [ProjectId("one"), ProjectId("two")]
    reached = 0
    for _ in range(4):
        with running(REVISE, folder, films[0]) as one, running(REVISE, folder, films[1]) as two:
            for process in (one, two):
                assert process.stdout is not None
                assert process.stdout.readline() == "ready\n"
            with pytest.raises(subprocess.TimeoutExpired):
                one.wait(timeout=chance.uniform(0.005, 0.2))
            one.kill()
            with pytest.raises(subprocess.TimeoutExpired):
                two.wait(timeout=chance.uniform(0.001, 0.05))
            two.kill()
        store = open_store(folder)
        counts = [check_invariants(store, film) for film in films]
        assert sum(counts) >= reached
        reached = sum(counts)
        store.close()
    assert reached > 20
