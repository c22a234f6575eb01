"""What goes beyond one scene is understood: memory, review, versions, figures."""

from __future__ import annotations

from typing import Any

import pytest

from studio.agents.reading import read_message
from studio.agents.requests import (
    AddCharacter,
    AddScene,
    Compare,
    DeleteScenes,
    EditScenes,
    Forget,
    PlanText,
    Recall,
    Remember,
    Request,
    Review,
    Status,
)


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("Remember that I never shout.", Remember("I never shout")),
        ("please keep in mind: short sentences", Remember("short sentences")),
        ("forget my voice", Forget("voice")),
        ("Forget everything", Forget("everything")),
        ("What do you remember about me?", Recall()),
        ("review the film", Review()),
        ("Is it good?", Review()),
        ("what could be better?", Review()),
        ("What changed?", Compare()),
        ("compare with version 3", Compare(3)),
        ("How far is it?", Status()),
        (
            "Add a character called Mara, the lighthouse keeper, in a grey coat.",
            AddCharacter("Mara", "the lighthouse keeper", "a grey coat"),
        ),
        ("create a figure named Bob with a red hat", AddCharacter("Bob", "", "a red hat")),
        ("scene 6: leave out 3,100", EditScenes((6,), "leave out 3,100")),
        ("leave out scene 3", DeleteScenes((3,))),
        ("add a scene saying remember the day", AddScene("remember the day")),
        ("A film about remembering", PlanText("A film about remembering")),
    ],
)  # fmt: skip
def test_it_is_understood(text: str, request_: Request) -> None:
    assert read_message(text, has_plan=True) == (request_,)


def test_it_is_done(planned: Any) -> None:
    person = planned
    assert "Short sentences" in person.say("Remember that: Short sentences").text
    assert "Short sentences" in person.say("What do you remember about me?").text
    person.say("Add a character called Rosa, the keeper, in a yellow coat")
    assert [c.look for c in person.studio.store.characters.list(person.project.id)] == [
        "a yellow coat"
    ]
    person.say("make scene 2 longer")
    assert "Version" in person.say("What changed?").text
    assert person.say("Is it good?").text
    person.say("Forget everything")
    assert person.studio.store.memories.list() == ()


@pytest.mark.parametrize(
    "text",
    ["note that scene 3 is too long", "forget it", "forget about scene 3", "remember scene 2"],
)
def test_what_is_about_a_scene_is_not_about_memory(text: str) -> None:
    found = read_message(text, has_plan=True)
    assert not any(isinstance(request, Remember | Forget) for request in found)
