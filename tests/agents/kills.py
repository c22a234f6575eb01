"""Kill turns at random moments, run them again, and look whether anything was done twice.

`python -m tests.agents.kills 100` runs a hundred; the suite runs a few. Every step is a process
of its own, so that a kill is a kill: nothing after it runs, and nothing is caught.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import studio.agents.turn as turns
from studio.actions import chat
from studio.actions.plans import latest_plan
from studio.actions.projects import create_project
from studio.domain.brief import Brief, BriefKind
from studio.domain.chat import CallState, MessageState, Role, StepState
from studio.domain.ids import MessageId, ProjectId
from studio.queue.engine import Engine
from studio.store.database import Database
from studio.studio import Studio, open_studio
from studio.worker.kinds.turn import turn_order

NOTES = """\
# The lighthouse

It has stood here for 164 years. Nobody has lived in it since 1987.

## The light

It was seen 30 kilometres out to sea. Ships set their course by it.

> I never saw it dark.

Who will keep it now?
"""
SAYINGS = (
    ("delete scene 1 and add a scene saying: The end.", 2, 2),
    ("swap scenes 1 and 2, then move scene 1 to the end", 2, 2),
    ("captions off and move scene 2 to the end", 2, 1),
    (f"{NOTES}\nIt is raining.", 1, 0),
)
"""What is said, how many tools that calls, and how many revisions of the plan it makes.

None are counted for a plan: it makes one for each scene, and one before them.
"""
MOST_WRITES = 40
MOST_S = 0.4


class Campaign:
    """Talks with a director whose process is killed again and again."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder = folder
        self._random = random.Random(seed)
        self.kills = 0

    def run(self, wanted: int) -> None:
        """Go on until so many turns were killed. Raises AssertionError for the first fault."""
        first = self._folder / "first"
        run_in_child(lambda: _begin(self._folder, first))
        assert self._live(first) == 0, "the first plan failed"
        run_in_child(lambda: _check(self._folder, first, 1, 0), must_pass=True)
        number = 0
        while self.kills < wanted:
            number += 1
            text, calls, revisions = self._random.choice(SAYINGS)
            note = self._folder / f"turn{number}"
            run_in_child(lambda t=text, n=note: _say(self._folder, n, t), must_pass=True)
            while self._random.random() < 0.75 and self._killed(note):
                pass
            assert self._live(note) == 0, f"a turn did not end: {text}"
            run_in_child(
                lambda n=note, c=calls, r=revisions: _check(self._folder, n, c, r), must_pass=True
            )

    def _live(self, note: Path) -> int:
        return run_in_child(lambda: _answer(self._folder, note, None))

    def _killed(self, note: Path) -> bool:
        """Run the turn with death ahead; False when it was done before that."""
        deadly = self._random.choice(("write", "moment"))
        when = (
            self._random.randint(1, MOST_WRITES)
            if deadly == "write"
            else self._random.uniform(0.01, MOST_S)
        )
        is_after = self._random.random() < 0.5
        status = run_in_child(lambda: _answer(self._folder, note, (deadly, when, is_after)))
        assert status in (0, -signal.SIGKILL, -signal.SIGALRM), status
        self.kills += status != 0
        return status != 0


def run_in_child(step: Callable[[], None], *, must_pass: bool = False) -> int:
    """Run a step in a process of its own: 0, 1 when it failed, or minus the deadly signal."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        try:
            step()
            code = 0
        except BaseException:  # noqa: BLE001 (the process ends here)
            traceback.print_exc()
            code = 1
        sys.stderr.flush()
        os._exit(code)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert not must_pass or status == 0, status
    return status


def _open(folder: Path) -> Studio:
    # Jobs only stand in the store here: the worker finds them by itself.
    Engine.enqueue = lambda *_: None  # type: ignore[method-assign]
    return open_studio(folder / "films")


def _begin(folder: Path, note: Path) -> None:
    opened = _open(folder)
    project = create_project(opened, Brief(kind=BriefKind.MARKDOWN, text=NOTES))
    (folder / "project").write_text(project.id)
    _note(opened, note, project.id, NOTES)


def _say(folder: Path, note: Path, text: str) -> None:
    _note(_open(folder), note, (folder / "project").read_text(), text)


def _note(opened: Studio, note: Path, project: str, text: str) -> None:
    """Say it, and note the answer's name and the plan's revision before it."""
    before = latest_plan(opened, ProjectId(project)).number
    answer = chat.send(opened, ProjectId(project), text)
    note.write_text(f"{answer.id} {before}")


def _answer(folder: Path, note: Path, death: tuple[str, float, bool] | None) -> None:
    opened = _open(folder)
    message = opened.store.chats.message(MessageId(note.read_text().split()[0]))
    if death is not None:
        _prepare(*death)
    asyncio.run(turns.run_turn(opened, turn_order(opened.store.jobs.get(message.job))))


def _prepare(deadly: str, when: float, is_after: bool) -> None:
    """Die at the n-th write, before it or before its commit; or at a moment."""
    if deadly == "moment":
        signal.setitimer(signal.ITIMER_REAL, when)
        return
    real, count = Database.write, 0

    def write(self: Database, *given: Any) -> Any:
        nonlocal count
        count += 1
        if count >= when and not is_after:
            os.kill(os.getpid(), signal.SIGKILL)
        cursor = real(self, *given)
        if count >= when:
            os.kill(os.getpid(), signal.SIGKILL)
        return cursor

    Database.write = write  # type: ignore[method-assign]


def _check(folder: Path, note: Path, tools: int, revisions: int) -> None:
    """Everything asked for is there, once."""
    opened = _open(folder)
    name, before = note.read_text().split()
    store, message = opened.store, opened.store.chats.message(MessageId(name))
    assert message.state is MessageState.DONE, message
    said = store.chats.messages(message.thread)
    assert [m.role for m in said] == [Role.USER, Role.DIRECTOR] * (len(said) // 2)
    assert all(step.state is StepState.DONE for step in message.steps), message.steps
    calls = store.chats.calls(message.id)
    assert {call.state for call in calls} == {CallState.FINISHED}, calls
    assert len(message.steps) == len(calls) == tools, message.steps
    for call in calls:
        assert message.text.count(str(call.outcome["said"])) == 1, message.text
    assert not store.events.after(0, topic=f"message:{message.id}")
    plan = latest_plan(opened, store.chats.thread(message.thread).project)
    ids = [scene.id for scene in plan.scenes]
    assert len(ids) == len(set(ids))
    made = plan.number - int(before)
    has_plan = int(before) > 0
    assert made == (revisions or len(plan.scenes) + has_plan), made
    if not revisions:
        assert message.text.count("I plan it scene by scene") == 1, message.text


def main() -> None:
    """Run a campaign by hand."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("kills", type=int, nargs="?", default=100)
    given.add_argument("--seed", type=int, default=random.randrange(10**6))
    asked = given.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        campaign = Campaign(Path(folder), asked.seed)
        campaign.run(asked.kills)
    sys.stdout.write(f"{campaign.kills} kills, nothing twice, nothing lost (seed {asked.seed})\n")


if __name__ == "__main__":
    main()
