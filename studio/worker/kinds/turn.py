"""Let the director answer one message."""

from __future__ import annotations

from typing import Any

from studio.agents.turn import run_turn
from studio.domain.ids import MessageId
from studio.worker.work import Work


async def turn(work: Work) -> dict[str, Any]:
    """Write the message named in the job, in answer to its question."""
    return await run_turn(
        work.studio,
        MessageId(work.job.inputs["message"]),
        MessageId(work.job.inputs["question"]),
        trace=work.job.trace,
        is_cancelled=work.is_cancelled,
    )
