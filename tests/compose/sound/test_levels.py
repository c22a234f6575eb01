"""Where music stands beside speech."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.compose.sound.score import DUCK_DB, Levels
from studio.domain.project import Loudness, Score


def test_the_usual_music_is_felt_under_a_voice_and_heard_without() -> None:
    usual = Levels.of(Score().level_db)
    assert -20 <= usual.alone - usual.depth <= -16
    assert usual.alone == pytest.approx(-6)


@given(st.floats(-60, 0))
def test_music_is_never_louder_than_speech(level_db: float) -> None:
    levels = Levels.of(level_db)
    assert levels.alone <= -2
    assert 0 <= levels.depth <= DUCK_DB
    assert levels.alone - levels.depth == pytest.approx(level_db - 2)


def test_loudness_is_what_the_places_ask() -> None:
    assert [choice.lufs for choice in Loudness] == [-14, -16, -23]
