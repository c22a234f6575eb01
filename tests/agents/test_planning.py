from __future__ import annotations

import asyncio
from typing import Any

import pytest

from studio.actions.plans import delete_scenes, latest_plan
from studio.actions.projects import create_project
from studio.agents.planning import film_s, plan_project
from studio.domain.brief import Brief, BriefKind
from studio.domain.errors import Cancelled, EmptyInput
from studio.domain.format import Aspect
from studio.domain.project import Score
from studio.studio import Studio


def _plan(studio: Studio, project: Any, **known: Any) -> Any:
    return asyncio.run(plan_project(studio, project, **{"batch": "b", **known}))


def test_a_project_is_planned_without_chat(studio: Studio, person: Any) -> None:
    titles: list[str] = []
    plan = _plan(studio, person.project, on_scene=titles.append)
    assert [scene.title for scene in plan.scenes] == titles
    assert plan == latest_plan(studio, person.project.id)
    assert film_s(plan) > 10
    assert {r.batch for r in studio.store.plans.history(person.project.id)} == {"b"}


def test_planning_goes_on_after_the_scenes_it_stored(studio: Studio, person: Any) -> None:
    seen = 0

    def stop() -> bool:
        nonlocal seen
        seen += 1
        return seen == 3

    with pytest.raises(Cancelled):
        _plan(studio, person.project, is_cancelled=stop)
    before = latest_plan(studio, person.project.id)
    assert len(before.scenes) == 3
    whole = _plan(studio, person.project)
    assert whole.scenes[:3] == before.scenes
    assert len(studio.store.plans.history(person.project.id)) == len(whole.scenes)
    assert _plan(studio, person.project) == whole


def test_another_planning_clears_the_plan_before(studio: Studio, person: Any) -> None:
    first = _plan(studio, person.project, batch="one")
    second = _plan(studio, person.project, batch="two")
    assert [s.narration for s in first.scenes] == [s.narration for s in second.scenes]
    assert {s.id for s in first.scenes}.isdisjoint({s.id for s in second.scenes})


def test_an_edit_meanwhile_is_kept(studio: Studio, person: Any) -> None:
    done = _plan(studio, person.project)
    delete_scenes(studio, person.project.id, [done.scenes[1].id])
    again = _plan(studio, person.project)
    assert len(again.scenes) == len(done.scenes) - 1


def test_style_follows_the_brief_but_not_against_the_person(studio: Studio) -> None:
    idea = Brief(kind=BriefKind.IDEA, text="A hopeful vertical video about bees for kids")
    project = create_project(studio, idea)
    _plan(studio, project)
    styled = studio.store.projects.get(project.id)
    assert styled.score.mood == "hopeful"
    assert styled.format.aspect is Aspect.TALL
    assert styled.brand.palette != project.brand.palette
    assert styled.title == "Bees"
    chosen = create_project(studio, idea, score=Score(mood="tense"))
    _plan(studio, chosen)
    assert studio.store.projects.get(chosen.id).score.mood == "tense"


def test_a_text_is_spoken_in_its_own_language(studio: Studio) -> None:
    text = "Der Garten ist nicht groß. Wir pflanzen Bohnen und Tomaten mit den Nachbarn."
    project = create_project(studio, Brief(kind=BriefKind.TEXT, text=text))
    _plan(studio, project)
    assert studio.store.projects.get(project.id).voice.voice == "de"


def test_nothing_to_plan_from_is_said(studio: Studio) -> None:
    project = create_project(studio, Brief(kind=BriefKind.TEXT, text="<!-- x -->"))
    with pytest.raises(EmptyInput):
        _plan(studio, project)
