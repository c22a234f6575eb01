from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from studio.actions.facts import figure_checks
from studio.actions.plans import Edit, latest_plan, update_scene
from studio.actions.projects import create_project
from studio.actions.sitereading import read_site
from studio.agents.sites import SiteFilm, announced, summed_up, told_findings
from studio.domain.brief import Brief, BriefKind
from studio.domain.errors import Cancelled
from studio.studio import Studio


@pytest.fixture
def film(studio: Studio, serve: Any, monkeypatch: pytest.MonkeyPatch) -> SiteFilm:
    monkeypatch.setenv("GREENLIGHT_ALLOW_LOOPBACK", "1")
    monkeypatch.setenv("GREENLIGHT_BROWSER", "off")
    brief = Brief(kind=BriefKind.IDEA, text="Make a film of https://saltmarsh.example")
    project = create_project(studio, brief)
    findings = asyncio.run(read_site(studio, project.id, serve("firm").url))
    return SiteFilm(studio, project, findings, "one")


def make(film: SiteFilm, stop: Callable[[], bool] = lambda: False) -> list[str]:
    said: list[str] = []

    async def work() -> None:
        acts = film.scenes(lambda n, count, title: said.append(announced(n, count, title)), stop)
        async for scene in acts:
            there = latest_plan(film.studio, film.project.id).scenes
            assert scene in there
            said.append(f"✅ {scene.title}")

    asyncio.run(work())
    return said


def test_scenes_are_announced_and_stored_one_by_one(film: SiteFilm) -> None:
    said = make(film)
    assert said[:3] == [
        "Creating scene 1 of 5: The problem",
        "✅ The problem",
        "Creating scene 2 of 5: The discovery",
    ]
    assert said[-1] == "✅ The invitation"
    assert len(latest_plan(film.studio, film.project.id).scenes) == 5


def test_interrupted_it_goes_on_where_it_stopped(film: SiteFilm) -> None:
    calls = iter([False, True])
    with pytest.raises(Cancelled):
        make(film, lambda: next(calls))
    before = latest_plan(film.studio, film.project.id)
    assert len(before.scenes) == 2
    make(film)
    whole = latest_plan(film.studio, film.project.id)
    assert whole.scenes[:2] == before.scenes
    assert len(whole.scenes) == 5
    assert len(film.studio.store.plans.history(film.project.id)) == 5


def test_run_again_it_makes_new_revisions_and_loses_nothing(film: SiteFilm) -> None:
    make(film)
    first = latest_plan(film.studio, film.project.id)
    changed = first.scenes[0].model_copy(update={"narration": "My own words."})
    update_scene(film.studio, film.project.id, changed)
    edited = latest_plan(film.studio, film.project.id)
    again = SiteFilm(film.studio, film.project, film.findings, "two")
    make(again)
    second = latest_plan(film.studio, film.project.id)
    assert [s.narration for s in second.scenes] == [s.narration for s in first.scenes]
    assert film.studio.store.plans.get(edited.id).scenes[0].narration == "My own words."


def test_what_was_found_and_made_is_said_in_words(film: SiteFilm) -> None:
    told = told_findings(film.findings)
    assert "Saltmarsh Bakery" in told
    assert "3 features, 3 steps, 2 figures, 1 quotation and 1 picture" in told
    assert "accent #2F6B4F" in told
    last = summed_up(film.findings, 5, 41.2)
    assert "5 scenes" in last
    assert "#F7F1E3" in last
    assert "Order bread" in last


def test_a_figure_that_the_site_does_not_say_is_a_defect(film: SiteFilm) -> None:
    make(film)
    studio, project = film.studio, film.project.id
    assert [(c.title, c.is_ok) for c in figure_checks(studio, latest_plan(studio, project))] == [
        ("Figures from the website", True)
    ]
    scene = latest_plan(studio, project).scenes[3]
    lying = scene.model_copy(update={"narration": "Loved by 50,000 families."})
    update_scene(studio, project, lying, Edit(author="director"))
    (check,) = figure_checks(studio, latest_plan(studio, project))
    assert (check.is_ok, check.found) == (False, "50000 in scene 4")
    by_hand = scene.model_copy(update={"narration": "Loved by 40,000 families."})
    update_scene(studio, project, by_hand)
    assert figure_checks(studio, latest_plan(studio, project))[0].is_ok


def test_other_films_have_no_such_check(studio: Studio) -> None:
    project = create_project(studio, Brief(text="About tides."))
    assert figure_checks(studio, latest_plan(studio, project.id)) == ()
