"""Edits of a plan: nothing is lost, nothing is changed in place."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from studio.domain.errors import BadInput, NotFound
from studio.domain.ids import PlanId, ProjectId, SceneId
from studio.domain.plan import (
    MAX_SCENES,
    Plan,
    insert,
    merge,
    move,
    remove,
    replace,
    split,
    split_place,
)
from studio.domain.scene import MAX_FRAMES, MAX_NARRATION, Graphic, Scene, Transition, Words

NEW = SceneId("new")

words = st.text(alphabet="abcé東。.!? \n", min_size=0, max_size=60)


@st.composite
def plans(draw: st.DrawFn, least: int = 1) -> Plan:
    narrations = draw(st.lists(words, min_size=least, max_size=8))
    frames = st.integers(min_value=1, max_value=900)
    return plan(*(scene(n, told, draw(frames)) for n, told in enumerate(narrations)))


def scene(n: int, narration: str = "", frames: int = 150) -> Scene:
    return Scene(
        id=SceneId(f"s{n}"),
        title=f"Scene {n}",
        narration=narration,
        frames=frames,
        visual=Graphic(words=Words(headline=f"Headline {n}")),
        transition=Transition(kind="crossfade", frames=12),
    )


def plan(*scenes: Scene) -> Plan:
    return Plan(
        id=PlanId("plan"),
        project=ProjectId("film"),
        number=1,
        created_at=datetime(2026, 11, 20, tzinfo=UTC),
        scenes=scenes,
    )


def ids(scenes: tuple[Scene, ...]) -> list[str]:
    return [scene.id for scene in scenes]


def told(scenes: tuple[Scene, ...]) -> str:
    """Every written character of all narrations, in order."""
    return "".join("".join(scene.narration.split()) for scene in scenes)


def frames(scenes: tuple[Scene, ...]) -> int:
    return sum(scene.frames for scene in scenes)


@given(plans(), st.integers(-3, 12))
def test_insert_adds_one_and_keeps_the_others(before: Plan, at: int) -> None:
    kept = before.to_document()
    after = insert(before, scene(99), at)
    assert [s for s in after if s.id != "s99"] == list(before.scenes)
    assert after.index(scene(99)) == max(0, min(at, len(before.scenes)))
    assert before.to_document() == kept


def test_insert_without_a_place_adds_at_the_end() -> None:
    assert ids(insert(plan(scene(0), scene(1)), scene(2))) == ["s0", "s1", "s2"]


@given(plans(), st.data(), st.integers(-3, 12))
def test_move_keeps_every_scene_and_the_order_of_the_others(
    before: Plan, data: st.DataObject, to: int
) -> None:
    chosen = data.draw(st.sampled_from(before.scenes))
    after = move(before, chosen.id, to)
    assert after.index(chosen) == max(0, min(to, len(before.scenes) - 1))
    assert [s for s in after if s != chosen] == [s for s in before.scenes if s != chosen]


@given(plans(), st.data())
def test_remove_takes_out_those_named_and_no_other(before: Plan, data: st.DataObject) -> None:
    gone = data.draw(st.lists(st.sampled_from(ids(before.scenes)), unique=True))
    after = remove(before, [SceneId(name) for name in gone])
    assert ids(after) == [name for name in ids(before.scenes) if name not in gone]


@given(plans(), st.data())
def test_replace_changes_one_place(before: Plan, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(before.scenes) - 1))
    changed = before.scenes[place].model_copy(update={"narration": "Changed."})
    after = replace(before, changed)
    assert after[place] == changed
    assert [*after[:place], *after[place + 1 :]] == [
        *before.scenes[:place],
        *before.scenes[place + 1 :],
    ]


@given(plans(), st.data())
def test_split_loses_no_word_and_no_frame(before: Plan, data: st.DataObject) -> None:
    chosen = data.draw(st.sampled_from(before.scenes))
    at = data.draw(st.integers(0, len(chosen.narration)))
    try:
        after = split(before, chosen.id, at, NEW)
    except BadInput:
        parts = chosen.narration[:at].strip(), chosen.narration[at:].strip()
        assert not all(parts) or chosen.frames < 2
        return
    first, second = after[before.index(chosen.id) :][:2]
    assert (told(after), frames(after)) == (told(before.scenes), frames(before.scenes))
    assert (first.id, second.id) == (chosen.id, NEW)
    assert second.visual == chosen.visual
    assert (first.transition, second.transition) == (chosen.transition, Transition())
    assert plan(*after).scenes == after


@given(plans(least=2), st.data())
def test_merge_loses_no_word_and_no_frame(before: Plan, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(before.scenes) - 2))
    after = merge(before, before.scenes[place].id)
    assert (told(after), frames(after)) == (told(before.scenes), frames(before.scenes))
    assert len(after) == len(before.scenes) - 1
    assert after[place].visual == before.scenes[place].visual


@given(plans(), st.data())
def test_a_split_at_the_proposed_place_merges_back(before: Plan, data: st.DataObject) -> None:
    chosen = data.draw(st.sampled_from(before.scenes))
    at = split_place(chosen.narration)
    if at == 0 or chosen.frames < 2:
        return
    after = merge(plan(*split(before, chosen.id, at, NEW)), chosen.id)
    assert told(after) == told(before.scenes)
    assert frames(after) == frames(before.scenes)
    assert ids(after) == ids(before.scenes)


@pytest.mark.parametrize(
    ("narration", "first"),
    [
        ("One is here. Two is there.", "One is here."),
        ("A. B. C. D.", "A. B."),
        ("no sentence ends here at all", "no sentence ends"),
        ("第一句。第二句。", "第一句。"),
        ("真的吗？！是的，真的。", "真的吗？！"),
        ("Only one sentence. ", "Only one"),
        (" Led by a space", "Led by"),
        ("Pi is 3.14 or so, more or less. Yes.", "Pi is 3.14 or so, more or less."),
    ],
)
def test_a_narration_is_cut_between_sentences_near_its_middle(narration: str, first: str) -> None:
    at = split_place(narration)
    assert narration[:at].strip() == first
    assert narration[at:].strip()


@pytest.mark.parametrize("narration", ["", "   ", "Word", " Word "])
def test_a_single_word_has_no_place_to_cut(narration: str) -> None:
    assert split_place(narration) == 0


def test_a_full_plan_refuses_insert_and_split() -> None:
    full = plan(*(scene(n, "One. Two.") for n in range(MAX_SCENES)))
    with pytest.raises(BadInput, match="1000 scenes"):
        insert(full, scene(MAX_SCENES))
    with pytest.raises(BadInput, match="1000 scenes"):
        split(full, SceneId("s0"), 4, NEW)


@pytest.mark.parametrize(
    "pair",
    [
        (scene(0, "w" * MAX_NARRATION), scene(1, "one more")),
        (scene(0, frames=MAX_FRAMES), scene(1, frames=1)),
    ],
)
def test_scenes_too_long_for_one_are_not_merged(pair: tuple[Scene, Scene]) -> None:
    with pytest.raises(BadInput, match="too long"):
        merge(plan(*pair), SceneId("s0"))


def test_the_last_scene_cannot_be_merged() -> None:
    with pytest.raises(BadInput, match="no scene follows"):
        merge(plan(scene(0)), SceneId("s0"))


def test_edits_of_a_scene_that_is_not_there() -> None:
    lost = SceneId("lost")
    before = plan(scene(0), scene(1))
    for edit in (
        lambda: move(before, lost, 0),
        lambda: remove(before, [SceneId("s0"), lost]),
        lambda: replace(before, scene(7)),
        lambda: split(before, lost, 1, NEW),
        lambda: merge(before, lost),
    ):
        with pytest.raises(NotFound):
            edit()


def test_two_scenes_cannot_have_one_id() -> None:
    with pytest.raises(ValidationError, match="same id"):
        plan(scene(0), scene(0))


def test_a_plan_cannot_be_changed_in_place() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        plan(scene(0)).scenes[0].narration = "Changed."  # type: ignore[misc]
