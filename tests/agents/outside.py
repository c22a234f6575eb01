"""A director who is a model of a mock server, for the tests of this room."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import replace
from typing import Any

from studio.actions import chat
from studio.actions.models import add_model, choose_model
from studio.agents.turn import run_turn
from studio.domain.chat import Message
from studio.domain.errors import GreenlightError
from studio.domain.ids import MessageId
from studio.llm.connect import Clients
from studio.studio import Studio
from tests.llm.outside import keys, mock_model
from tests.mocks import MockServer


def outside(studio: Studio, server: MockServer, **known: Any) -> Studio:
    """The studio with the server's model on its shelf and a key for it."""
    add_model(studio, mock_model(server.base_url, **known))
    return replace(studio, keys=keys(), clients=Clients(read_s=1.0))


def directed_by(person: Any, server: MockServer, **known: Any) -> Any:
    """The same person, whose film the server's model directs, and nobody else."""
    person.studio = outside(person.studio, server, **known)
    choose_model(person.studio, person.project.id, known.get("name", "mock/one"))
    person.studio.models.put_order(())
    person.say = lambda text, **more: say(person, text, **more)
    return person


def say(person: Any, text: str, **more: Any) -> Message:
    """Say something; the answer however it ended."""
    answer = chat.send(person.studio, person.project.id, text, **more)
    return finish(person, answer.id)


def finish(person: Any, message_id: MessageId) -> Message:
    """Run the turn of a message that is open; the message however it ended."""

    async def run() -> None:
        try:
            await run_turn(person.studio, person.order(message_id))
        finally:
            await person.studio.clients.aclose()

    with contextlib.suppress(GreenlightError):  # the message says it
        asyncio.run(run())
    return person.studio.store.chats.message(message_id)
