import json
from collections.abc import Callable

import pytest

from studio.actions.plans import (
    Edit,
    add_scene,
    clear_plan,
    delete_scenes,
    latest_plan,
    merge_scenes,
    move_scene,
    restore_revision,
    scene_of,
    split_scene,
    swap_scenes,
    undo,
    update_scene,
)
from studio.domain.errors import BadInput, NotFound, StaleRevision
from studio.domain.ids import SceneId
from studio.domain.project import Project
from studio.domain.scene import Scene
from studio.studio import Studio


def order(studio: Studio, film: Project) -> str:
    return "".join(s.id for s in latest_plan(studio, film.id).scenes)


def test_every_edit_is_a_revision_with_its_event(studio: Studio, film: Project) -> None:
    move_scene(studio, film.id, SceneId("c"), 0)
    plan = latest_plan(studio, film.id)
    told = studio.store.events.after(0, project=film.id)[-1]
    assert (plan.number, order(studio, film)) == (4, "cab")
    assert (told.kind, told.payload["revision"]) == ("scene.moved", 4)
    assert studio.store.plans.numbered(film.id, 3).scenes[0].id == "a"


def test_an_edit_of_an_older_revision_is_refused(studio: Studio, film: Project) -> None:
    with pytest.raises(StaleRevision) as stale:
        delete_scenes(studio, film.id, [SceneId("a")], Edit(expected=2))
    assert (stale.value.expected, stale.value.actual) == (2, 3)
    assert order(studio, film) == "abc"


def test_the_same_content_is_no_new_revision(studio: Studio, film: Project) -> None:
    update_scene(studio, film.id, latest_plan(studio, film.id).scenes[0])
    move_scene(studio, film.id, SceneId("a"), 0)
    assert latest_plan(studio, film.id).number == 3


def test_split_and_merge_keep_every_word(studio: Studio, film: Project) -> None:
    split_scene(studio, film.id, SceneId("b"))
    plan = latest_plan(studio, film.id)
    assert [s.narration for s in plan.scenes[1:3]] == ["The sea rises.", "Then it falls."]
    merge_scenes(studio, film.id, SceneId("b"))
    assert latest_plan(studio, film.id).scene(SceneId("b")).narration == (
        "The sea rises. Then it falls."
    )


def test_swap_and_clear(studio: Studio, film: Project) -> None:
    swap_scenes(studio, film.id, SceneId("a"), SceneId("c"))
    assert order(studio, film) == "cba"
    clear_plan(studio, film.id)
    assert order(studio, film) == ""


def test_undo_goes_back_step_by_step(studio: Studio, film: Project) -> None:
    move_scene(studio, film.id, SceneId("c"), 0)
    delete_scenes(studio, film.id, [SceneId("a")])
    seen = []
    for _ in range(3):
        undo(studio, film.id)
        seen.append(order(studio, film))
    assert seen == ["cab", "abc", "ab"]


def test_undo_takes_back_a_whole_batch(
    studio: Studio, film: Project, scene: Callable[[str], Scene]
) -> None:
    batch = Edit(author="director", batch="turn-1")
    clear_plan(studio, film.id, batch)
    for name in "xyz":
        add_scene(studio, film.id, scene(name), edit=batch)
    undo(studio, film.id)
    assert order(studio, film) == "abc"


def test_undo_of_the_first_edit_gives_an_empty_plan_and_then_no_more(
    studio: Studio, film: Project
) -> None:
    for _ in range(3):
        undo(studio, film.id)
    assert order(studio, film) == ""
    with pytest.raises(BadInput):
        undo(studio, film.id)


def test_an_older_revision_can_be_the_latest_again(studio: Studio, film: Project) -> None:
    restore_revision(studio, film.id, 1)
    assert (order(studio, film), latest_plan(studio, film.id).number) == ("a", 4)


def test_scripts_lie_beside_the_scenes(studio: Studio, film: Project) -> None:
    scripts = sorted((studio.store.media.root / film.folder).glob("scenes/*/script.json"))
    told = [json.loads(path.read_text(encoding="utf-8"))["narration"] for path in scripts]
    assert told == ["The sea rises. Then it falls."] * 3


def test_scenes_are_named_by_number_or_id(studio: Studio, film: Project) -> None:
    assert scene_of(studio, film.id, "2").id == "b"
    assert scene_of(studio, film.id, "c").id == "c"
    with pytest.raises(NotFound):
        scene_of(studio, film.id, "4")
