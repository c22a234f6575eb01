"""The next model in the chosen order, but only while nothing was said."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from typing import Any

import agents
from agents import ModelResponse
from agents.items import TResponseStreamEvent

from studio.domain.errors import (
    BrokenAnswer,
    GreenlightError,
    MissingPart,
    ModelRefused,
    NotFound,
    Transient,
)
from studio.llm.closing import closing
from studio.llm.connect import Clients, connect
from studio.llm.keys import Keys
from studio.llm.models import Model
from studio.llm.readiness import readiness

OnChoice = Callable[[Model, str], None]
"""Told who speaks, and why it is not the one before it (empty for the first)."""

_MOVES_ON = (Transient, ModelRefused, MissingPart, NotFound)
_SILENT = ("response.created", "response.in_progress", "response.queued")
_ANNOUNCEMENTS = ("response.output_item.added", "response.content_part.added")


@dataclass(frozen=True)
class Chain:
    """Models to ask, best first, and why those that were chosen before them are not there."""

    speakers: tuple[tuple[Model, agents.Model], ...]
    skipped: tuple[tuple[Model, str], ...] = ()

    @property
    def why(self) -> str:
        """Why it does not begin with the model that was chosen; empty when it does."""
        return " ".join(reason for _, reason in self.skipped)


def chain_of(
    models: Sequence[Model], keys: Keys, clients: Clients, embedded: agents.Model
) -> Chain:
    """Those of `models` that can be asked, connected; `embedded` stands for Embedded.

    Call it within the event loop that will ask. `skipped` tells of those before the first.
    """
    speakers: list[tuple[Model, agents.Model]] = []
    skipped: list[tuple[Model, str]] = []
    for model in models:
        if model.is_embedded:
            speakers.append((model, embedded))
            continue
        state = readiness(model, keys)
        if state.is_ready:
            speakers.append((model, connect(model, keys, clients)))
        elif not speakers:
            skipped.append((model, f"{model.title}: {state.missing}. {state.remedy}"))
    return Chain(tuple(speakers), tuple(skipped))


class FallbackModel(agents.Model):
    """Asks the first model of a chain, and the next one when it fails before saying anything.

    Within a turn it stays with the one that spoke last: who failed is not asked again. Only
    an answer that broke before its first word is asked for once more where it broke. Embedded
    does not take over what another has begun: its rules know nothing of the other's reasons.
    """

    def __init__(
        self,
        chain: Chain | Sequence[tuple[Model, agents.Model]],
        on_choice: OnChoice = lambda model, why: None,
    ) -> None:
        self._chain = chain if isinstance(chain, Chain) else Chain(tuple(chain))
        self._on_choice = on_choice
        self._place = 0
        self._why = self._chain.why
        self._spoke: Model | None = None
        self._has_asked_again = False

    @property
    def speaker(self) -> Model:
        """Who speaks now."""
        return self._chain.speakers[self._place][0]

    @property
    def why(self) -> str:
        """Why that is not the one who was chosen; empty when it is."""
        return self._why

    async def get_response(self, *asked: Any, **also: Any) -> ModelResponse:
        """The whole answer of the first model that gives one."""
        while True:
            try:
                answer = await self._chain.speakers[self._place][1].get_response(*asked, **also)
            except _MOVES_ON as fault:
                self._move_on(fault)
                continue
            self._say()
            return answer

    async def stream_response(
        self, *asked: Any, **also: Any
    ) -> AsyncIterator[TResponseStreamEvent]:
        """The answer as it is written; what is held back until then shows nothing."""
        while True:
            held: list[TResponseStreamEvent] = []
            has_spoken = False
            try:
                speaker = self._chain.speakers[self._place][1]
                async with closing(speaker.stream_response(*asked, **also)) as answer:
                    async for event in answer:
                        if not has_spoken and _is_silent(event):
                            held.append(event)
                            continue
                        if not has_spoken:
                            has_spoken = True
                            self._say()
                            for earlier in held:
                                yield earlier
                        yield event
                return
            except _MOVES_ON as fault:
                if has_spoken:
                    raise
                self._move_on(fault)

    def _move_on(self, fault: GreenlightError) -> None:
        """To the next model; raises `fault` when it was the last."""
        if isinstance(fault, BrokenAnswer) and not self._has_asked_again:
            self._has_asked_again = True
            return
        failed = self.speaker
        if self._place + 1 == len(self._chain.speakers):
            raise fault
        has_begun = self._spoke is not None and not self._spoke.is_embedded
        if has_begun and self._chain.speakers[self._place + 1][0].is_embedded:
            raise fault
        self._place += 1
        self._why = f"{failed.title}: {fault.sentence}"

    def _say(self) -> None:
        """Tell who speaks, once for each change."""
        self._has_asked_again = False
        if self._spoke is not self.speaker:
            self._spoke = self.speaker
            self._on_choice(self.speaker, self._why)


def _is_silent(event: TResponseStreamEvent) -> bool:
    """True for what nobody sees: beginnings, announcements, and thoughts."""
    return (
        event.type in _SILENT
        or event.type in _ANNOUNCEMENTS
        or event.type.startswith("response.reasoning")
    )
