"""What was tried to design a scene, with the reasons."""

from __future__ import annotations

import streamlit as st

from studio.domain.component import Attempt, Build, BuildState
from studio.domain.job import JobKind, JobState
from studio.domain.project import Project
from studio.domain.scene import Scene
from studio.studio import Studio
from studio.ui.components.pulse import progress
from studio.ui.phrases import ago, plain

_SHOWN = 5
_UNDER_WAY = frozenset(state for state in JobState if not state.is_final)
_BADGES = {
    BuildState.OPEN: ":blue-badge[being made]",
    BuildState.MADE: ":green-badge[made]",
    BuildState.FELL_BACK: ":orange-badge[kept its template]",
}


def builds(studio: Studio, project: Project, scene: Scene) -> None:
    """The builds of this scene, newest first, and how far the open ones are."""
    known = [b for b in studio.store.components.builds(project.id) if b.scene == scene.id]
    running = [
        job.id
        for job in studio.store.jobs.list(project.id, _UNDER_WAY)
        if job.kind is JobKind.BUILD and job.inputs.get("build") in {b.id for b in known}
    ]
    if running:
        progress("build-progress", studio, project.id, running)
    for build in known[:_SHOWN]:
        _told(build)


def _told(build: Build) -> None:
    wish = plain(build.wish) or "A fitting design"
    with st.expander(f"{wish} · {ago(build.created_at)}"):
        st.markdown(f"{_BADGES[build.state]} {plain(build.said)}", anchors=False)
        for attempt in build.attempts:
            _attempt(attempt)


def _attempt(attempt: Attempt) -> None:
    outcome = "it can be used" if not attempt.problems else "it could not be used"
    st.markdown(f"**Attempt {attempt.number}** by {plain(attempt.model)}: {outcome}", anchors=False)
    for problem in attempt.problems:
        st.caption(plain(problem))
    st.code(attempt.text[:4000], language="json", height=160)
