"""Who speaks: the chain of models for a turn, each timed, counted and held to the caps."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from typing import Any

import agents
from agents import ModelResponse
from agents.items import TResponseStreamEvent
from agents.tracing import custom_span

from studio.domain.errors import NotFound
from studio.llm.fallback import Chain, chain_of
from studio.llm.models import EMBEDDED, Model
from studio.llm.prices import Usage, cost_of
from studio.llm.question import Question, named, tokens_in
from studio.studio import Studio

_WORDS = ("response.output_text.delta", "response.refusal.delta")
_FIRST = (*_WORDS, "response.function_call_arguments.delta", "response.output_item.done")


@dataclass(frozen=True)
class Asked:
    """What one call of a model took. `first_token_ms` is None when nothing came."""

    model: Model
    usage: Usage | None
    cost: float
    first_token_ms: float | None
    ms: float


@dataclass(frozen=True)
class Meter:
    """What is done before and after each call of a model.

    `before` raises OverLimit at a cap, and else gives the most tokens an answer may have, with
    what was put aside for it; `after` is told what the call took, and `failed` whether it had
    begun to answer (then it may well be billed).
    """

    before: Callable[[Model, int], tuple[int | None, Any]]
    after: Callable[[Any, Asked], None]
    failed: Callable[[Any, bool], None]


class MeteredModel(agents.Model):
    """One model of a chain, with its span, its caps and its bill."""

    def __init__(self, model: Model, asked: agents.Model, meter: Meter) -> None:
        self.model = model
        self._asked = asked
        self._meter = meter

    async def get_response(self, *asked: Any, **also: Any) -> ModelResponse:
        """The whole answer. Raises OverLimit, and what the model raises."""
        began, question = time.monotonic(), named(asked, also)
        most, held = self._meter.before(self.model, tokens_in(question))
        with custom_span(self.model.title, self._facts()) as span:
            try:
                answer = await self._asked.get_response(**_within(question, most))
            except BaseException:
                self._meter.failed(held, False)
                raise
            self._done(span, held, answer.usage, began, None)
        return answer

    async def stream_response(
        self, *asked: Any, **also: Any
    ) -> AsyncIterator[TResponseStreamEvent]:
        """The answer as it is written. Raises OverLimit, and what the model raises."""
        began, first, usage, is_done = time.monotonic(), None, None, False
        question = named(asked, also)
        most, held = self._meter.before(self.model, tokens_in(question))
        with custom_span(self.model.title, self._facts()) as span:
            try:
                async for event in self._asked.stream_response(**_within(question, most)):
                    if first is None and event.type in _FIRST:
                        first = time.monotonic() - began
                    if event.type == "response.completed":
                        usage, is_done = event.response.usage, True
                    yield event
            finally:
                if is_done:
                    self._done(span, held, usage, began, first)
                else:
                    self._meter.failed(held, first is not None)

    def _facts(self) -> dict[str, Any]:
        return {"kind": "model", "model": self.model.name}

    def _done(self, span: Any, held: Any, usage: Any, began: float, first_s: float | None) -> None:
        took = time.monotonic() - began
        cost = cost_of(self.model, usage) if usage else 0.0
        first_ms = None if first_s is None else round(first_s * 1000, 1)
        span.span_data.data.update(
            {
                "first_token_ms": first_ms,
                "tokens_in": usage.input_tokens if usage else 0,
                "tokens_out": usage.output_tokens if usage else 0,
                "cost": cost,
            }
        )
        asked = Asked(self.model, usage, cost, first_ms, round(took * 1000, 1))
        self._meter.after(held, asked)


def speakers(studio: Studio, name: str, embedded: agents.Model, meter: Meter) -> Chain:
    """The models of a turn in their order: the one that was chosen, then the ones to fall back on.

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
    metered = tuple((m, MeteredModel(m, asked, meter)) for m, asked in chain.speakers)
    return _Told(metered, chain.skipped, " ".join(gone))


@dataclass(frozen=True)
class _Told(Chain):
    """A chain that knows of models that are gone, too."""

    gone: str = ""

    @property
    def why(self) -> str:
        """Why it does not begin with the model that was chosen."""
        return " ".join(part for part in (self.gone, super().why) if part)


def _within(question: Question, most: int | None) -> Question:
    """The same question, its answer no longer than the caps leave room for."""
    if most is None:
        return question
    settings = question["model_settings"]
    tokens = min(most, settings.max_tokens or most)
    return {**question, "model_settings": replace(settings, max_tokens=tokens)}
