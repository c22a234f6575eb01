from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.llm.embedded.numbers import telling_number, values


@pytest.mark.parametrize(
    ("sentence", "number", "after"),
    [
        ("The Moon is 384,400 kilometres away.", "384,400", "kilometres away"),
        ("It collected 21.5 kilograms of rock and dust.", "21.5", "kilograms of rock and dust"),
        ("Some 600 million people watched it live.", "600 million", "people watched it live"),
        (
            "It has verified 41 million restores since 2021, and 3.2 percent of them failed.",
            "41 million",
            "restores since 2021",
        ),
        (
            "The Sun holds 99.86 percent of all the mass in the solar system.",
            "99.86%",
            "of all the mass in the solar system",
        ),
        (
            "That is one backup in thirty that would not have worked.",
            "1 in 30",
            "backups that would not have worked",
        ),
        ("It circles the Sun once every eighty-eight days.", "88", "days"),
        ("Life has been here for at least three and a half billion years.", "3.5 billion", "years"),
        (
            "That light needs eight minutes and twenty seconds to reach us.",
            "8 minutes 20 seconds",
            "to reach us",
        ),
        ("It costs $1,299 a year.", "$1,299", "a year"),
    ],
)
def test_the_most_telling_number_is_found(sentence: str, number: str, after: str) -> None:
    told = telling_number(sentence)
    assert told is not None
    assert (told.number, told.after) == (number, after)
    assert told.strength >= 1


@pytest.mark.parametrize(
    "sentence",
    [
        "In 1969 they left.",
        "On 20 July 1969 it landed at 20:17 UTC.",
        "Apollo 11 came home.",
        "Voyager 1 left the planets behind.",
        "It was the 25th day.",
        "No number here.",
    ],
)
def test_dates_years_and_names_are_not_numbers(sentence: str) -> None:
    assert telling_number(sentence) is None


@given(st.text(max_size=300))
def test_no_number_is_invented(text: str) -> None:
    told = telling_number(text)
    if told:
        assert {v for v in values(told.number) if v > 1} <= values(text)
