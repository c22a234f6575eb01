"""Write one file about a film: a preview, a poster, a contact sheet, subtitles, stems."""

from __future__ import annotations

from typing import Any

from studio.actions.exports import make_export
from studio.compose.progress import Progress
from studio.compose.waiting import Errand
from studio.worker.work import Work


async def export(work: Work) -> dict[str, Any]:
    """Find or write the export named in the job."""
    return await work.off_loop(_export, work)


def _export(work: Work) -> dict[str, Any]:
    def on_progress(progress: Progress) -> None:
        work.report(progress.percent, progress.phase)

    errand = Errand(work.crew, on_progress, work.is_cancelled)
    place = make_export(work.studio, work.job, errand)
    return {"file": work.studio.store.media.relative(place)}
