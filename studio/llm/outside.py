"""A language model of the outside world, as the agents ask it; its faults are of our tree."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import agents
from agents import ModelResponse, ModelSettings, OpenAIChatCompletionsModel, OpenAIResponsesModel
from agents.items import TResponseStreamEvent
from agents.models.reasoning_content_replay import ReasoningContentReplayContext
from openai.types.responses import ResponseCompletedEvent, ResponseUsage

from studio.llm.closing import closing
from studio.llm.counting import tokens_of
from studio.llm.faults import FAULTS, told
from studio.llm.history import fitted
from studio.llm.models import Model
from studio.llm.question import Question, named, tokens_in

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
        question = self._as_it_takes_it(named(asked, also))
        with self._faults_told():
            answer = await self._sdk.get_response(**question)
        if not answer.usage.total_tokens:
            written = "".join(item.model_dump_json() for item in answer.output)
            answer.usage.input_tokens = tokens_in(question)
            answer.usage.output_tokens = tokens_of(written)
            answer.usage.total_tokens = answer.usage.input_tokens + answer.usage.output_tokens
        return answer

    async def stream_response(
        self, *asked: Any, **also: Any
    ) -> AsyncIterator[TResponseStreamEvent]:
        """The answer as it is written. Raises errors of the tree, also in the middle."""
        question = self._as_it_takes_it(named(asked, also))
        with self._faults_told():
            async with closing(self._sdk.stream_response(**question)) as answer:
                async for event in answer:
                    if isinstance(event, ResponseCompletedEvent):
                        _count(event, question)
                    yield event

    def _as_it_takes_it(self, question: Question) -> Question:
        """The same question, with a history and settings that this model understands."""
        return {
            **question,
            "input": fitted(question["input"], self.model),
            "model_settings": self._fitted(question["model_settings"]),
        }

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


def _count(event: ResponseCompletedEvent, question: Question) -> None:
    """Put an estimate where the provider did not count."""
    usage = event.response.usage
    if usage is not None and usage.total_tokens:
        return
    written = "".join(item.model_dump_json() for item in event.response.output)
    asked, answered = tokens_in(question), tokens_of(written)
    event.response.usage = ResponseUsage.model_validate(
        {
            "input_tokens": asked,
            "output_tokens": answered,
            "total_tokens": asked + answered,
            "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
            "output_tokens_details": {"reasoning_tokens": 0},
        }
    )
