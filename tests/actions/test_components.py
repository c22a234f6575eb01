"""A scene's own design: read, changed in one detail, kept, used again, and refused when wrong."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.actions.components import (
    keep_component,
    remove_component,
    request_component,
    use_component,
)
from studio.actions.designs import (
    design_text,
    drop_design,
    keep_proof,
    own_design,
    patch_design,
    proof,
    read_design,
    set_design,
)
from studio.actions.plans import latest_plan, undo
from studio.actions.reviews import approve_scenes, waiting_scenes
from studio.actions.takes import motion_inputs
from studio.domain.errors import BadInput, EmptyInput, NotFound, TooLarge
from studio.domain.ids import ComponentId
from studio.domain.project import Project
from studio.domain.scene import Graphic
from studio.graphics.designing import design
from studio.graphics.documents import GroupLayer, MotionDocument, PictureLayer, TextLayer
from studio.studio import Studio

RED = MotionDocument(root=GroupLayer(children=(TextLayer(text="Low tide", colour="#CC0000"),)))


def graphic(studio: Studio, film: Project, n: int = 0) -> Graphic:
    look = latest_plan(studio, film.id).scenes[n].visual
    assert isinstance(look, Graphic)
    return look


def first(studio: Studio, film: Project):
    return latest_plan(studio, film.id).scenes[0]


def test_what_is_told_to_people_reads_back_the_same(studio: Studio, film: Project) -> None:
    for scene in latest_plan(studio, film.id).scenes:
        own = own_design(film, scene)
        again = read_design(design_text(own)).model_copy(update={"brand": own.brand})
        assert again == own


def test_one_detail_changes_and_the_rest_stays(studio: Studio, film: Project) -> None:
    scene = first(studio, film)
    set_design(studio, film.id, scene.id, RED)
    colour = "/root/children/0/colour"
    patch_design(
        studio, film.id, scene.id, json.dumps([{"op": "replace", "path": colour, "value": "ink"}])
    )
    shown = MotionDocument.from_document(graphic(studio, film).document or {})
    assert shown.root.children[0] == TextLayer(text="Low tide", colour="ink")


def test_a_patch_of_a_template_makes_its_design_the_scenes_own(
    studio: Studio, film: Project
) -> None:
    scene = first(studio, film)
    before = own_design(film, scene)
    steps = [{"op": "replace", "path": "/seed", "value": 77}]
    patch_design(studio, film.id, scene.id, json.dumps(steps))
    assert own_design(film, first(studio, film)) == before.model_copy(update={"seed": 77})


@pytest.mark.parametrize(
    "steps",
    [
        [{"op": "replace", "path": "/root/children/99/colour", "value": "ink"}],
        [{"op": "replace", "path": "/seed", "value": "many"}],
        [{"op": "remove", "path": ""}],
        [{"op": "add", "path": "/root/children/0", "value": {"kind": "script", "run": "rm"}}],
        ["no step"],
    ],
)
def test_a_patch_that_does_not_fit_changes_nothing(
    steps: list[object], studio: Studio, film: Project
) -> None:
    before = latest_plan(studio, film.id)
    with pytest.raises(BadInput):
        patch_design(studio, film.id, before.scenes[0].id, json.dumps(steps))
    assert latest_plan(studio, film.id) == before


def test_a_design_opens_its_scene_alone_and_can_be_taken_back(
    studio: Studio, film: Project
) -> None:
    approve_scenes(studio, film.id)
    scene = first(studio, film)
    inputs = motion_inputs(studio, film, scene)
    set_design(studio, film.id, scene.id, RED)
    assert waiting_scenes(studio, latest_plan(studio, film.id)) == (first(studio, film),)
    assert motion_inputs(studio, film, first(studio, film)) != inputs
    undo(studio, film.id)
    assert waiting_scenes(studio, latest_plan(studio, film.id)) == ()
    set_design(studio, film.id, scene.id, RED)
    drop_design(studio, film.id, scene.id)
    assert first(studio, film) == scene


def test_it_is_drawn_in_the_colours_of_the_film(studio: Studio, film: Project) -> None:
    set_design(studio, film.id, first(studio, film).id, RED)
    made = design(graphic(studio, film), film.brand, film.format.aspect)
    assert (made.brand, made.root) == (film.brand, RED.root)


def test_a_kept_design_serves_another_scene_until_it_is_removed(
    studio: Studio, film: Project
) -> None:
    kept = keep_component(studio, " Red tide ", RED, project_id=film.id)
    scenes = latest_plan(studio, film.id).scenes
    use_component(studio, film.id, scenes[1].id, kept.id)
    assert graphic(studio, film, 1).component == kept.id
    remove_component(studio, kept.id)
    assert studio.store.components.list() == ()
    assert graphic(studio, film, 1).document == RED.to_document()
    with pytest.raises(NotFound):
        use_component(studio, film.id, scenes[0].id, kept.id)
    with pytest.raises(EmptyInput):
        keep_component(studio, " ", RED)


def test_a_design_names_only_files_of_its_film(studio: Studio, film: Project) -> None:
    stranger = MotionDocument(
        root=GroupLayer(children=(PictureLayer(picture="../../etc/passwd", width=90, height=90),))
    )
    with pytest.raises(BadInput, match="no file of this film"):
        set_design(studio, film.id, first(studio, film).id, stranger)


def test_a_proof_is_found_by_its_name_only(studio: Studio, film: Project) -> None:
    name = keep_proof(studio, film.id, RED)
    assert proof(studio, film, name).root == RED.root
    for stranger in ("0" * 64, "../" + name, ""):
        with pytest.raises(NotFound):
            proof(studio, film, stranger)


def test_the_same_wish_twice_is_one_build(studio: Studio, film: Project) -> None:
    scene = first(studio, film)
    one, job = request_component(studio, film.id, scene.id, "bars")
    again, same = request_component(studio, film.id, scene.id, " bars ")
    other, _ = request_component(studio, film.id, scene.id, "a line")
    assert (one.id, job.id) == (again.id, same.id)
    assert other.id != one.id


def test_what_is_wrong_is_named_by_its_place() -> None:
    text = json.dumps({"root": {"children": [{"kind": "text", "text": "a", "size": 9000}]}})
    with pytest.raises(BadInput, match="/root/children/0/text/size"):
        read_design(text)
    with pytest.raises(BadInput, match="can be read"):
        read_design('{"document": "Plan.1"}')
    with pytest.raises(TooLarge):
        read_design(" " * 200_000)


@given(st.text() | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps))
@settings(max_examples=150, deadline=None)
def test_rubbish_is_refused_kindly(text: str) -> None:
    fault = refusal(text)
    assert fault is None or (fault.sentence and fault.remedy)


def refusal(text: str) -> BadInput | None:
    try:
        read_design(text)
    except BadInput as fault:
        return fault
    return None


def test_depth_is_refused_kindly() -> None:
    deep = '{"root":' * 5000 + "{}" + "}" * 5000
    with pytest.raises(BadInput):
        read_design(deep)


def test_a_component_id_is_kept_as_it_is(studio: Studio) -> None:
    kept = keep_component(studio, "Red", RED, wish="red", author="you")
    assert studio.store.components.get(ComponentId(kept.id)) == kept
