"""Make the film of a plan."""

from __future__ import annotations

from typing import Any

from studio.actions.renders import make_render
from studio.compose.progress import Progress
from studio.worker.work import Work


async def render(work: Work) -> dict[str, Any]:
    """Find or make the film of the plan and quality named in the job."""
    return await work.off_loop(_render, work)


def _render(work: Work) -> dict[str, Any]:
    def on_progress(progress: Progress) -> None:
        work.report(progress.percent, progress.phase)

    made = make_render(work.studio, work.job, work.crew, on_progress, work.is_cancelled)
    return {
        "render": made.id,
        "film": made.film,
        "segments_made": made.report.segments_made,
        "segments_found": made.report.segments_found,
    }
