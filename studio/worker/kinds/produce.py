"""Have an outside provider make one take of a scene that was greenlit."""

from __future__ import annotations

from typing import Any

from studio.actions.producing import carry_out
from studio.actions.takes import request_scratch
from studio.compose.progress import Progress
from studio.worker.work import Work


async def produce(work: Work) -> dict[str, Any]:
    """Find the take named in the job, look for the request that was sent, or send it."""
    return await work.off_loop(_produce, work)


def _produce(work: Work) -> dict[str, Any]:
    def on_progress(progress: Progress) -> None:
        work.report(progress.percent, progress.phase)

    take = carry_out(work.studio, work.job, on_progress, work.is_cancelled)
    if take.scene:
        request_scratch(work.studio, take.project, (take.scene,), work.job.trace)
    return {"take": take.id, "scene": take.scene, "price": take.price}
