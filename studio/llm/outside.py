"""A language model of the outside world, as the agents ask it; its faults are of our tree."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import agents
from agents import ModelResponse, ModelSettings, OpenAIChatCompletionsModel, OpenAIResponsesModel
from agents.items import TResponseStreamEvent
from agents.models.reasoning_content_replay import ReasoningContentReplayContext
from openai.types.responses import ResponseCompletedEvent, ResponseUsage

from studio.llm.counting import tokens_of
from studio.llm.faults import FAULTS, told
from studio.llm.models import Model

if TYPE_CHECKING:
    from openai import AsyncOpenAI


class OutsideModel(agents.Model):
    """Asks by the Chat or the Responses protocol, and always has the tokens counted."""

    def __init__(self, model: Model, client: AsyncOpenAI) -> None:
        self.model = model
        self._sdk: agents.Model
        if model.api == "responses":
            self._sdk = OpenAIResponsesModel(model.model, client)
        else:
            self._sdk = OpenAIChatCompletionsModel(
                model.model, client, should_replay_reasoning_content=_replays_thought
            )

    def __repr__(self) -> str:
        return f"OutsideModel({self.model.name!r})"

    async def get_response(self, *asked: Any, **also: Any) -> ModelResponse:
        """The whole answer. Raises errors of the tree."""
        asked, also = self._with_settings(asked, also)
        with self._faults_told():
            answer = await self._sdk.get_response(*asked, **also)
        if not answer.usage.total_tokens:
            written = "".join(item.model_dump_json() for item in answer.output)
            answer.usage.input_tokens = tokens_of(_text_of(asked, also))
            answer.usage.output_tokens = tokens_of(written)
            answer.usage.total_tokens = answer.usage.input_tokens + answer.usage.output_tokens
        return answer

    async def stream_response(
        self, *asked: Any, **also: Any
    ) -> AsyncIterator[TResponseStreamEvent]:
        """The answer as it is written. Raises errors of the tree, also in the middle."""
        asked, also = self._with_settings(asked, also)
        with self._faults_told():
            async for event in self._sdk.stream_response(*asked, **also):
                if isinstance(event, ResponseCompletedEvent):
                    _count(event, asked, also)
                yield event

    def _with_settings(
        self, asked: tuple[Any, ...], also: dict[str, Any]
    ) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """The same question, with settings that this model understands."""
        settings = also["model_settings"] if "model_settings" in also else asked[2]
        fitted = self._fitted(settings)
        if "model_settings" in also:
            return asked, {**also, "model_settings": fitted}
        return (*asked[:2], fitted, *asked[3:]), also

    def _fitted(self, settings: ModelSettings) -> ModelSettings:
        if self.model.api == "chat":
            settings = replace(settings, include_usage=True)
        if not self.model.has_parallel_calls:
            settings = replace(settings, parallel_tool_calls=None)
        return settings

    @contextmanager
    def _faults_told(self) -> Iterator[None]:
        """Raise what the client reports as an error of the tree; its own is not chained.

        What providers put into an error does not belong into logs.
        """
        try:
            yield
        except FAULTS as fault:
            raise told(fault, self.model) from None


def _replays_thought(context: ReasoningContentReplayContext) -> bool:
    """True where a model wants its own thoughts of this turn back, and they are its own."""
    wants = any(family in context.model.lower() for family in ("deepseek", "kimi", "glm"))
    return wants and context.reasoning.origin_model in (context.model, None)


def _count(event: ResponseCompletedEvent, asked: tuple[Any, ...], also: dict[str, Any]) -> None:
    """Put an estimate where the provider did not count."""
    usage = event.response.usage
    if usage is not None and usage.total_tokens:
        return
    tokens_in = tokens_of(_text_of(asked, also))
    written = "".join(item.model_dump_json() for item in event.response.output)
    tokens_out = tokens_of(written)
    event.response.usage = ResponseUsage.model_validate(
        {
            "input_tokens": tokens_in,
            "output_tokens": tokens_out,
            "total_tokens": tokens_in + tokens_out,
            "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
            "output_tokens_details": {"reasoning_tokens": 0},
        }
    )


def _text_of(asked: tuple[Any, ...], also: dict[str, Any]) -> str:
    """Instructions and input of a question as text."""
    parts = [*asked[:2], also.get("system_instructions"), also.get("input")]
    return json.dumps([part for part in parts if part], default=str, ensure_ascii=False)
