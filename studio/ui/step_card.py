"""One thing the director does, as a line that fills in: what, on what, how long, with what end."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

from streamlit.delta_generator import DeltaGenerator

from studio.domain.chat import Step, StepState
from studio.ui.phrases import first_words, lasted, plain, titled

_STATES: dict[StepState, Literal["running", "complete", "error"]] = {
    StepState.RUNNING: "running",
    StepState.DONE: "complete",
    StepState.FAILED: "error",
    StepState.UNCERTAIN: "error",
}
_SHORT = 72


class StepCard:
    """A step in a place of its own; showing it again sends only what changed."""

    def __init__(self, place: DeltaGenerator) -> None:
        self._place = place.empty()
        self._drawn = ""

    def show(self, step: Step, *, is_told: bool = False) -> None:
        """Draw the step as it is now; `is_told` when its outcome stands in the answer as well."""
        label = step_label(step.model_copy(update={"outcome": ""}) if is_told else step)
        if label == self._drawn:
            return
        self._drawn = label
        # Not in a `with`: leaving one would call a step done that is still running.
        status = self._place.status(label, state=_STATES[_state(step)], type="step")
        status.caption(plain(_details(step)))


def step_label(step: Step, now: datetime | None = None) -> str:
    """The line of a step: its title, what it is about or what came of it, and its time."""
    aside = step.doing if step.state is StepState.RUNNING else step.outcome
    parts = [first_words(aside, _SHORT)] if aside else []
    if step.state is StepState.UNCERTAIN:
        parts.insert(0, "outcome unknown")
    if seconds := _seconds(step, now):
        parts.append(seconds)
    rest = plain(" · ".join(parts))
    return f"{plain(step.title)} &ensp;:gray[:small[{rest}]]" if rest else plain(step.title)


def _seconds(step: Step, now: datetime | None) -> str:
    """How long it took, or takes so far; nothing when that is not known or was too short."""
    if step.began_at is None:
        return ""
    end = step.ended_at or (now or datetime.now(UTC) if step.state is StepState.RUNNING else None)
    if end is None:
        return ""
    passed = (end - step.began_at).total_seconds()
    if step.state is StepState.RUNNING:
        return lasted(int(passed)).replace(".0", "") if passed >= 1 else ""
    return lasted(passed) if passed >= 0.1 else ""


def _state(step: Step) -> StepState:
    """Steps stored before there were states say only whether they went well."""
    return StepState.FAILED if step.state is StepState.DONE and not step.is_ok else step.state


def _details(step: Step) -> str:
    if step.state is StepState.UNCERTAIN:
        return (
            f"{step.outcome} Nobody knows whether this was carried out; it is not done again "
            "unless you ask for it."
        ).strip()
    said = step.outcome or step.doing or "At work."
    return f"{titled(step.agent)}: {said}" if step.agent else said
