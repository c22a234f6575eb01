"""What the director writes and does within one message, as events that a page follows."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from studio.actions.clock import now
from studio.actions.events import message_topic
from studio.actions.streams import streamed
from studio.domain.chat import ApprovalAsk, Message, Step, StepState
from studio.domain.ids import ProjectId, TraceId
from studio.studio import Studio

CHUNK = 24
GATHER_S = 0.03
"""Words that come within this many seconds are told together."""


@dataclass
class Transcript:
    """Appends the events of one message, and holds what they add up to.

    A turn that runs again after a crash begins with what was stored before.
    """

    studio: Studio
    project: ProjectId
    message: Message
    trace: TraceId
    clock: Callable[[], float] = time.monotonic
    text: str = ""
    steps: list[Step] = field(default_factory=list)
    _held: list[str] = field(default_factory=list)
    _told_at: float = float("-inf")
    _is_new_part: bool = False
    _is_going_on: bool = False
    _has_spoken: bool = False
    _soon: asyncio.TimerHandle | None = None

    def restore(self) -> None:
        """Take up what was said and done before."""
        self.text, steps = streamed(self.studio, self.message)
        self.steps = list(steps)
        self._has_spoken = False
        self.part()

    def add(self, words: str) -> None:
        """Add words as they come; the first at once, others gathered for a moment."""
        if not words:
            return
        if self._is_new_part and self.text:
            words = f"\n\n{words.lstrip()}"
        elif self._is_going_on and _is_apart(self.text, words):
            words = f"\n\n{words}"
        self._is_new_part = self._is_going_on = False
        self.text += words
        self._held.append(words)
        if self.clock() - self._told_at >= GATHER_S:
            self.flush()
        elif self._soon is None:
            self._soon = asyncio.get_running_loop().call_later(GATHER_S, self.flush)

    def part(self) -> None:
        """What is said next is a paragraph of its own."""
        self._is_new_part = True

    def go_on(self) -> None:
        """What is said next goes on in the middle of what was said, unless a tool spoke since."""
        self._is_new_part, self._is_going_on = self._has_spoken, not self._has_spoken

    def say(self, text: str) -> None:
        """Add a paragraph."""
        self.part()
        self.add(text)
        self.part()
        self._has_spoken = True
        self.flush()

    def flush(self) -> None:
        """Tell what was gathered."""
        soon, self._soon = self._soon, None
        if soon is not None:
            soon.cancel()
        if not self._held:
            return
        words = "".join(self._held)
        self._held.clear()
        self._append("text.added", {"text": words})
        self._told_at = self.clock()

    def begin(self, title: str, *, tool: str = "", agent: str = "", doing: str = "") -> int:
        """Begin a step; returns its number, from 1. One that was cut off by a crash goes on."""
        self.flush()
        number = self._cut_off(tool)
        step = Step(
            title=title,
            tool=tool,
            agent=agent,
            doing=doing,
            began_at=now(),
            state=StepState.RUNNING,
        )
        if number:
            self.steps[number - 1] = step
        else:
            self.steps.append(step)
            number = len(self.steps)
        payload = {"title": title, "tool": tool, "agent": agent, "doing": doing}
        self._append("step.started", {"step": number, **payload})
        return number

    def progress(self, number: int, doing: str) -> None:
        """Say what a step is doing now."""
        self.flush()
        self.steps[number - 1] = self.steps[number - 1].model_copy(update={"doing": doing})
        self._append("step.progressed", {"step": number, "doing": doing})

    def assign(self, number: int, agent: str) -> None:
        """A specialist works at a step; its own events tell of it while it runs."""
        self.steps[number - 1] = self.steps[number - 1].model_copy(update={"agent": agent})

    def end(self, number: int, outcome: str, state: StepState = StepState.DONE) -> None:
        """End a step with what came of it."""
        self.flush()
        step, is_ok, ended = self.steps[number - 1], state is StepState.DONE, now()
        changes = {"outcome": outcome, "is_ok": is_ok, "state": state, "ended_at": ended}
        self.steps[number - 1] = step.model_copy(update=changes)
        ms = round((ended - (step.began_at or ended)).total_seconds() * 1000)
        facts = {"outcome": outcome, "is_ok": is_ok, "state": state.value, "ms": ms}
        self._append("step.finished", {"step": number, **facts})

    def end_open(self, outcome: str) -> None:
        """End the steps that were cut off."""
        for number, step in enumerate(self.steps, 1):
            if step.state is StepState.RUNNING:
                self.end(number, outcome, StepState.FAILED)

    def agent_started(self, agent: str, doing: str) -> None:
        """A specialist is at work."""
        self._append("agent.started", {"agent": agent, "doing": doing})

    def agent_finished(self, agent: str) -> None:
        """A specialist is done."""
        self._append("agent.finished", {"agent": agent})

    def model_chosen(self, model: str, title: str, why: str) -> None:
        """Somebody speaks, and why it is not the one that was asked for."""
        self._append("model.chosen", {"model": model, "title": title, "why": why})

    def approval_asked(self, asks: ApprovalAsk) -> None:
        """A person has to decide."""
        payload = {"ask": asks.id, "text": asks.text, "scenes": list(asks.scenes)}
        self._append("approval.asked", payload)

    def usage_added(self, tokens_in: int, tokens_out: int, cost: float) -> None:
        """A model was asked, and this is what it took (USD)."""
        payload = {"tokens_in": tokens_in, "tokens_out": tokens_out, "cost": cost}
        self._append("usage.added", payload)

    def _cut_off(self, tool: str) -> int:
        """The number of a step of the same tool that a crash cut off; 0 when there is none."""
        for number, step in enumerate(self.steps, 1):
            is_running = step.state is StepState.RUNNING and step.tool == tool
            if tool and is_running and step.began_at and step.began_at < self._began:
                return number
        return 0

    def _append(self, kind: str, payload: dict[str, Any]) -> None:
        if kind != "text.added":
            self.flush()
        self.studio.store.events.append(
            kind,
            project=self.project,
            topic=message_topic(self.message.id),
            payload=payload,
            trace=self.trace,
        )

    def __post_init__(self) -> None:
        self._began = now()


def _is_apart(said: str, words: str) -> bool:
    """Whether words that go on after a break begin a paragraph rather than end a sentence."""
    return said.endswith((".", "!", "?", ":")) and words[:1].isalnum()


def pieces(text: str) -> tuple[str, ...]:
    """`text` in pieces of about `CHUNK` characters, cut at spaces; joined they give it again."""
    found, piece = [], ""
    for word in re.findall(r"\s*\S+\s*$|\s*\S+", text):
        piece += word
        if len(piece) >= CHUNK:
            found.append(piece)
            piece = ""
    return (*found, piece) if piece else tuple(found)
