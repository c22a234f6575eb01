"""Tokens where nobody has counted yet."""

from __future__ import annotations

from agents import ModelSettings

from studio.llm.counting import tokens_of
from studio.llm.question import named, tokens_in
from tests.llm.outside import question, tool


def test_pictures_do_not_count_by_their_bytes() -> None:
    picture = "data:image/png;base64," + "iVBORw0KGgo" * 40_000
    assert tokens_of(f'["Look", "{picture}"]') < 2_000
    assert tokens_of("word " * 400) == 500
    assert tokens_of("月" * 400) == 300
    assert tokens_of("") == 1


def test_a_question_counts_with_its_instructions_and_tools() -> None:
    bare, armed = question("Look."), question("Look.", [tool() for _ in range(10)])
    assert tokens_in(armed) > tokens_in(bare) + 200
    assert tokens_in(bare) > tokens_of("You direct a film.")


def test_arguments_are_the_same_however_they_are_passed() -> None:
    settings = ModelSettings()
    assert named(("Say.", "Hello", settings), {"tools": []}) == {
        "system_instructions": "Say.",
        "input": "Hello",
        "model_settings": settings,
        "tools": [],
    }
