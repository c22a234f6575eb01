"""The job that reads a website for a project."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from studio.actions.plans import add_scene
from studio.actions.projects import create_project
from studio.actions.sites import request_site
from studio.domain.brief import Brief
from studio.domain.errors import SiteUnreadable
from studio.domain.ids import SceneId
from studio.domain.job import Job, JobKind
from studio.domain.scene import Scene
from studio.studio import Studio, open_studio
from studio.worker.kinds import KINDS


@dataclass
class Alone:
    """What the job is given, without a worker around it."""

    studio: Studio
    job: Job
    phases: list[str] = field(default_factory=list)

    def report(self, percent: float, phase: str = "") -> None:
        self.phases.append(phase)

    async def off_loop(self, work: Callable[..., Any], *given: Any) -> Any:
        return await asyncio.to_thread(work, *given)


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Studio]:
    monkeypatch.setenv("GREENLIGHT_ALLOW_LOOPBACK", "1")
    monkeypatch.setenv("GREENLIGHT_BROWSER", "off")
    opened = open_studio(tmp_path / "films")
    yield opened
    opened.close()


def run(studio: Studio, url: str, *, wears: bool) -> Alone:
    project = create_project(studio, Brief(title="Mine", text="About bread."))
    add_scene(studio, project.id, Scene(id=SceneId("a"), narration="Bread."))
    alone = Alone(studio, request_site(studio, project.id, url, wears=wears))
    asyncio.run(KINDS[JobKind.SITE].run(alone))  # type: ignore[arg-type]
    return alone


def test_a_brand_is_worn_and_drafts_are_made_anew(studio: Studio, serve: Any) -> None:
    alone = run(studio, serve("firm").url, wears=True)
    assert alone.job.project
    project = studio.store.projects.get(alone.job.project)
    assert (project.title, project.brand.name) == ("Mine", "Saltmarsh Bakery")
    assert project.brand.palette.accent == "#2F6B4F"
    kinds = [job.kind for job in studio.store.jobs.list(project.id)]
    assert JobKind.SCRATCH in kinds
    assert "Opening the page" in alone.phases


def test_reading_alone_changes_no_look(studio: Studio, serve: Any) -> None:
    alone = run(studio, serve("library").url, wears=False)
    assert alone.job.project
    assert studio.store.projects.get(alone.job.project).brand.name == ""
    found = studio.store.sites.latest(alone.job.project)
    assert found
    assert found.title.text == "Oxbow Town Library"


def test_what_cannot_be_read_is_the_jobs_fault(studio: Studio, site: Any) -> None:
    with pytest.raises(SiteUnreadable):
        run(studio, site.url, wears=True)
