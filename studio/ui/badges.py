"""States as small coloured words."""

from __future__ import annotations

from studio.domain.job import JobState
from studio.ui.views import SceneCard, SceneState

_SCENES = {
    SceneState.DRAFT: "gray",
    SceneState.MAKING: "blue",
    SceneState.REVIEW: "orange",
    SceneState.APPROVED: "green",
    SceneState.FAILED: "red",
}
_JOBS = {
    JobState.QUEUED: "gray",
    JobState.RUNNING: "blue",
    JobState.WAITING: "orange",
    JobState.DONE: "green",
    JobState.FAILED: "red",
    JobState.CANCELLED: "gray",
}


def badge(card: SceneCard) -> str:
    """The state of a scene as a Markdown badge."""
    words = card.state.value
    if card.state is SceneState.MAKING and card.percent >= 1:
        words = f"making {card.percent:.0f} %"
    return f":{_SCENES[card.state]}-badge[{words}]"


def job_badge(state: JobState, is_cancelling: bool = False) -> str:
    """The state of a job as a Markdown badge."""
    words = "stopping" if is_cancelling and not state.is_final else state.value
    return f":{_JOBS[state]}-badge[{words}]"
