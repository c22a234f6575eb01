"""Who speaks: the chain of models for a turn, each call of them timed and counted."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any

import agents
from agents import ModelResponse
from agents.items import TResponseStreamEvent
from agents.tracing import custom_span
from openai.types.responses import ResponseCompletedEvent, ResponseIncompleteEvent, ResponseUsage

from studio.domain.errors import NotFound
from studio.llm.capped import CappedModel, Purse
from studio.llm.closing import closing
from studio.llm.fallback import Chain, chain_of
from studio.llm.models import EMBEDDED, Model
from studio.llm.prices import Usage, cost_of
from studio.llm.question import Question, named
from studio.studio import Studio

_FIRST = (
    "response.output_text.delta",
    "response.refusal.delta",
    "response.function_call_arguments.delta",
    "response.output_item.done",
)


@dataclass(frozen=True)
class Asked:
    """What one call of a model took. `first_token_ms` is None when it came all at once."""

    model: Model
    tokens_in: int
    tokens_out: int
    cost: float
    first_token_ms: float | None
    ms: float


OnAsked = Callable[[Asked], None]


class TimedModel(agents.Model):
    """One model of a chain: each call of it is a span, and told to `on_asked` when it is whole.

    A language model is not offered the tools in `hidden`.
    """

    def __init__(
        self, model: Model, inner: agents.Model, on_asked: OnAsked, hidden: frozenset[str]
    ) -> None:
        self.model = model
        self._inner = inner
        self._on_asked = on_asked
        self._hidden = frozenset() if model.is_embedded else hidden

    async def get_response(self, *asked: Any, **also: Any) -> ModelResponse:
        """The whole answer. Raises what the model raises."""
        began = time.monotonic()
        with custom_span(self.model.title, self._facts()) as span:
            answer = await self._inner.get_response(**self._offered(asked, also))
            self._done(span, answer.usage, began, None)
        return answer

    async def stream_response(
        self, *asked: Any, **also: Any
    ) -> AsyncIterator[TResponseStreamEvent]:
        """The answer as it is written. Raises what the model raises, also in the middle."""
        began, first = time.monotonic(), None
        with custom_span(self.model.title, self._facts()) as span:
            answer = self._inner.stream_response(**self._offered(asked, also))
            async with closing(answer):
                async for event in answer:
                    if first is None and event.type in _FIRST:
                        first = time.monotonic() - began
                    if isinstance(event, ResponseCompletedEvent | ResponseIncompleteEvent):
                        self._done(span, event.response.usage, began, first)
                    yield event

    def _offered(self, asked: tuple[Any, ...], also: dict[str, Any]) -> Question:
        """The question with the tools that this model may call."""
        question = named(asked, also)
        tools = [tool for tool in question["tools"] if tool.name not in self._hidden]
        return {**question, "tools": tools}

    def _facts(self) -> dict[str, Any]:
        return {"kind": "model", "model": self.model.name}

    def _done(
        self, span: Any, usage: Usage | ResponseUsage | None, began: float, first_s: float | None
    ) -> None:
        asked = Asked(
            model=self.model,
            tokens_in=usage.input_tokens if usage else 0,
            tokens_out=usage.output_tokens if usage else 0,
            cost=cost_of(self.model, usage) if usage else 0.0,
            first_token_ms=None if first_s is None else round(first_s * 1000, 1),
            ms=round((time.monotonic() - began) * 1000, 1),
        )
        facts = ("tokens_in", "tokens_out", "cost", "first_token_ms")
        span.span_data.data.update({name: getattr(asked, name) for name in facts})
        self._on_asked(asked)


def speakers(
    studio: Studio,
    name: str,
    embedded: agents.Model,
    purse: Purse,
    on_asked: OnAsked,
    hidden: frozenset[str] = frozenset(),
) -> Chain:
    """The models of a turn in order: the one that was chosen, then the ones to fall back on.

    Embedded stands alone when it was chosen, and last otherwise. Call it within the event loop
    that will ask. A model that is there no more is passed over, and `Chain.why` says so.
    """
    names = (name,) if name == EMBEDDED else (name, *studio.models.order())
    known, gone = [], []
    for each in dict.fromkeys(names):
        try:
            known.append(studio.models.get(each))
        except NotFound as fault:
            gone.append(fault.sentence)
    chain = chain_of(known, studio.keys, studio.clients, embedded)
    timed = tuple(
        (model, TimedModel(model, _capped(model, inner, purse), on_asked, hidden))
        for model, inner in chain.speakers
    )
    return _Told(timed, chain.skipped, " ".join(gone))


def _capped(model: Model, inner: agents.Model, purse: Purse) -> agents.Model:
    """No outside model is asked without money put aside for it."""
    return inner if model.is_embedded else CappedModel(model, inner, purse)


@dataclass(frozen=True)
class _Told(Chain):
    """A chain that knows of models that are gone, too."""

    gone: str = ""

    @property
    def why(self) -> str:
        """Why it does not begin with the model that was chosen."""
        return " ".join(part for part in (self.gone, super().why) if part)
