"""What can be taken home besides the film: previews in small, a poster, the stems."""

from __future__ import annotations

import streamlit as st

from studio.actions.exports import export_name, found_export, request_export
from studio.domain.ids import ProjectId
from studio.domain.job import Job, JobKind, JobState
from studio.domain.plan import Plan
from studio.domain.project import Project
from studio.studio import Studio
from studio.ui import session
from studio.ui.boundary import told_kindly
from studio.ui.components.downloads import FileLink, downloads
from studio.ui.components.pulse import progress
from studio.ui.phrases import size

OFFERED = {
    "gif": ("GIF, six seconds", ":material/gif_box:"),
    "webp": ("WebP, six seconds", ":material/animation:"),
    "poster": ("Poster", ":material/image:"),
    "contact-sheet": ("Contact sheet", ":material/grid_view:"),
    "stems": ("Sound stems (WAV)", ":material/graphic_eq:"),
}
"""The exports that the page offers, by `actions.exports.export_kinds`."""


def export_shelf(studio: Studio, project: Project, plan: Plan) -> None:
    """A button for each file that is not there yet, its progress, and a link when it is."""
    fold = st.expander("Preview, poster, stems", key=f"shelf-{project.id}", on_change="rerun")
    if not fold.open:
        return
    jobs = _jobs(studio, project)
    with fold:
        st.caption("Of the film as it is planned now. No film needs to be made for them.")
        ready = []
        for kind, (title, icon) in OFFERED.items():
            place = found_export(studio, project, plan, kind)
            if place:
                address = session.address(f"/exports/{project.id}/{kind}")
                ready.append(FileLink(title, address, size(place.stat().st_size)))
            else:
                _offer(
                    studio,
                    project,
                    title,
                    icon,
                    kind,
                    jobs.get(export_name(studio, project, plan, kind)),
                )
        if ready:
            downloads(f"shelf-files-{project.id}", ready)


def ask(project_id: ProjectId, kind: str) -> None:
    """Have a file made."""
    with told_kindly():
        request_export(session.studio(), project_id, kind)


def _offer(
    studio: Studio, project: Project, title: str, icon: str, kind: str, job: Job | None
) -> None:
    if job and not job.state.is_final:
        progress(f"shelf-{kind}", studio, project.id, [job.id])
        return
    if job and job.fault and job.state is JobState.FAILED:
        st.error(f"**{job.fault.sentence}** {job.fault.remedy}", icon=":material/error:")
    st.button(
        title,
        key=f"shelf-ask-{kind}",
        icon=icon,
        width="stretch",
        on_click=ask,
        args=(project.id, kind),
    )


def _jobs(studio: Studio, project: Project) -> dict[str, Job]:
    """The newest export job of each file."""
    jobs = studio.store.jobs.list(project.id, None, 200)
    exports = [job for job in jobs if job.kind is JobKind.EXPORT]
    return {str(job.inputs["file"]): job for job in reversed(exports)}
