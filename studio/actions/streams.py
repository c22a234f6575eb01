"""What an answer holds while it is written: its message, and the events on top of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from studio.actions.events import message_topic
from studio.domain.chat import Message, Step, StepState
from studio.domain.event import Event
from studio.studio import Studio

MANY = 100_000


def streamed(studio: Studio, message: Message) -> tuple[str, tuple[Step, ...]]:
    """Text and steps of an answer as they stand: what the message holds, then its events.

    An answer that was continued holds text and steps while it is open; events add to them.
    """
    events = studio.store.events.after(0, topic=message_topic(message.id), limit=MANY)
    return told(message.text, message.steps, events)


def told(text: str, steps: Iterable[Step], events: Iterable[Event]) -> tuple[str, tuple[Step, ...]]:
    """Text and steps with `events` of their message added; unknown kinds are left alone."""
    pieces, known = [text], dict(enumerate(steps, 1))
    for event in events:
        payload = event.payload
        if event.kind == "text.added":
            pieces.append(str(payload["text"]))
        elif event.kind == "step.started":
            known[int(payload["step"])] = _begun(payload, event.at)
        elif event.kind == "step.progressed" and int(payload["step"]) in known:
            number = int(payload["step"])
            known[number] = known[number].model_copy(update={"doing": str(payload["doing"])})
        elif event.kind == "step.finished" and int(payload["step"]) in known:
            number = int(payload["step"])
            known[number] = _ended(known[number], payload, event.at)
    return "".join(pieces), tuple(known[number] for number in sorted(known))


def _begun(payload: dict[str, object], at: datetime) -> Step:
    fields = {name: str(payload.get(name, "")) for name in ("title", "tool", "agent", "doing")}
    return Step(**fields, began_at=at, state=StepState.RUNNING)


def _ended(step: Step, payload: dict[str, object], at: datetime) -> Step:
    is_ok = bool(payload["is_ok"])
    state = StepState(str(payload.get("state", "done" if is_ok else "failed")))
    outcome = str(payload["outcome"])
    changes = {"outcome": outcome, "is_ok": is_ok, "state": state, "ended_at": at}
    return step.model_copy(update=changes)
