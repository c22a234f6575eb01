import pytest

from studio.actions.plans import latest_plan, undo, update_scene
from studio.actions.renders import request_render
from studio.actions.reviews import (
    add_comment,
    approve_scenes,
    resolve_comment,
    waiting_scenes,
    withdraw_approval,
)
from studio.domain.errors import EmptyInput, NotApproved, NotFound
from studio.domain.format import Quality
from studio.domain.ids import SceneId
from studio.domain.project import Project
from studio.studio import Studio


def waiting(studio: Studio, film: Project) -> str:
    return "".join(s.id for s in waiting_scenes(studio, latest_plan(studio, film.id)))


def change(studio: Studio, film: Project, name: str) -> None:
    old = latest_plan(studio, film.id).scene(SceneId(name))
    update_scene(studio, film.id, old.model_copy(update={"narration": "Changed."}))


def test_a_greenlight_holds_for_exactly_one_content(studio: Studio, film: Project) -> None:
    approve_scenes(studio, film.id)
    assert waiting(studio, film) == ""
    change(studio, film, "b")
    assert waiting(studio, film) == "b"
    undo(studio, film.id)
    assert waiting(studio, film) == ""


def test_only_open_scenes_are_greenlit_anew(studio: Studio, film: Project) -> None:
    assert [s.id for s in approve_scenes(studio, film.id, [SceneId("a")])] == ["a"]
    assert [s.id for s in approve_scenes(studio, film.id)] == ["b", "c"]
    assert approve_scenes(studio, film.id) == ()


def test_a_greenlight_can_be_taken_back(studio: Studio, film: Project) -> None:
    approve_scenes(studio, film.id)
    withdraw_approval(studio, film.id, SceneId("a"))
    assert waiting(studio, film) == "a"


def test_a_film_needs_every_greenlight_and_a_draft_none(studio: Studio, film: Project) -> None:
    approve_scenes(studio, film.id, [SceneId("a"), SceneId("c")])
    with pytest.raises(NotApproved) as refused:
        request_render(studio, film.id, Quality.STANDARD)
    assert refused.value.scenes == ("2 Scene b",)
    assert studio.store.jobs.list(project=film.id) == ()
    assert request_render(studio, film.id, Quality.DRAFT).kind == "render"


def test_the_same_film_asked_for_twice_is_one_job(studio: Studio, film: Project) -> None:
    approve_scenes(studio, film.id)
    first = request_render(studio, film.id, Quality.HIGH)
    assert request_render(studio, film.id, Quality.HIGH).id == first.id
    change(studio, film, "a")
    approve_scenes(studio, film.id)
    assert request_render(studio, film.id, Quality.HIGH).id != first.id


def test_comments_are_written_and_resolved(studio: Studio, film: Project) -> None:
    note = add_comment(studio, film.id, SceneId("a"), " Colder light? ")
    assert note.text == "Colder light?"
    resolve_comment(studio, film.id, note.id)
    assert [c.is_resolved for c in studio.store.reviews.comments(film.id)] == [True]
    with pytest.raises(EmptyInput):
        add_comment(studio, film.id, SceneId("a"), " ")
    with pytest.raises(NotFound):
        add_comment(studio, film.id, SceneId("z"), "Where?")
