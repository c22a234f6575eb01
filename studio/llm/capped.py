"""A model that asks the person's purse before it asks its provider."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
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
from studio.llm.counting import tokens_of
from studio.llm.models import Model

if TYPE_CHECKING:
    from agents import ModelResponse, ModelSettings

_LAST = (ResponseCompletedEvent, ResponseIncompleteEvent, ResponseFailedEvent)
_WIDE = 16_000
"""Tokens beyond which a bound is not sent: some models refuse more than they can write."""


class Purse(Protocol):
    """Holds the caps. Called from threads; raises OverLimit."""

    def hold(self, model: Model, tokens_in: int) -> tuple[object, int | None]:
        """Put aside what a call may cost; a receipt, and the most tokens of the answer."""
        ...

    def settle(self, receipt: object, model: Model, usage: Usage) -> None:
        """Put down what it did cost."""
        ...

    def release(self, receipt: object) -> None:
        """Take back what was put aside: the call failed before it cost anything."""
        ...


@dataclass(frozen=True)
class _Asked:
    """A question with the bound that the caps allow, and the receipt for it."""

    settings: ModelSettings
    receipt: object


class CappedModel(agents.Model):
    """Wraps the connected `model`: no call without money put aside, each settled after it.

    What broke off after its first word, or was stopped, keeps what was put aside for it.
    """

    def __init__(self, model: Model, inner: agents.Model, purse: Purse) -> None:
        self.model = model
        self._inner = inner
        self._purse = purse

    async def get_response(
        self,
        system_instructions: str | None,
        input: Any,  # noqa: A002
        *asked: Any,
        **also: Any,
    ) -> ModelResponse:
        """The whole answer. Raises OverLimit before anything is asked."""
        question, asked, also = await self._held(system_instructions, input, asked, also)
        try:
            answer = await self._inner.get_response(system_instructions, input, *asked, **also)
        except GreenlightError:
            await asyncio.to_thread(self._purse.release, question.receipt)
            raise
        await self._settle(question, answer.usage)
        return answer

    async def stream_response(
        self,
        system_instructions: str | None,
        input: Any,  # noqa: A002
        *asked: Any,
        **also: Any,
    ) -> AsyncIterator[TResponseStreamEvent]:
        """The answer as it is written. Raises OverLimit before anything is asked."""
        question, asked, also = await self._held(system_instructions, input, asked, also)
        has_begun = False
        try:
            answer = self._inner.stream_response(system_instructions, input, *asked, **also)
            async for event in answer:
                has_begun = has_begun or event.type.endswith(".delta")
                if isinstance(event, _LAST) and event.response.usage:
                    await self._settle(question, _usage(event.response.usage))
                yield event
        except GreenlightError:
            if not has_begun:
                await asyncio.to_thread(self._purse.release, question.receipt)
            raise

    async def _held(
        self, instructions: str | None, said: Any, asked: tuple[Any, ...], also: dict[str, Any]
    ) -> tuple[_Asked, tuple[Any, ...], dict[str, Any]]:
        """Put aside what the call may cost; the same arguments with the answer bounded."""
        settings: ModelSettings = also["model_settings"] if "model_settings" in also else asked[0]
        tools = also["tools"] if "tools" in also else asked[1]
        words = [instructions, said, [getattr(tool, "params_json_schema", "") for tool in tools]]
        tokens_in = tokens_of(json.dumps(words, default=str, ensure_ascii=False))
        receipt, most = await asyncio.to_thread(self._purse.hold, self.model, tokens_in)
        if most is not None and most < min(settings.max_tokens or _WIDE, _WIDE):
            settings = replace(settings, max_tokens=most)
        question = _Asked(settings, receipt)
        if "model_settings" in also:
            return question, asked, {**also, "model_settings": settings}
        return question, (settings, *asked[1:]), also

    async def _settle(self, question: _Asked, usage: Usage) -> None:
        await asyncio.to_thread(self._purse.settle, question.receipt, self.model, usage)


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
