"""The embedded director as the SDK's `Model`: the same runner, tools, approval and events."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from itertools import count
from typing import Any

from agents import AgentOutputSchemaBase, Handoff, Model, ModelResponse, ModelSettings, Tool, Usage
from agents.items import TResponseInputItem, TResponseStreamEvent
from agents.models.interface import ModelTracing
from openai.types.responses import (
    Response,
    ResponseCompletedEvent,
    ResponseCreatedEvent,
    ResponseFunctionToolCall,
    ResponseOutputItem,
    ResponseOutputItemAddedEvent,
    ResponseOutputItemDoneEvent,
    ResponseOutputMessage,
    ResponseOutputText,
    ResponseTextDeltaEvent,
)

from studio.agents.embedded.policy import Call, Move, Say
from studio.agents.embedded.recall import Item
from studio.agents.transcript import pieces
from studio.domain.ids import new_id

NAME = "embedded"

Policy = Callable[[Sequence[Item], Sequence[str]], Sequence[Move]]
"""From the items so far and the names of the tools to what is said and called next."""


class EmbeddedModel(Model):
    """Speaks by a policy instead of a network. It costs nothing, so that it counts no tokens."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy

    async def get_response(
        self,
        system_instructions: str | None,
        input: str | list[TResponseInputItem],  # noqa: A002 (the SDK's name)
        model_settings: ModelSettings,
        tools: list[Tool],
        output_schema: AgentOutputSchemaBase | None,
        handoffs: list[Handoff],
        tracing: ModelTracing,
        **_rest: Any,
    ) -> ModelResponse:
        """The whole answer at once."""
        output = self._output(input, tools)
        return ModelResponse(output=output, usage=Usage(requests=1), response_id=None)

    async def stream_response(
        self,
        system_instructions: str | None,
        input: str | list[TResponseInputItem],  # noqa: A002 (the SDK's name)
        model_settings: ModelSettings,
        tools: list[Tool],
        output_schema: AgentOutputSchemaBase | None,
        handoffs: list[Handoff],
        tracing: ModelTracing,
        **_rest: Any,
    ) -> AsyncIterator[TResponseStreamEvent]:
        """The answer as events, its words in small pieces."""
        output = self._output(input, tools)
        for event in _events(output):
            yield event

    def _output(
        self, given: str | list[TResponseInputItem], tools: Sequence[Tool]
    ) -> list[ResponseOutputItem]:
        items: list[Any] = [{"role": "user", "content": given}] if isinstance(given, str) else given
        names = [tool.name for tool in tools]
        return [_item(move) for move in self._policy(items, names)]


def rehearse_speaking() -> None:
    """Say and call something unheard: the SDK builds its forms, 0.2 s of it, on first use."""
    for _ in _events([_item(Say("Hello")), _item(Call("none", {}))]):
        pass


def _item(move: Move) -> ResponseOutputItem:
    if isinstance(move, Call):
        # A call's name must be new: the runner takes one that returns for a replay.
        return ResponseFunctionToolCall(
            type="function_call",
            id=f"fc_{new_id(16)}",
            call_id=f"call_{new_id(16)}",
            name=move.tool,
            arguments=json.dumps(move.arguments, ensure_ascii=False),
            status="completed",
        )
    return _message(move)


def _message(move: Say) -> ResponseOutputMessage:
    text = ResponseOutputText(type="output_text", text=move.text, annotations=[], logprobs=[])
    return ResponseOutputMessage(
        type="message",
        id=f"msg_{new_id(16)}",
        role="assistant",
        status="completed",
        content=[text],
    )


def _events(output: Sequence[ResponseOutputItem]) -> Iterator[TResponseStreamEvent]:
    number = count()
    response = _response([])
    yield ResponseCreatedEvent(
        type="response.created", response=response, sequence_number=next(number)
    )
    for place, item in enumerate(output):
        yield ResponseOutputItemAddedEvent(
            type="response.output_item.added",
            item=item,
            output_index=place,
            sequence_number=next(number),
        )
        for piece in _spoken(item):
            yield ResponseTextDeltaEvent(
                type="response.output_text.delta",
                item_id=str(item.id),
                output_index=place,
                content_index=0,
                delta=piece,
                logprobs=[],
                sequence_number=next(number),
            )
        yield ResponseOutputItemDoneEvent(
            type="response.output_item.done",
            item=item,
            output_index=place,
            sequence_number=next(number),
        )
    yield ResponseCompletedEvent(
        type="response.completed", response=_response(output), sequence_number=next(number)
    )


def _spoken(item: ResponseOutputItem) -> tuple[str, ...]:
    if not isinstance(item, ResponseOutputMessage):
        return ()
    return pieces("".join(part.text for part in item.content if part.type == "output_text"))


def _response(output: Sequence[ResponseOutputItem]) -> Response:
    return Response(
        id=f"resp_{new_id(16)}",
        created_at=time.time(),
        model=NAME,
        object="response",
        output=list(output),
        tool_choice="auto",
        tools=[],
        parallel_tool_calls=True,
        status="completed" if output else "in_progress",
    )
