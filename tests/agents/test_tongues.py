from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.agents.reading import read_message
from studio.agents.requests import (
    DeleteScenes,
    EditScenes,
    MakeFilm,
    MoveScene,
    PlanAgain,
    PlanText,
    Question,
    Request,
    SetAspect,
    SetCaptions,
    SetMusic,
    SetVoice,
    ShortenFilm,
    SwapScenes,
    Undo,
    Unknown,
)
from studio.agents.rules.tongues import TONGUES, in_english
from studio.domain.format import Aspect

MESSAGES: list[tuple[str, tuple[Request, ...]]] = [
    ("Mach es kürzer", (ShortenFilm(),)),
    ("Mach Szene 2 kürzer und ruhiger, bitte", (EditScenes((2,), "shorter and calmer, please"),)),
    ("tausche Szene 2 und 3", (SwapScenes(2, 3),)),
    ("Die zweite Szene löschen", (DeleteScenes((2,)),)),
    ("verschiebe Szene 3 ans Ende", (MoveScene(3, -1),)),
    ("keine Musik", (SetMusic(False),)),
    ("ohne Untertitel", (SetCaptions(False),)),
    ("eine weibliche Stimme", (SetVoice("a female voice"),)),
    ("hochkant bitte", (SetAspect(Aspect.TALL),)),
    ("mach das rückgängig", (Undo(),)),
    ("von vorn anfangen", (PlanAgain(),)),
    ("Mach den Film!", (MakeFilm(),)),
    ("Wie lang ist der Film?", (Question("length"),)),
    ("rends-le plus court", (ShortenFilm(),)),
    ("échange les scènes 2 et 3", (SwapScenes(2, 3),)),
    ("supprime la dernière scène", (DeleteScenes((-1,)),)),
    ("pas de musique", (SetMusic(False),)),
    ("une voix de femme, s'il te plaît", (SetVoice("a female voice, please"),)),
    ("annule ça", (Undo(),)),
    ("hazlo más corto", (ShortenFilm(),)),
    ("intercambia las escenas 2 y 3", (SwapScenes(2, 3),)),
    ("elimina la escena 3", (DeleteScenes((3,)),)),
    ("sin música", (SetMusic(False),)),
    ("deshaz eso", (Undo(),)),
]


@pytest.mark.parametrize(("message", "requests"), MESSAGES, ids=[m for m, _ in MESSAGES])
def test_short_requests_of_other_tongues_are_read(
    message: str, requests: tuple[Request, ...]
) -> None:
    assert read_message(message, has_plan=True) == requests


@pytest.mark.parametrize(
    "message",
    ["lösche Szene 3 nicht", "ne supprime pas la scène 3", "no elimines la escena 3", "sin alma"],
)
def test_what_is_known_in_part_only_is_left_alone(message: str) -> None:
    assert read_message(message, has_plan=True) == (Unknown(message),)


def test_a_first_text_is_planned_as_it_was_written() -> None:
    assert read_message("ruhiger", has_plan=False) == (PlanText("ruhiger"),)


@pytest.mark.parametrize("text", ["make it shorter", "no music", "swap 2 and 3", "", "3"])
def test_english_stays_as_it_is(text: str) -> None:
    assert in_english(text) == text


def test_every_pattern_is_one() -> None:
    for tongue in TONGUES:
        for pattern in tongue:
            assert re.compile(pattern)


@given(st.text(max_size=80))
def test_any_text_is_taken(text: str) -> None:
    assert isinstance(in_english(text), str)
