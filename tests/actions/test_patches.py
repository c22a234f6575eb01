"""A patch changes all it says, or nothing."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio.actions.patches import MOST_OPERATIONS, Patched, apply_patch
from studio.actions.plans import latest_plan
from studio.domain.errors import BadInput, GreenlightError, TooLarge
from studio.domain.project import Captions, Project
from studio.domain.scene import Graphic
from studio.studio import Studio


def patch(studio: Studio, film: Project, *steps: Any) -> Patched:
    return apply_patch(studio, film.id, json.dumps(steps))


def step(path: str, value: Any = None, op: str = "replace") -> dict[str, Any]:
    return {"op": op, "path": path, **({} if op == "remove" else {"value": value})}


def test_properties_and_scenes_change_together(studio: Studio, film: Project) -> None:
    before = latest_plan(studio, film.id)
    done = patch(
        studio,
        film,
        step("/title", "Ebb"),
        step("/captions", "off"),
        step("/voice/pace", 0.9),
        step("/scenes/1/narration", "Twice a day."),
        step("/scenes/0", op="remove"),
        step("/scenes/-", {"title": "New", "narration": "Good bye."}, "add"),
    )
    project, plan = studio.store.projects.get(film.id), latest_plan(studio, film.id)
    assert (set(done.fields), done.scenes) == ({"title", "captions", "voice"}, 4)
    assert (project.title, project.captions, project.voice.pace) == ("Ebb", Captions.OFF, 0.9)
    assert [s.narration for s in plan.scenes] == [
        "Twice a day.",
        before.scenes[2].narration,
        "Good bye.",
    ]
    assert [s.id for s in plan.scenes[:2]] == ["b", "c"]
    assert plan.scenes[2].id not in {"a", "b", "c"}
    assert plan.number == before.number + 1


def test_a_test_in_a_patch_holds_it_back(studio: Studio, film: Project) -> None:
    with pytest.raises(BadInput, match="test"):
        patch(studio, film, step("/scenes/0/title", "Other", "test"), step("/title", "No"))
    assert studio.store.projects.get(film.id) == film


@pytest.mark.parametrize(
    "steps",
    [
        [step("/id", "x")],
        [step("/folder", "/etc")],
        [step("/voice/provider", "acme")],
        [step("/scenes/0/id", "x")],
        [step("/scenes/9/title", "x")],
        [step("/scenes", [])],
        [step("", {})],
        [step("/title", "Fine"), step("/voice/pace", 9)],
        [step("/title", "Fine"), step("/voice/voice", op="remove"), step("/title", "")],
        [step("/title", "Fine"), step("/scenes/0/visual", {"kind": "still"})],
        [step("/title", "Fine"), step("/scenes/0/frames", 0)],
        [step("/captions", "loud")],
        [{"op": "explode", "path": "/title"}],
        [{"op": "replace"}],
        [{"op": "move", "from": "/folder", "path": "/title"}],
        ["title"],
        [],
        {"op": "replace"},
    ],
    ids=repr,
)
def test_what_may_not_or_cannot_be_changes_nothing(
    studio: Studio, film: Project, steps: Any
) -> None:
    before = latest_plan(studio, film.id)
    with pytest.raises(BadInput) as refused:
        apply_patch(studio, film.id, json.dumps(steps))
    assert refused.value.remedy.startswith("It may change: /title")
    assert studio.store.projects.get(film.id) == film
    assert latest_plan(studio, film.id) == before


def test_too_much_is_refused(studio: Studio, film: Project) -> None:
    with pytest.raises(TooLarge):
        patch(studio, film, *[step("/title", "x")] * (MOST_OPERATIONS + 1))
    with pytest.raises(BadInput):
        apply_patch(studio, film.id, "[" * 100_000)


def test_the_same_again_makes_no_revision(studio: Studio, film: Project) -> None:
    before = latest_plan(studio, film.id)
    patch(studio, film, step("/scenes/0/title", before.scenes[0].title))
    assert latest_plan(studio, film.id).number == before.number


PLACES = st.sampled_from(
    [
        "/title",
        "/voice/pace",
        "/score/level_db",
        "/scenes/0",
        "/scenes/1/visual",
        "/scenes/1/visual/words/points",
        "/scenes/2/transition",
        "/scenes/-",
        "/grade/name",
        "/brand/palette/ink",
        "/brief/length_s",
        "/format/rate",
    ]
)
VALUES: st.SearchStrategy[Any] = (
    st.none() | st.integers() | st.floats() | st.text(max_size=5) | st.just([]) | st.just({})
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["add", "remove", "replace", "test"]), PLACES, VALUES),
        min_size=1,
        max_size=4,
    )
)
def test_rubbish_is_refused_or_makes_a_film(
    studio: Studio, film: Project, steps: list[tuple[str, str, Any]]
) -> None:
    before = (studio.store.projects.get(film.id), latest_plan(studio, film.id))
    try:
        patch(studio, film, *(step(path, value, op) for op, path, value in steps))
    except GreenlightError:
        assert (studio.store.projects.get(film.id), latest_plan(studio, film.id)) == before
    for scene in latest_plan(studio, film.id).scenes:
        assert isinstance(scene.visual.words.headline, str) or isinstance(scene.visual, Graphic)
