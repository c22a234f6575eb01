"""What a person likes is noticed in passing, and followed in the next film."""

from __future__ import annotations

from typing import Any

import pytest

from studio.actions.memories import memories, notice
from studio.actions.projects import create_project
from studio.agents.habits import follow_habits, is_always, note_in
from studio.domain.brief import Brief, BriefKind
from studio.domain.format import Aspect
from studio.domain.ids import ProjectId
from studio.domain.memory import Topic
from studio.domain.project import Captions, Voice
from studio.studio import Studio


def test_what_is_asked_for_is_noticed(planned: Any) -> None:
    planned.say("captions off")
    planned.say("I always want a deep British voice")
    known = {m.topic: m for m in memories(planned.studio)}
    assert (known[Topic.CAPTIONS].value, known[Topic.CAPTIONS].is_sure) == ("off", False)
    assert known[Topic.VOICE].is_sure
    assert "deep" in known[Topic.VOICE].value


def always(studio: Studio, **wishes: str) -> None:
    for topic, value in wishes.items():
        notice(studio, ProjectId("x"), Topic(topic), topic, value, is_said=True)


def idea(studio: Studio, text: str = "A film about tides", **fields: Any) -> Any:
    return create_project(studio, Brief(kind=BriefKind.IDEA, text=text), **fields)


def test_the_next_film_follows(studio: Studio) -> None:
    always(studio, captions="line", format="9:16", pace="0.9", mood="upbeat", length="30")
    made = follow_habits(studio, idea(studio))
    assert (made.captions, made.format.aspect) == (Captions.LINE, Aspect.TALL)
    assert (made.voice.pace, made.brief.mood, made.brief.length_s) == (0.9, "upbeat", 30)
    assert studio.store.projects.get(made.id) == made


def test_what_the_person_chose_this_time_is_left_alone(studio: Studio) -> None:
    always(studio, captions="line", mood="upbeat", length="30", pace="0.9", music="off")
    chosen = idea(
        studio,
        "A calm 60 second film about tides",
        captions=Captions.OFF,
        voice=Voice(pace=1.1),
    )
    made = follow_habits(studio, chosen)
    assert (made.captions, made.voice.pace) == (Captions.OFF, 1.1)
    assert (made.brief.mood, made.brief.length_s) == ("", None)
    assert not made.score.is_on


def test_a_voice_of_another_language_is_not_forced_on_a_text(studio: Studio) -> None:
    always(studio, voice="en-gb-deep")
    text = "Die See steigt und fällt, und das ist nicht neu. Der Mond zieht das Meer mit sich."
    german = create_project(studio, Brief(kind=BriefKind.TEXT, text=text))
    assert follow_habits(studio, german).voice == Voice()
    assert follow_habits(studio, idea(studio)).voice.voice == "en-gb-deep"


def test_once_in_one_film_is_no_habit(studio: Studio) -> None:
    notice(studio, ProjectId("x"), Topic.CAPTIONS, "off", "off")
    assert follow_habits(studio, idea(studio)).captions is Captions.WORDS


@pytest.mark.parametrize("value", ["xyzzy", "", "17"])
def test_a_memory_that_means_nothing_any_more_does_no_harm(studio: Studio, value: str) -> None:
    always(studio, captions=value, format=value, voice=value)
    film = idea(studio)
    assert follow_habits(studio, film) == film


def test_always_and_remember_are_heard() -> None:
    assert is_always("From now on no captions")
    assert not is_always("no captions")
    assert note_in("Remember that I never shout.") == "I never shout"
    assert note_in("I remember that day") == ""
