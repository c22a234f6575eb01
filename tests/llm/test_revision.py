from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.domain.ids import AssetId
from studio.domain.scene import Camera, Graphic, Still, Transition, Words
from studio.llm import SceneDraft
from studio.llm.embedded.manners import manners

TEXT = "The Saturn V stood 111 metres tall. It was painted white. Nine tenths of it was fuel."


@pytest.fixture
def draft() -> SceneDraft:
    visual = Graphic(template="number", words=Words(number="111", unit="metres tall"))
    return SceneDraft("The machine", TEXT, visual, 300, Transition())


@pytest.fixture
def still() -> SceneDraft:
    visual = Still(picture=AssetId("a"), camera=Camera.PUSH_IN, words=Words(headline="The machine"))
    return SceneDraft("The machine", TEXT, visual, 300, Transition())


def test_shorter_leaves_a_whole_sentence_out_and_keeps_the_number(
    desk: Any, draft: SceneDraft
) -> None:
    revised = desk.revise(draft, "shorter")
    assert "111 metres" in revised.narration
    assert len(revised.narration) < len(draft.narration)
    assert all(part in TEXT for part in revised.narration.split(". "))
    assert revised.frames < draft.frames


def test_calmer_gives_air_and_leaves_the_words(desk: Any, draft: SceneDraft) -> None:
    calm, lively = desk.revise(draft, "calmer"), desk.revise(draft, "more energetic")
    assert calm.narration == lively.narration == TEXT
    assert calm.frames > lively.frames >= 30 * desk.speech_s(TEXT)


@pytest.mark.parametrize("guidance", ["shorter and calmer", "shorter"])
def test_shorter_is_never_longer(desk: Any, draft: SceneDraft, guidance: str) -> None:
    sentence = "Each night it picks a copy, restores it, runs your checks and tells you."
    one = SceneDraft("Each night", sentence, draft.visual, 0, Transition())
    as_it_was = desk.revise(one, "say: " + sentence)
    revised = desk.revise(as_it_was, guidance)
    assert revised.narration == sentence
    assert revised.frames < as_it_was.frames


def test_longer_and_seconds_set_the_length(desk: Any, draft: SceneDraft) -> None:
    assert desk.revise(draft, "longer").frames > 300
    assert desk.revise(draft, "make it 12 seconds").frames == 360
    assert desk.revise(draft, "lengthen by 2 seconds").frames == 360
    assert desk.revise(draft, "3 seconds longer").frames == 390
    assert desk.revise(draft, "1 second").frames >= 30 * desk.speech_s(TEXT)


@pytest.mark.parametrize(
    ("guidance", "template"),
    [("as a quotation", "quotation"), ("show it as a list", "points"), ("use the title", "title")],
)
def test_a_look_can_be_asked_for(
    desk: Any, draft: SceneDraft, guidance: str, template: str
) -> None:
    revised = desk.revise(draft, guidance)
    assert revised.visual.template == template
    assert revised.narration == TEXT


@pytest.mark.parametrize(
    ("guidance", "camera"),
    [
        ("slower push in", Camera.PUSH_IN),
        ("pan left", Camera.PAN_LEFT),
        ("hold still", Camera.HOLD),
        ("with parallax", Camera.PARALLAX),
        ("in 3D", Camera.PARALLAX),
        ("zoom out", Camera.PULL_OUT),
    ],
)
def test_camera_words_move_the_camera(
    desk: Any, still: SceneDraft, guidance: str, camera: Camera
) -> None:
    assert desk.revise(still, guidance).visual.camera is camera


def test_words_can_be_given_and_replaced(desk: Any, draft: SceneDraft) -> None:
    said = desk.revise(draft, "say: Nobody had built one like it. Why?")
    assert said.narration == "Nobody had built one like it. Why?"
    assert said.visual.template == "question"
    swapped = desk.revise(draft, "replace Saturn V with Saturn 5")
    assert swapped.narration == TEXT.replace("Saturn V", "Saturn 5")
    assert (
        desk.revise(draft, "headline: Taller than a cathedral").visual.words.headline
        == "Taller than a cathedral"
    )


def test_a_scene_without_a_title_gets_one_with_its_words(desk: Any, draft: SceneDraft) -> None:
    bare = SceneDraft("", "", draft.visual, 100, Transition())
    assert desk.revise(bare, "say: storms at sea").title


def test_nothing_said_gives_another_design_and_comes_round(desk: Any, draft: SceneDraft) -> None:
    seen, now = [draft.visual.template], draft
    for _ in range(6):
        now = desk.revise(now, "")
        assert now.visual.template != seen[-1]
        assert now.narration == TEXT
        seen.append(now.visual.template)
    assert seen.count("number") > 1


@pytest.mark.parametrize("guidance", ["should be about rivers", "remove the picture", "funnier"])
def test_what_is_not_understood_changes_nothing(
    desk: Any, draft: SceneDraft, guidance: str
) -> None:
    assert desk.revise(draft, guidance) == draft


@pytest.mark.parametrize("guidance", ["please", "the picture", "I don't like", "is boring"])
def test_a_wish_for_anything_else_gives_another_design(
    desk: Any, draft: SceneDraft, guidance: str
) -> None:
    assert desk.revise(draft, guidance).visual != draft.visual


def test_manners_are_heard() -> None:
    assert manners("shorter and calmer, please") == {"shorter", "calmer"}
    assert manners("another look") == {"other"}
    assert manners("blue") == frozenset()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_any_guidance_gives_a_scene(desk: Any, guidance: str) -> None:
    words = Words(headline="A b", points=("x", "y"), number="4")
    before = SceneDraft("T", TEXT, Graphic(template="points", words=words), 200, Transition())
    after = desk.revise(before, guidance)
    assert after.frames >= 1
    assert after.narration


def test_a_figure_is_left_out_of_what_is_said_and_shown(desk: Any) -> None:
    draft = SceneDraft(
        "Weight",
        "It weighed 3,100 tonnes. Most of that was fuel.",
        Graphic(template="number", words=Words(number="3,100", unit="tonnes")),
        150,
        Transition(),
    )
    fresh = desk.revise(draft, "leave out 3,100")
    assert fresh.narration == "Most of that was fuel."
    assert "3,100" not in fresh.visual.model_dump_json()
    assert fresh.visual.words != Words()


def test_words_on_screen_become_fewer(desk: Any) -> None:
    words = Words(headline="All there is to say about tides", points=tuple("abcde"), detail="x")
    visual = Graphic(template="points", words=words)
    draft = SceneDraft("T", "The tide turns.", visual, 150, Transition())
    shown = desk.revise(draft, "fewer words on screen").visual.words
    assert (shown.detail, shown.points) == ("", ("a", "b", "c"))
