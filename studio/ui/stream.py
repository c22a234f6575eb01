"""What an answer holds while it is written, folded from its events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from studio.actions.streams import told
from studio.domain.chat import Message, Step
from studio.domain.event import Event


@dataclass(frozen=True)
class AtWork:
    """A specialist in this answer: what he does, since when, and until when if he is done."""

    agent: str
    doing: str
    began_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True)
class Stream:
    """An answer as far as it has come. `cost` is in USD; `why` says why this model speaks."""

    text: str = ""
    steps: tuple[Step, ...] = ()
    crew: tuple[AtWork, ...] = ()
    model: str = ""
    why: str = ""
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0
    seen: int = field(default=0, compare=False)

    @classmethod
    def of(cls, message: Message) -> Stream:
        """What the message holds before its events; an answer that is continued holds some."""
        return cls(
            text=message.text,
            steps=message.steps,
            model=message.model,
            why=message.why,
            tokens_in=message.tokens_in,
            tokens_out=message.tokens_out,
            cost=message.cost,
        )

    def after(self, news: Iterable[Event]) -> Stream:
        """The stream with events added, in one go however many they are."""
        events = tuple(news)
        if not events:
            return self
        text, steps = told(self.text, self.steps, events)
        stream = replace(self, text=text, steps=steps, seen=events[-1].id)
        for event in events:
            stream = stream._with(event)
        return stream

    def _with(self, event: Event) -> Stream:
        said = event.payload
        match event.kind:
            case "agent.started":
                begun = AtWork(str(said["agent"]), str(said.get("doing", "")), event.at)
                return replace(self, crew=(*self._others(begun.agent), begun))
            case "agent.finished":
                return self._left(str(said["agent"]), event.at)
            case "model.chosen":
                return replace(self, model=str(said.get("title", "")), why=str(said.get("why", "")))
            case "usage.added":
                return replace(
                    self,
                    tokens_in=self.tokens_in + int(said.get("tokens_in", 0)),
                    tokens_out=self.tokens_out + int(said.get("tokens_out", 0)),
                    cost=self.cost + float(said.get("cost", 0.0)),
                )
            case _:
                return self

    def _others(self, agent: str) -> tuple[AtWork, ...]:
        return tuple(one for one in self.crew if one.agent != agent or one.ended_at)

    def _left(self, agent: str, at: datetime) -> Stream:
        crew = tuple(
            replace(one, ended_at=at) if one.agent == agent and not one.ended_at else one
            for one in self.crew
        )
        return replace(self, crew=crew)
