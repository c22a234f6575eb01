"""Revisions of plans."""

from __future__ import annotations

import sqlite3
import time
from typing import Any

import pytest

from studio.domain.errors import BadInput, NotFound, StaleRevision
from studio.domain.ids import ContentHash, PlanId, ProjectId
from studio.domain.plan import move
from studio.domain.scene import Scene
from studio.store import Store, open_store
from studio.store.scenes import RecentScenes


def scene_rows(store: Store) -> int:
    with sqlite3.connect(store.folder / "greenlight.db") as outside:
        (rows,) = outside.execute("SELECT count(*) FROM scenes").fetchone()
    outside.close()
    return int(rows)


def test_a_plan_comes_back_as_it_was(store: Store, project: Any, make: Any) -> None:
    film = project()
    plan = make.plan(film, 1, make.scene(2), make.scene(0), make.scene(1), note="Ü", batch="b")
    store.plans.put(plan)
    assert store.plans.latest(film.id) == plan
    assert store.plans.get(plan.id) == plan
    assert store.plans.numbered(film.id, 1) == plan


def test_a_plan_comes_back_in_a_store_opened_later(store: Store, project: Any, make: Any) -> None:
    film = project()
    plan = make.plan(film, 1, *(make.scene(n, narration="Wörter 話す") for n in range(5)))
    store.plans.put(plan)
    later = open_store(store.folder)
    assert later.plans.latest(film.id) == plan
    later.close()


def test_a_plan_without_scenes(store: Store, project: Any, make: Any) -> None:
    plan = make.plan(project(), 1)
    store.plans.put(plan)
    assert store.plans.latest(plan.project) == plan


def test_every_revision_is_kept(store: Store, project: Any, make: Any) -> None:
    film = project()
    scenes = tuple(make.scene(n) for n in range(4))
    plans = [make.plan(film, 1, *scenes)]
    store.plans.put(plans[0])
    for number in range(2, 6):
        plans.append(make.plan(film, number, *move(plans[-1], scenes[0].id, number % 4)))
        store.plans.put(plans[-1])
    assert [store.plans.numbered(film.id, n + 1) for n in range(5)] == plans
    assert [revision.id for revision in store.plans.history(film.id)] == [
        plan.id for plan in reversed(plans)
    ]


def test_a_scene_is_stored_once_for_each_content(store: Store, project: Any, make: Any) -> None:
    film = project()
    scenes = [make.scene(n) for n in range(10)]
    store.plans.put(make.plan(film, 1, *scenes))
    scenes[3] = scenes[3].model_copy(update={"narration": "Changed."})
    store.plans.put(make.plan(film, 2, *scenes))
    store.plans.put(make.plan(film, 3, *reversed(scenes)))
    assert scene_rows(store) == 11


@pytest.mark.parametrize("number", [0, 1, 3, 7])
def test_a_revision_made_from_an_old_one_is_refused(
    store: Store, project: Any, make: Any, number: int
) -> None:
    film = project()
    first = make.plan(film, 1, make.scene(0))
    store.plans.put(first)
    with pytest.raises(StaleRevision) as caught:
        store.plans.put(make.plan(film, number, make.scene(1)))
    assert (caught.value.expected, caught.value.actual) == (number - 1, 1)
    assert store.plans.latest(film.id) == first
    assert scene_rows(store) == 1


def test_the_first_revision_has_number_one(store: Store, project: Any, make: Any) -> None:
    film = project()
    assert store.plans.latest(film.id) is None
    for number in (0, 2):
        with pytest.raises(StaleRevision):
            store.plans.put(make.plan(film, number))
    store.plans.put(make.plan(film, 1))


def test_projects_count_by_themselves(store: Store, project: Any, make: Any) -> None:
    one, two = project(), project()
    store.plans.put(make.plan(one, 1, make.scene(0)))
    store.plans.put(make.plan(two, 1, make.scene(0)))
    store.plans.put(make.plan(one, 2, make.scene(0)))
    store.projects.remove(one.id)
    assert [r.number for r in store.plans.history(two.id)] == [1]
    assert store.plans.latest(two.id) is not None


