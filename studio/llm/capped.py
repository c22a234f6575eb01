"""A model that asks the person's purse before it asks its provider."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

import agents
from agents.items import TResponseStreamEvent
from agents.usage import Usage
from openai.types.responses import (
    ResponseCompletedEvent,
    ResponseFailedEvent,
    ResponseIncompleteEvent,
    ResponseUsage,
)

from studio.domain.errors import GreenlightError
from studio.llm.closing import closing
from studio.llm.models import Model
from studio.llm.question import Question, named, tokens_in

if TYPE_CHECKING:
    from agents import ModelResponse, ModelSettings

_LAST = (ResponseCompletedEvent, ResponseIncompleteEvent, ResponseFailedEvent)


class Purse(Protocol):
    """Holds the caps. Called from threads; raises OverLimit."""

    def hold(self, model: Model, tokens_in: int) -> tuple[object, int | None]:
        """Put aside what a call may cost; a receipt, and the most tokens to ask for."""
        ...

    def settle(self, receipt: object, model: Model, usage: Usage) -> None:
        """Put down what it did cost."""
        ...

    def release(self, receipt: object) -> None:
        """Take back what was put aside: the call failed before it cost anything."""
        ...


class CappedModel(agents.Model):
    """Wraps the connected `model`: no call without money put aside, each settled after it.

    What broke off after its first word, or was stopped, keeps what was put aside for it.
    """

    def __init__(self, model: Model, inner: agents.Model, purse: Purse) -> None:
        self.model = model
        self._inner = inner
        self._purse = purse

    async def get_response(self, *asked: Any, **also: Any) -> ModelResponse:
        """The whole answer. Raises OverLimit before anything is asked."""
        question, receipt = await self._held(named(asked, also))
        try:
            answer = await self._inner.get_response(**question)
        except GreenlightError:
            await asyncio.to_thread(self._purse.release, receipt)
            raise
        await self._settle(receipt, answer.usage)
        return answer

    async def stream_response(
        self, *asked: Any, **also: Any
    ) -> AsyncIterator[TResponseStreamEvent]:
        """The answer as it is written. Raises OverLimit before anything is asked."""
        question, receipt = await self._held(named(asked, also))
        has_begun = False
        try:
            async with closing(self._inner.stream_response(**question)) as answer:
                async for event in answer:
                    has_begun = has_begun or event.type.endswith(".delta")
                    if isinstance(event, _LAST) and event.response.usage:
                        await self._settle(receipt, _usage(event.response.usage))
                    yield event
        except GreenlightError:
            if not has_begun:
                await asyncio.to_thread(self._purse.release, receipt)
            raise

    async def _held(self, question: Question) -> tuple[Question, object]:
        """Put aside what the call may cost; the question with its answer bounded, a receipt."""
        asks = tokens_in(question)
        receipt, most = await asyncio.to_thread(self._purse.hold, self.model, asks)
        settings: ModelSettings = question["model_settings"]
        if most is not None:
            tokens = min(most, settings.max_tokens or most)
            question = {**question, "model_settings": replace(settings, max_tokens=tokens)}
        return question, receipt

    async def _settle(self, receipt: object, usage: Usage) -> None:
        await asyncio.to_thread(self._purse.settle, receipt, self.model, usage)


def _usage(counted: ResponseUsage) -> Usage:
    """The counts of a streamed answer as those of a whole one."""
    return Usage(
        requests=1,
        input_tokens=counted.input_tokens,
        output_tokens=counted.output_tokens,
        total_tokens=counted.total_tokens,
        input_tokens_details=counted.input_tokens_details,
        output_tokens_details=counted.output_tokens_details,
    )
