"""The worker's health and the progress of jobs, drawn in the browser as events come in."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from studio.domain.ids import JobId, ProjectId
from studio.studio import Studio
from studio.ui.components import web_text
from studio.ui.health import status

_HTML = """
<section class="card" aria-label="Worker">
  <div class="head"><span>Worker</span><span class="badge"></span></div>
  <p class="line"></p>
  <ul></ul>
</section>
"""
_pulse = st.components.v2.component(
    "greenlight.pulse",
    html=_HTML,
    css=web_text("pulse.css"),
    js=web_text("bus.js", "pulse.js"),
)


def worker_card(studio: Studio, project_id: ProjectId | None) -> None:
    """Is the worker there, and what does it do."""
    data = {"status": status(studio), "hasWorker": True, "most": 3}
    _pulse(key="worker", data={**data, **_whence(studio, project_id)})


def progress(key: str, studio: Studio, project_id: ProjectId | None, jobs: Sequence[JobId]) -> None:
    """How far these jobs are."""
    data = {"status": status(studio), "hasWorker": False, "jobs": list(jobs), "most": 8}
    _pulse(key=key, data={**data, **_whence(studio, project_id)})


def _whence(studio: Studio, project_id: ProjectId | None) -> dict[str, object]:
    return {"project": project_id or "", "after": studio.store.events.last_id()}