def test_batches_show_the_last_of_each(store: Store, project: Any, make: Any) -> None:
    film = project()
    for number, batch in enumerate(["", "turn", "turn", "", "", "other", "turn"], start=1):
        scenes = [make.scene(n) for n in range(number)]
        store.plans.put(make.plan(film, number, *scenes, batch=batch, note=f"n{number}"))
    batches = store.plans.batches(film.id)
    assert [(r.number, r.batch, r.scenes) for r in batches] == [
        (7, "turn", 7),
        (6, "other", 6),
        (5, "", 5),
        (4, "", 4),
        (1, "", 1),
    ]
    assert [r.note for r in store.plans.history(film.id)] == [f"n{n}" for n in range(7, 0, -1)]


def test_what_is_not_there(store: Store, project: Any, make: Any) -> None:
    ghost = project().model_copy(update={"id": ProjectId("lost")})
    for ask in (
        lambda: store.plans.get(PlanId("lost")),
        lambda: store.plans.numbered(ghost.id, 1),
        lambda: store.plans.put(make.plan(ghost, 1)),
    ):
        with pytest.raises(NotFound):
            ask()
    assert store.plans.latest(ghost.id) is None
    assert store.plans.history(ghost.id) == ()


def test_a_scene_that_could_not_be_read_again_is_refused(
    store: Store, project: Any, make: Any
) -> None:
    film = project()
    good = make.scene(0)
    endless = good.model_copy(update={"narration": "w" * 6000})
    with pytest.raises(BadInput, match="scene"):
        store.plans.put(make.plan(film, 1, endless))
    store.plans.put(make.plan(film, 1, good))
    assert store.plans.latest(film.id).scenes == (good,)  # type: ignore[union-attr]


def test_scenes_of_an_undone_revision_are_not_met_again(
    store: Store, project: Any, make: Any, undone: Any
) -> None:
    """Row numbers given in an undone transaction are given again to other scenes."""
    film = project()
    lost, kept = make.plan(film, 1, make.scene(1)), make.plan(film, 1, make.scene(2))
    undone(lambda: (store.plans.put(lost), store.plans.latest(film.id)))
    store.plans.put(kept)
    assert store.plans.latest(film.id) == kept


def test_recent_scenes_are_bounded_and_keep_what_is_used() -> None:
    recent = RecentScenes(limit=2)
    a, b, c = (ContentHash(letter) for letter in "abc")
    scenes = {key: Scene.model_validate({"id": key}) for key in (a, b, c)}
    recent.keep({a: scenes[a], b: scenes[b]})
    assert recent.find([a]) == {a: scenes[a]}
    recent.keep({c: scenes[c]})
    assert recent.find([a, b, c]) == {a: scenes[a], c: scenes[c]}
    assert len(recent) == 2


def test_a_scene_is_parsed_once(store: Store, project: Any, make: Any) -> None:
    film = project()
    scenes = [make.scene(n) for n in range(3)]
    store.plans.put(make.plan(film, 1, *scenes))
    first = store.plans.numbered(film.id, 1).scenes
    scenes[1] = scenes[1].model_copy(update={"title": "Changed"})
    store.plans.put(make.plan(film, 2, *scenes))
    second = store.plans.numbered(film.id, 2).scenes
    assert [one is two for one, two in zip(first, second, strict=True)] == [True, False, True]


def test_six_hundred_scenes_are_read_in_a_moment(store: Store, project: Any, make: Any) -> None:
    """Pages read the plan on every run. It takes about 1 ms of the processor."""
    film = project()
    store.plans.put(make.plan(film, 1, *(make.scene(n, narration="w " * 99) for n in range(600))))
    took = []
    for _ in range(5):
        started = time.process_time()
        store.plans.latest(film.id)
        took.append(time.process_time() - started)
    assert min(took) < 0.05
