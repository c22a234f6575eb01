"""Let the director answer one message."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from studio.domain.ids import MessageId
from studio.domain.job import Job
from studio.worker.work import Work

if TYPE_CHECKING:
    from studio.agents.turn import TurnOrder


async def turn(work: Work) -> dict[str, Any]:
    """Write the message named in the job, in answer to its question."""
    from studio.agents.turn import run_turn

    await work.off_loop(_warm_crew, work)
    return await run_turn(work.studio, turn_order(work.job))


def _warm_crew(work: Work) -> None:
    """What a turn changes is to be watched next: let the render processes start beside it."""
    try:
        work.crew.warm()
    except OSError:
        logging.getLogger(__name__).warning("Rendering starts later", exc_info=True)


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
    from studio.agents.turn import rehearse

    rehearse()
