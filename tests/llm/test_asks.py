from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.domain.format import Aspect
from studio.llm import language_of, mood_named, read_ask


def test_all_that_an_idea_asks_for_is_read(desk: Any) -> None:
    found = read_ask(desk.sample("idea.txt"))
    assert found.subject == "space exploration"
    assert found.length_s == 60
    assert found.mood == "hopeful"
    assert found.audience == "curious teenagers"
    assert found.is_plain
    assert found.ending == "question"
    assert found.aspect is None


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("a 1 minute video about tea", 60),
        ("90s clip on bees", 90),
        ("two and a half minutes about Rome", 150),
        ("a minute and a half about jazz", 90),
        ("1:30 about rain", 90),
        ("about the 1969 landing", None),
    ],
)
def test_lengths(text: str, length: float | None) -> None:
    assert read_ask(text).length_s == length


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("vertical, about tea", Aspect.TALL),
        ("for TikTok", Aspect.TALL),
        ("a square ad", Aspect.SQUARE),
        ("portrait, 4:5", Aspect.PORTRAIT),
        ("16:9 please", Aspect.WIDE),
        ("a short film about tea", None),
        ("nine square metres of garden", None),
    ],
)
def test_aspects(text: str, aspect: Aspect | None) -> None:
    assert read_ask(text).aspect is aspect


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("How vaccines work", "How vaccines work"),
        ("Make a fun 30-second explainer on how bees make honey for kids", "how bees make honey"),
        ("I'd like to make a square ad for my bakery in Leeds, warm, 20s", "my bakery in Leeds"),
        ("sourdough", "sourdough"),
    ],
)
def test_subjects(text: str, subject: str) -> None:
    assert read_ask(text).subject == subject


def test_moods_are_known_by_many_words() -> None:
    assert mood_named("uplifting and quiet") == "hopeful"
    assert mood_named("slower, gentler") == "calm"
    assert mood_named("about tea") == ""


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Im Frühling pflanzen wir Tomaten und Bohnen mit den Nachbarn.", "de"),
        ("月への旅へようこそ。", "ja"),
        ("欢迎来到登月之旅", "zh"),
        ("مرحبًا بكم في الرحلة", "ar"),
        ("The trip to the Moon and back.", "en"),
        ("🚀", ""),
    ],
)
def test_languages_are_told_apart(text: str, language: str) -> None:
    assert language_of(text) == language


@given(st.text(max_size=300))
def test_any_text_can_be_asked(text: str) -> None:
    found = read_ask(text)
    assert found.length_s is None or 3 <= found.length_s <= 3600
