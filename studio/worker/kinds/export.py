"""Write one file about a film: a preview, a poster, a contact sheet, subtitles, stems."""

from __future__ import annotations

from typing import Any

from studio.actions.exports import make_export
from studio.compose.progress import Progress
from studio.worker.work import Work


async def export(work: Work) -> dict[str, Any]:
    """Find or write the export named in the job."""
    return await work.off_loop(_export, work)


def _export(work: Work) -> dict[str, Any]:
    def on_progress(progress: Progress) -> None:
        work.report(progress.percent, progress.phase)

    place = make_export(work.studio, work.job, on_progress)
    return {"file": work.studio.store.media.relative(place)}
