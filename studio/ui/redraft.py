"""New drafts after a setting changed."""

from __future__ import annotations

from studio.actions.takes import request_scratch
from studio.domain.ids import ProjectId
from studio.ui import session
from studio.ui.boundary import notify


def redraft(project_id: ProjectId) -> None:
    """Ask for the drafts that a setting made stale. Raises QueueFull."""
    if request_scratch(session.studio(), project_id):
        notify("Saved. New drafts are being made.")
