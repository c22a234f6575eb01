"""Two versions side by side."""

import pytest

from studio.actions.plans import Edit, delete_scenes, latest_plan, move_scene, update_scene
from studio.actions.revisions import compare_revisions
from studio.domain.comparison import ChangeKind, compare
from studio.domain.errors import NotFound
from studio.domain.ids import SceneId
from studio.domain.project import Project
from studio.studio import Studio

A, B, C = SceneId("a"), SceneId("b"), SceneId("c")


def test_the_latest_is_compared_with_what_was_before_the_last_work(
    studio: Studio, film: Project
) -> None:
    work = Edit(batch="one")
    scene = latest_plan(studio, film.id).scene(B)
    changed = scene.model_copy(update={"narration": "The sea rises. Then it sinks.", "frames": 120})
    update_scene(studio, film.id, changed, work)
    delete_scenes(studio, film.id, [A], work)
    found = compare_revisions(studio, film.id)
    assert (found.before, found.after) == (3, 5)
    gone, kept = found.changes
    assert (gone.kind, gone.before, gone.after) == (ChangeKind.REMOVED, 1, None)
    assert (kept.kind, kept.before, kept.after) == (ChangeKind.CHANGED, 2, 1)
    assert [s.text for s in kept.spans if not s.is_after] == ["falls."]
    assert [s.text for s in kept.spans if not s.is_before] == ["sinks."]
    assert kept.details == ("3.0 s → 4.0 s",)


def test_only_what_left_its_order_counts_as_moved(studio: Studio, film: Project) -> None:
    before = latest_plan(studio, film.id)
    after = move_scene(studio, film.id, A, 2)
    assert [(c.kind, c.scene) for c in compare(before, after).changes] == [(ChangeKind.MOVED, A)]


def test_everything_is_new_beside_nothing_and_nothing_beside_itself(
    studio: Studio, film: Project
) -> None:
    assert {c.kind for c in compare_revisions(studio, film.id, 0).changes} == {ChangeKind.ADDED}
    assert compare_revisions(studio, film.id, 2, 2).is_same
    for number in (-1, 99):
        with pytest.raises(NotFound):
            compare_revisions(studio, film.id, number)
