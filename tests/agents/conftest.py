"""A studio of its own for each test, and someone who speaks to its director."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.actions import chat
from studio.actions.plans import latest_plan
from studio.actions.projects import create_project
from studio.agents.turn import TurnOrder, run_turn
from studio.domain.brief import Brief, BriefKind
from studio.domain.chat import Message
from studio.domain.ids import MessageId
from studio.domain.plan import Plan
from studio.domain.project import Project
from studio.studio import Studio, open_studio
from studio.worker.kinds.turn import turn_order

NOTES = """\
# The lighthouse

It has stood here for 164 years. Nobody has lived in it since 1987.

## The light

It was seen 30 kilometres out to sea. Ships set their course by it.

- Oil until 1921
- Electricity since then

> I never saw it dark.

Who will keep it now?
"""


class Person:
    """Says something in the chat of a project and waits for the answer."""

    def __init__(self, studio: Studio, project: Project) -> None:
        self.studio = studio
        self.project = project

    def ask(self, text: str) -> tuple[MessageId, MessageId]:
        """Send a message; the answer's and the question's names."""
        answer = chat.send(self.studio, self.project.id, text)
        assert answer.job
        job = self.studio.store.jobs.get(answer.job)
        return answer.id, MessageId(job.inputs["question"])

    def answer(self, ids: tuple[MessageId, MessageId]) -> Message:
        """Let the director answer, from the top."""
        asyncio.run(self._answered(ids[0]))
        return self.studio.store.chats.message(ids[0])

    async def _answered(self, message_id: MessageId) -> None:
        try:
            await asyncio.ensure_future(run_turn(self.studio, self.order(message_id)))
        finally:
            await self.studio.clients.aclose()

    def order(self, message_id: MessageId) -> TurnOrder:
        """What the turn's job says, as the worker reads it."""
        job_id = self.studio.store.chats.message(message_id).job
        assert job_id
        return turn_order(self.studio.store.jobs.get(job_id))

    def say(self, text: str) -> Message:
        return self.answer(self.ask(text))

    @property
    def plan(self) -> Plan:
        return latest_plan(self.studio, self.project.id)

    @property
    def now(self) -> Project:
        return self.studio.store.projects.get(self.project.id)


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    opened = open_studio(tmp_path / "films")
    yield opened
    opened.close()


@pytest.fixture
def person(studio: Studio) -> Person:
    """Someone whose project has notes, not planned yet."""
    brief = Brief(kind=BriefKind.MARKDOWN, text=NOTES)
    return Person(studio, create_project(studio, brief))


@pytest.fixture
def planned(person: Person) -> Person:
    """The same with a plan."""
    person.say(NOTES)
    return person
