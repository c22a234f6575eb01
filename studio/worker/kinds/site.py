"""Read a website for a project, and let the project wear its brand where that was asked for."""

from __future__ import annotations

from typing import Any

from studio.actions.sitereading import read_site
from studio.actions.sites import wear_site
from studio.actions.takes import request_scratch
from studio.domain.errors import NotFound
from studio.worker.work import Work

_PERCENT_A_STEP = 25.0


async def site(work: Work) -> dict[str, Any]:
    """Store what the website named in the job says; nothing is kept of one that is not read."""
    project, url = work.job.project, str(work.job.inputs["url"])
    if project is None:
        raise NotFound("project", "")
    steps = 0

    def on_step(step: str) -> None:
        nonlocal steps
        steps += 1
        work.report(min(90.0, steps * _PERCENT_A_STEP), step)

    findings = await read_site(work.studio, project, url, on_step=on_step)
    if work.job.inputs.get("wears"):
        await work.off_loop(wear_site, work.studio, project, findings)
        request_scratch(work.studio, project, None, work.job.trace)
    return {"title": findings.title.text, "url": findings.url}
