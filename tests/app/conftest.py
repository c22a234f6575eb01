"""A studio of its own for each test, and pages run on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from studio.actions.clock import now
from studio.actions.plans import Edit, add_scene, latest_plan
from studio.actions.projects import create_project
from studio.actions.takes import motion_inputs
from studio.domain.brief import Brief
from studio.domain.ids import JobId, SceneId, TakeId, TraceId, new_id
from studio.domain.job import Fault, Job, JobKind, JobState
from studio.domain.project import Project
from studio.domain.scene import Graphic, Scene, Words
from studio.domain.take import Take, TakeKind
from studio.studio import HOME_VARIABLE, Studio
from studio.ui import places, session
from tests.app.browsing import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SHELL = Path(session.__file__).with_name("shell.py")
OpenPage = Callable[..., AppTest]
ReadWords = Callable[[AppTest], str]


@pytest.fixture
def home(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv(HOME_VARIABLE, str(folder))
    monkeypatch.setattr("sys.argv", ["app.py"])
    monkeypatch.setattr("studio.ui.conversation.QUIET_S", 0.05)
    yield folder
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture(autouse=True)
def unforeseen(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fails a test in which a page met what it did not foresee, unless marked `unforeseen`."""
    yield
    if not request.node.get_closest_marker("unforeseen"):
        told = [
            r.getMessage()
            for r in caplog.get_records("call")
            if r.name == "greenlight.ui" and r.levelname == "ERROR"
        ]
        assert told == []


@pytest.fixture
def house(home: Path) -> Studio:
    """The studio that pages and routes use in this test."""
    studio = session.opening().studio
    assert studio is not None
    return studio


@pytest.fixture
def film(house: Studio) -> Project:
    """A film with four scenes, none of them made or approved."""
    project = create_project(house, Brief(title="Eight days to the Moon", text="Notes."))
    for n in range(1, 5):
        add_scene(house, project.id, scene(n), edit=Edit(author="director", batch="plan:1"))
    return project


def scene(n: int) -> Scene:
    return Scene(
        id=SceneId(f"scene{n}"),
        title=f"Scene called {n}",
        narration=f"This is told in scene {n}. And this as well.",
        visual=Graphic(words=Words(headline=f"Headline {n}")),
        frames=90 + n,
    )


@pytest.fixture
def drafted(house: Studio, film: Project) -> Project:
    """The film with a draft for its first scene."""
    first = latest_plan(house, film.id).scenes[0]
    target = house.store.media.take_target(film, first, TakeKind.MOTION, TakeId("take1"), "mp4")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(bytes(range(256)) * 8)
    house.store.takes.put(
        Take(
            id=TakeId("take1"),
            project=film.id,
            scene=first.id,
            kind=TakeKind.MOTION,
            inputs=motion_inputs(house, film, first),
            provider="compositor",
            file=house.store.media.relative(target),
            length_s=3.2,
            made_at=now(),
        )
    )
    return film


@pytest.fixture
def failed(house: Studio, film: Project) -> Job:
    """A draft that failed, for the second scene of the film."""
    second = latest_plan(house, film.id).scenes[1]
    job = Job(
        id=JobId(new_id(12)),
        kind=JobKind.SCRATCH,
        project=film.id,
        state=JobState.FAILED,
        inputs={"scene": second.id, "inputs": motion_inputs(house, film, second)},
        attempt=3,
        fault=Fault(error="SegmentFailed", sentence="It broke in two.", remedy="Press Retry."),
        trace=TraceId("trace4711"),
        created_at=now(),
        finished_at=now(),
    )
    house.store.jobs.add(job)
    return job


@pytest.fixture
def open_page(home: Path) -> OpenPage:
    """Runs the shell on a page; the query's fields are the keywords."""

    def run(page: str = "projects", **query: str) -> AppTest:
        at = AppTest.from_file(str(SHELL), default_timeout=20)
        at.query_params.update(query)
        at.run()
        if page != "projects":
            at.switch_page(str(places.page(page)))
            at.query_params.update(query)
            at.run()
        assert not at.exception, at.exception
        return at

    return run


@pytest.fixture
def words() -> ReadWords:
    """Reads all that stands on a page."""
    return _words


def _words(at: AppTest) -> str:
    parts = [*at.markdown, *at.caption, *at.error, *at.title, *at.text]
    labels = [*at.button, *at.selectbox, *at.text_area, *at.text_input]
    return "\n".join([str(p.value) for p in parts] + [str(w.label) for w in labels])


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for one module: while it is open, no other loop can run in this thread."""
    with chromium() as opened:
        yield opened


@pytest.fixture
def troubles() -> list[str]:
    """What the browser's console complained of."""
    return []


@pytest.fixture
def page(browser: Browser, troubles: list[str], tmp_path: Path) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1600, "height": 1000})
    tab = context.new_page()
    tab.on("console", lambda m: troubles.append(m.text) if m.type == "error" else None)
    tab.on("pageerror", lambda error: troubles.append(str(error)))
    tab.set_default_timeout(30_000)
    yield tab
    tab.screenshot(path=tmp_path / "last.png")
    context.close()
