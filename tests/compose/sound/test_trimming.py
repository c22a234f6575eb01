"""Silence is taken off the ends of speech, and its words are moved along."""

from __future__ import annotations

import wave
from typing import TYPE_CHECKING

import numpy as np
import pytest

from studio.compose.sound.trimming import HEAD_S, TAIL_S, trim
from studio.domain.take import SpokenWord

if TYPE_CHECKING:
    from conftest import Sounds

RATE = 48_000
WORDS = (
    SpokenWord(text="One", start_s=0.8, end_s=1.2, start=0, end=3),
    SpokenWord(text="two.", start_s=1.3, end_s=1.8, start=4, end=8),
)


def said(sounds: Sounds, head_s: float, tail_s: float, rate: int = RATE) -> np.ndarray:
    """A second of tone with hiss before and after."""
    t = np.arange(rate) / rate
    hiss = np.random.default_rng(3).standard_normal(round((head_s + 1 + tail_s) * rate)) * 3e-4
    first = round(head_s * rate)
    hiss[first : first + rate] += 0.3 * np.sin(2 * np.pi * 200 * t)
    return hiss


def length_s(sounds: Sounds, name: str) -> float:
    with wave.open(str(sounds.folder / name)) as file:
        return file.getnframes() / file.getframerate()


@pytest.mark.parametrize("rate", [22_050, RATE])
def test_both_ends_are_cut_and_words_follow(sounds: Sounds, rate: int) -> None:
    name = sounds.wav("a.wav", said(sounds, 0.8, 1.5, rate), rate)
    kept_s, words = trim(sounds.folder / name, 3.3, WORDS)

    assert kept_s == pytest.approx(HEAD_S + 1 + TAIL_S, abs=0.03)
    assert length_s(sounds, name) == pytest.approx(kept_s, abs=1e-3)
    assert words[0].start_s == pytest.approx(HEAD_S, abs=0.02)
    assert words[1].start_s - words[0].start_s == pytest.approx(0.5)
    assert words[1].end_s <= kept_s
    assert [(w.text, w.start, w.end) for w in words] == [("One", 0, 3), ("two.", 4, 8)]


def test_once_is_enough(sounds: Sounds) -> None:
    path = sounds.folder / sounds.wav("a.wav", said(sounds, 0.8, 1.5))
    kept_s, words = trim(path, 3.3, WORDS)
    before = path.read_bytes()
    assert trim(path, kept_s, words) == (kept_s, words)
    assert path.read_bytes() == before


@pytest.mark.parametrize("sound", [np.zeros(RATE), np.zeros(1)])
def test_silence_stays_as_it_is(sounds: Sounds, sound: np.ndarray) -> None:
    path = sounds.folder / sounds.wav("a.wav", sound)
    before = path.read_bytes()
    assert trim(path, len(sound) / RATE, ()) == (len(sound) / RATE, ())
    assert path.read_bytes() == before


def test_a_faint_ending_is_kept(sounds: Sounds) -> None:
    """An s that ends 30 dB below the loudest vowel belongs to its word."""
    sound = said(sounds, 0.5, 1.0)
    at = round(1.5 * RATE)
    sound[at : at + RATE // 4] += 0.01 * np.random.default_rng(4).standard_normal(RATE // 4)
    path = sounds.folder / sounds.wav("a.wav", sound)
    kept_s, _ = trim(path, 2.5, ())
    assert kept_s == pytest.approx(HEAD_S + 1.25 + TAIL_S, abs=0.03)
