"""What is remembered of a person, and when it counts as a habit."""

import pytest

from studio.actions.memories import change_memory, forget, habits, memories, notice, remember
from studio.domain.errors import EmptyInput, NotFound
from studio.domain.ids import ProjectId
from studio.domain.memory import Topic
from studio.studio import Studio

ONE, TWO = ProjectId("one"), ProjectId("two")


def test_what_is_asked_in_two_films_is_a_habit(studio: Studio) -> None:
    notice(studio, ONE, Topic.CAPTIONS, "captions off", "off")
    notice(studio, ONE, Topic.CAPTIONS, "captions off", "off")
    assert habits(studio) == {}
    notice(studio, TWO, Topic.CAPTIONS, "captions off", "off")
    assert habits(studio) == {Topic.CAPTIONS: "off"}


def test_another_wish_begins_anew(studio: Studio) -> None:
    notice(studio, ONE, Topic.MOOD, "calm", "calm")
    notice(studio, TWO, Topic.MOOD, "upbeat", "upbeat")
    assert habits(studio) == {}
    assert [m.text for m in memories(studio)] == ["upbeat"]


def test_what_always_holds_holds_at_once_and_against_a_single_wish(studio: Studio) -> None:
    notice(studio, ONE, Topic.PACE, "slower", "0.9", is_said=True)
    notice(studio, TWO, Topic.PACE, "faster", "1.1")
    assert habits(studio) == {Topic.PACE: "0.9"}
    notice(studio, TWO, Topic.PACE, "faster", "1.1", is_said=True)
    assert habits(studio) == {Topic.PACE: "1.1"}


def test_notes_are_kept_once_changed_rested_and_forgotten(studio: Studio) -> None:
    note = remember(studio, "  No  exclamation marks. ")
    assert remember(studio, "no exclamation marks.") == note
    assert change_memory(studio, note.key, text="Never shout.").text == "Never shout."
    assert not change_memory(studio, note.key, is_on=False).is_sure
    forget(studio, note.key)
    assert memories(studio) == ()


def test_of_too_many_notes_the_oldest_goes(studio: Studio) -> None:
    for number in range(70):
        remember(studio, f"note {number}")
    assert next(m.text for m in memories(studio)) == "note 10"


def test_nothing_and_the_unknown_are_refused(studio: Studio) -> None:
    with pytest.raises(EmptyInput):
        remember(studio, " ")
    with pytest.raises(NotFound):
        forget(studio, "note:x")
    with pytest.raises(EmptyInput):
        change_memory(studio, remember(studio, "x").key, text=" ")
