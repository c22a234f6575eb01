"""What a person forbids, keeps, excepts or only asks about is not done."""

from __future__ import annotations

from typing import Any

import pytest

from studio.actions.reviews import waiting_scenes
from studio.agents.reading import read_message
from studio.agents.requests import (
    Approve,
    Beyond,
    EditScenes,
    Greeting,
    Leave,
    MakeFilm,
    PlanText,
    Question,
    Request,
    SetCaptions,
    SetMusic,
    SetVoice,
    ShortenFilm,
    Undo,
    Unknown,
)
from studio.agents.rules.restraint import EXCEPTED, INSTEAD
from studio.agents.rules.talk import BY_HAND, ONE_BACK

MESSAGES: list[tuple[str, tuple[Request, ...]]] = [
    ("don't delete scene 3", (Leave(),)),
    ("please do not approve yet", (Leave(),)),
    ("I don't approve scene 2", (Leave(),)),
    ("Don’t make the film yet", (Leave(),)),
    ("I'm not ready to make the film", (Leave(),)),
    ("don't remove the captions", (Leave(),)),
    ("keep scene 3", (Leave(),)),
    ("leave the music as it is", (Leave(),)),
    ("don't change the voice, but make it shorter", (Leave(), ShortenFilm())),
    ("don't make it longer", (Leave(),)),
    ("don't make scene 2 longer", (Leave(),)),
    ("don't show scene 3 as a list", (Beyond(INSTEAD),)),
    ("make the film calmer but keep scene 1", (Beyond(EXCEPTED),)),
    ("make it shorter, please don't touch scene 1", (Beyond(EXCEPTED),)),
    ("I don't want music", (SetMusic(is_on=False),)),
    ("leave the captions off", (SetCaptions(False),)),
    ("I really like scene 2", (Greeting("praise"),)),
    ("scene 2 is great", (Greeting("praise"),)),
    ("make scene 2 look good", (EditScenes((2,), "look good"),)),
    ("approve everything except scene 3", (Approve((), (3,)),)),
    ("approve all but the last", (Approve((), (-1,)),)),
    ("delete everything except scene 1", (Beyond(EXCEPTED),)),
    ("make everything shorter except scene 3", (Beyond(EXCEPTED),)),
    ("what is scene 3 about?", (Question("scene", 3),)),
    ("should I delete scene 3?", (Question("scene", 3),)),
    ("how long is the second scene", (Question("scene", 2),)),
    ("show me scene 2", (Question("scene", 2),)),
    ("show me scene 2 as a list", (EditScenes((2,), "show me as a list"),)),
    ("how do I approve?", (Unknown("how do I approve?"),)),
    ("can you approve scene 2?", (Approve((2,)),)),
    ("how do I make the film?", (Unknown("how do I make the film?"),)),
    ("can you make the film?", (MakeFilm(),)),
    ("unapprove scene 2", (Beyond(BY_HAND),)),
    ("no, undo that", (Undo(),)),
    ("undo the last two changes", (Beyond(ONE_BACK),)),
    ("go back to version 3", (Beyond(ONE_BACK),)),
    ("never mind", (Unknown("never mind"),)),
    ("use a deep voice", (SetVoice("use a deep voice"),)),
]


@pytest.mark.parametrize(("message", "requests"), MESSAGES, ids=[m for m, _ in MESSAGES])
def test_restraint_is_understood(message: str, requests: tuple[Request, ...]) -> None:
    assert read_message(message, has_plan=True) == requests


def test_a_first_idea_may_begin_with_a_warning() -> None:
    text = "Don't touch wild mushrooms"
    assert read_message(text, has_plan=False) == (PlanText(text),)


def test_the_excepted_scene_stays_open(planned: Any) -> None:
    planned.say("approve everything except scene 2")
    open_scenes = waiting_scenes(planned.studio, planned.plan)
    assert open_scenes == (planned.plan.scenes[1],)


def test_a_question_about_a_scene_is_answered_and_changes_nothing(planned: Any) -> None:
    before = planned.plan
    answer = planned.say("what is scene 2 about?")
    assert before.scenes[1].narration in answer.text
    assert planned.plan == before
    assert "leave it" in planned.say("don't delete scene 2").text
    assert "changed nothing" in planned.say("delete everything except scene 1").text
    assert planned.plan == before
