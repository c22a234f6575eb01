"""What the director writes and does within one message, as events that a page follows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from studio.actions.events import message_topic
from studio.domain.chat import Step
from studio.domain.ids import MessageId, ProjectId, TraceId
from studio.studio import Studio

CHUNK = 24


@dataclass
class Transcript:
    """Appends the events of one message, each once.

    A turn that runs again after a crash says the same again; every event has its number in
    the turn for a key, so those that were stored before are not stored twice.
    """

    studio: Studio
    project: ProjectId
    message: MessageId
    trace: TraceId
    text: str = ""
    steps: list[Step] = field(default_factory=list)
    _count: int = 0

    def say(self, text: str) -> None:
        """Add a paragraph, in small pieces so that it can be read as it comes."""
        added = f"\n\n{text}" if self.text else text
        self.text += added
        for piece in pieces(added):
            self._append("text.added", {"text": piece})

    def begin(self, title: str) -> int:
        """Begin a step; returns its number, from 1."""
        self.steps.append(Step(title=title))
        number = len(self.steps)
        self._append("step.started", {"step": number, "title": title})
        return number

    def end(self, number: int, outcome: str, *, is_ok: bool = True) -> None:
        """End a step with what came of it."""
        step = self.steps[number - 1]
        self.steps[number - 1] = step.model_copy(update={"outcome": outcome, "is_ok": is_ok})
        payload = {"step": number, "outcome": outcome, "is_ok": is_ok}
        self._append("step.finished", payload)

    def _append(self, kind: str, payload: dict[str, Any]) -> None:
        self._count += 1
        self.studio.store.events.append(
            kind,
            project=self.project,
            topic=message_topic(self.message),
            payload=payload,
            trace=self.trace,
            dedupe_key=f"{self.message}:{self._count}",
        )


def pieces(text: str) -> tuple[str, ...]:
    """`text` in pieces of about `CHUNK` characters, cut at spaces; joined they give it again."""
    found, piece = [], ""
    for word in re.findall(r"\s*\S+\s*$|\s*\S+", text):
        piece += word
        if len(piece) >= CHUNK:
            found.append(piece)
            piece = ""
    return (*found, piece) if piece else tuple(found)
