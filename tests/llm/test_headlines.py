from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.llm.embedded.headlines import headline, is_loose, subject, width
from studio.llm.embedded.sentences import words


@pytest.mark.parametrize(
    ("sentence", "text", "label"),
    [
        ("Ganymede is larger than Mercury.", "Larger than Mercury", "Ganymede"),
        (
            "Pluto has a heart of frozen nitrogen the size of Texas.",
            "A heart of frozen nitrogen the size of Texas",
            "Pluto",
        ),
        (
            "Io, its nearest large moon, has four hundred active volcanoes.",
            "Four hundred active volcanoes",
            "Io",
        ),
        (
            "It circles the Sun once every eighty-eight days.",
            "Circles the Sun once every eighty-eight days",
            "",
        ),
        (
            "At the speed of an airliner the trip would take about eighteen days.",
            "The trip would take about eighteen days",
            "",
        ),
        (
            "From launch to splashdown: eight days, three hours and eighteen minutes.",
            "Eight days, three hours and eighteen minutes",
            "From launch to splashdown",
        ),
        ("What will we do with ours?", "What will we do with ours?", ""),
        ("Sleep better tonight.", "Sleep better tonight", ""),
        (
            "Opponents say that the lanes will remove 640 parking spaces.",
            "The lanes will remove 640 parking spaces",
            "Opponents",
        ),
        (
            "On 20 July 1969, with alarms sounding, Armstrong flew past a field of boulders and "
            "set Eagle down beside them at last.",
            "Armstrong flew past a field of boulders",
            "On 20 July 1969",
        ),
    ],
)
def test_the_gist_of_a_sentence(sentence: str, text: str, label: str) -> None:
    found = headline(sentence)
    assert (found.text, found.label) == (text, label)


def test_a_sentence_is_not_cut_at_a_word_that_calls_for_more() -> None:
    found = headline("Some comets fall in from so far that they return after millions of years.")
    assert not found.text.endswith("so far")


def test_the_subject_is_a_name() -> None:
    assert subject("Olympus Mons is the tallest volcano known.") == "Olympus Mons"
    assert subject("Install it with one command.") == ""
    assert subject("Seventy-one percent of it is covered by water.") == ""


@given(st.text(max_size=300))
def test_words_on_screen_are_words_of_the_sentence(text: str) -> None:
    found = headline(text)
    said = {word.casefold() for word in words(text)}
    assert {word.casefold() for word in words(found.text)} <= said
    assert width(found.text) <= 100


SUBJECTS = st.sampled_from(
    ["The old town", "Mercury", "It", "Its two moons", "A small ship", "Nobody"]
)
VERBS = st.sampled_from(["is", "has", "reads", "left", "would find", "keeps"])
TAILS = st.sampled_from(
    [
        "a way",
        "of the sea",
        "and then more",
        ", which is far",
        "that nobody knew",
        "in 1969",
        ", so we went",
        "at the end of the day",
    ]
)


@given(SUBJECTS, VERBS, st.lists(TAILS, min_size=1, max_size=6))
def test_no_headline_breaks_off(first: str, verb: str, rest: list[str]) -> None:
    found = headline(f"{first} {verb} {' '.join(rest)}.".replace(" ,", ","))
    assert not found.text or found.text == headline(found.text).text or not is_loose(found.text)
