"""Asking a model of a mock server as the agents do, for the tests of this room."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

import agents
from agents import ModelSettings, ModelTracing
from agents.items import TResponseStreamEvent

from studio.domain.errors import GreenlightError
from studio.llm.connect import Clients, connect
from studio.llm.keys import Keys
from studio.llm.models import Model

KEY = "sk-canary-7h1s-1s-s3cr3t"
KEY_NAME = "MOCK_API_KEY"


def keys() -> Keys:
    """A key store that knows the canary."""
    return Keys(Nothing(), {KEY_NAME: KEY})


class Nothing:
    """A vault with nothing in it."""

    def read(self, name: str) -> str | None:
        return None

    def write(self, name: str, secret: str) -> None:
        raise AssertionError(name)

    def remove(self, name: str) -> None:
        return None

    def title(self) -> str:
        return "Nothing"


def mock_model(base_url: str, api: Literal["chat", "responses"] = "chat", **fields: Any) -> Model:
    """A model of a mock server."""
    known: dict[str, Any] = {
        "name": "mock/one",
        "title": "Mock One",
        "provider": "Mock",
        "api": api,
        "model": "gpt-mock",
        "base_url": base_url,
        "key_name": KEY_NAME,
        "has_tools": True,
        "has_parallel_calls": True,
        "price_in": 1.0,
        "price_out": 4.0,
    }
    return Model.model_validate({**known, **fields})


@dataclass
class Answer:
    """What came of one streamed question."""

    events: list[TResponseStreamEvent] = field(default_factory=list)
    error: GreenlightError | None = None

    @property
    def text(self) -> str:
        return "".join(e.delta for e in self.events if e.type == "response.output_text.delta")

    @property
    def completed(self) -> Any:
        return next((e.response for e in self.events if e.type == "response.completed"), None)

    @property
    def calls(self) -> list[tuple[str, str]]:
        """Names and arguments of the tool calls that came whole; none unless all is complete."""
        items = self.completed.output if self.completed else []
        return [(i.name, i.arguments) for i in items if i.type == "function_call"]

    @property
    def call_ids(self) -> list[str]:
        items = self.completed.output if self.completed else []
        return [i.call_id for i in items if i.type == "function_call"]


def tool(name: str = "look") -> agents.Tool:
    """A tool to offer; nobody runs it here."""

    async def run(context: Any, arguments: str) -> str:
        raise AssertionError("nobody runs it")

    return agents.FunctionTool(
        name=name,
        description="Looks at a scene.",
        params_json_schema={
            "type": "object",
            "properties": {"scene": {"type": "string"}},
            "required": ["scene"],
            "additionalProperties": False,
        },
        on_invoke_tool=run,
    )


def question(said: str, tools: list[agents.Tool] | None = None, **settings: Any) -> dict[str, Any]:
    """The arguments of a model's methods."""
    return {
        "system_instructions": "You direct a film.",
        "input": said,
        "model_settings": ModelSettings(**settings),
        "tools": tools or [],
        "output_schema": None,
        "handoffs": [],
        "tracing": ModelTracing.DISABLED,
        "previous_response_id": None,
        "conversation_id": None,
        "prompt": None,
    }


async def streamed(
    model: agents.Model, said: str, tools: list[agents.Tool] | None = None
) -> Answer:
    """The answer as far as it came, with the error that ended it."""
    answer = Answer()
    try:
        async for event in model.stream_response(**question(said, tools)):
            answer.events.append(event)
    except GreenlightError as error:
        answer.error = error
    return answer


def asked(
    model: Model,
    said: str = "Where is the Moon?",
    tools: list[agents.Tool] | None = None,
    clients: Callable[[], Clients] = lambda: Clients(read_s=2.0),
) -> Answer:
    """Ask a mock model once, on a loop of its own."""

    async def ask() -> Answer:
        pool = clients()
        try:
            return await streamed(connect(model, keys(), pool), said, tools)
        finally:
            await pool.aclose()

    return asyncio.run(ask())
