"""Speech made shorter and longer: its length, pitch, words, and no click."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.compose.sound.stretching import stretched

if TYPE_CHECKING:
    from conftest import Sounds

RATE = 48_000
TEMPOS = [1 / 1.12, 0.95, 1.03, 1 / 0.88]


def buzz(hz: float, seconds: float) -> np.ndarray:
    """A steady voice: 30 partials of `hz` that fall off as in a vowel."""
    t = np.arange(round(seconds * RATE)) / RATE
    partials = sum(np.sin(2 * np.pi * hz * k * t + k * k) / k for k in range(1, 30))
    return (0.1 * np.asarray(partials)).astype(np.float32)


def pitch(sound: np.ndarray) -> float:
    """The frequency of the first partial, from the transform of the whole."""
    size = 1 << 21
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), size))
    band = slice(round(60 * size / RATE), round(350 * size / RATE))
    return float((spectrum[band].argmax() + band.start) * RATE / size)


@pytest.mark.parametrize("tempo", TEMPOS)
@pytest.mark.parametrize("hz", [75.0, 120.0, 217.3])
def test_pitch_stays_within_ten_cents(hz: float, tempo: float) -> None:
    sound = buzz(hz, 4)
    assert abs(1200 * np.log2(pitch(stretched(sound, tempo)) / pitch(sound))) < 10


@given(st.integers(0, 30_000), st.floats(0.88, 1.13))
@settings(max_examples=40, deadline=None)
def test_length_is_exact(length: int, tempo: float) -> None:
    sound = np.random.default_rng(length).standard_normal(length).astype(np.float32)
    assert abs(len(stretched(sound, tempo)) - length / tempo) <= 0.5


@pytest.mark.parametrize("tempo", TEMPOS)
@pytest.mark.parametrize("hz", [90.0, 217.3])
def test_no_click_where_it_is_joined(hz: float, tempo: float) -> None:
    """Steady partials: nothing in them changes faster than before."""
    sound = buzz(hz, 3)
    fast = np.abs(np.diff(sound, n=2)).max()
    assert np.abs(np.diff(stretched(sound, tempo), n=2)).max() < 1.1 * fast


@pytest.mark.parametrize("tempo", TEMPOS)
def test_words_are_heard_where_their_times_say(tempo: float) -> None:
    """Syllables of 150 ms in silence: each starts where its time divided by the tempo is."""
    sound = np.zeros(6 * RATE, np.float32)
    starts = np.arange(0.2, 5.6, 0.47)
    for n, start in enumerate(starts):
        at = round(start * RATE)
        sound[at : at + 7200] = buzz(90 + 11 * n, 0.15) * np.hanning(7200)
    heard = np.abs(stretched(sound, tempo)) > 0.02
    for start in starts:
        around = heard[round((start / tempo - 0.1) * RATE) :]
        before = np.abs(sound[round((start - 0.1 * tempo) * RATE) :]) > 0.02
        late = around.argmax() / RATE - before.argmax() / RATE / tempo
        assert abs(late) <= 0.016


@pytest.mark.parametrize("tempo", TEMPOS)
def test_a_burst_is_heard_once_and_whole(tempo: float) -> None:
    """A click in a hum, as of a consonant: neither doubled nor lost."""
    for at in range(RATE // 2, RATE, 1777):
        sound = 0.2 * buzz(130, 1.5)
        sound[at : at + 24] += 0.8
        out = stretched(sound, tempo)
        (places,) = np.nonzero(out > 0.6)
        assert 20 <= len(places) <= 26
        assert np.ptp(places) < 30


@pytest.mark.parametrize("tempo", TEMPOS)
def test_the_last_sample_is_the_last_heard(sounds: Sounds, tempo: float) -> None:
    sound = sounds.voice(2.0).astype(np.float32)
    assert stretched(sound, tempo)[-200:] == pytest.approx(sound[-200:])
    assert stretched(sound, tempo)[:200] == pytest.approx(sound[:200])


def test_both_sides_stay_together() -> None:
    sound = np.stack([buzz(120, 1), -0.5 * buzz(120, 1)], axis=1)
    out = stretched(sound, 1.1)
    assert out.shape == (round(RATE / 1.1), 2)
    assert np.abs(out[:, 1] + 0.5 * out[:, 0]).max() < 1e-6
