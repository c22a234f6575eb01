"""Who is at work on an answer, on what, and how far."""

from __future__ import annotations

from datetime import UTC, datetime

from streamlit.delta_generator import DeltaGenerator

from studio.domain.chat import StepState
from studio.ui.phrases import count, first_words, lasted, plain, titled
from studio.ui.stream import AtWork, Stream

_DOING = 60
_SHOWN = 5


class Crew:
    """A small panel in one place of the page; empty while nobody works."""

    def __init__(self, place: DeltaGenerator, began_at: datetime) -> None:
        self._place = place
        self._began_at = began_at
        self._drawn = ""
        self._inside: DeltaGenerator | None = None

    def show(self, stream: Stream) -> None:
        """Draw who works now; nothing is sent when nothing changed."""
        text = crew_text(stream, self._began_at)
        if text == self._drawn:
            return
        self._drawn = text
        if self._inside is None:
            self._inside = self._place.container(border=True, key="crew").empty()
        self._inside.markdown(text)

    def clear(self) -> None:
        """Nobody works any more."""
        self._place.empty()


def crew_text(stream: Stream, began_at: datetime, now: datetime | None = None) -> str:
    """A line for the director and one for each specialist, the latest last."""
    moment = now or datetime.now(UTC)
    ended = sum(1 for step in stream.steps if step.state is not StepState.RUNNING)
    facts = [f"{ended} of {count(len(stream.steps), 'step')}"] if stream.steps else []
    facts.append(_time(began_at, moment))
    director = f":green[:material/radio_button_checked:] **Director** &ensp;{_small(facts)}"
    return "  \n".join([director, *(_line(one, moment) for one in stream.crew[-_SHOWN:])])


def _line(one: AtWork, now: datetime) -> str:
    icon = ":gray[:material/check:]" if one.ended_at else ":green[:material/pending:]"
    facts = [first_words(one.doing, _DOING)] if one.doing else []
    facts.append(_time(one.began_at, one.ended_at or now))
    return f"{icon} {plain(titled(one.agent))} &ensp;{_small(facts)}"


def _time(began_at: datetime, end: datetime) -> str:
    return lasted(max(0, int((end - began_at).total_seconds()))).replace(".0", "")


def _small(facts: list[str]) -> str:
    return f":gray[:small[{plain(' · '.join(facts))}]]"
