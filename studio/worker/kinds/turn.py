"""Let the director answer one message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio.domain.ids import MessageId
from studio.domain.job import Job
from studio.worker.work import Work

if TYPE_CHECKING:
    from studio.agents.turn import TurnOrder


async def turn(work: Work) -> dict[str, Any]:
    """Write the message named in the job, in answer to its question."""
    from studio.agents.turn import run_turn

    return await run_turn(work.studio, turn_order(work.job))


def turn_order(job: Job) -> TurnOrder:
    """What a turn job asks for."""
    from studio.agents.turn import TurnOrder

    resumes = job.inputs.get("resumes")
    return TurnOrder(
        message=MessageId(job.inputs["message"]),
        question=MessageId(job.inputs["question"]),
        trace=job.trace,
        model=str(job.inputs.get("model", "")),
        resumes=MessageId(resumes) if resumes else None,
    )


def prepare() -> None:
    """Load what turns need, two seconds of it, before the first person waits for it."""
    import studio.agents.turn  # noqa: F401
