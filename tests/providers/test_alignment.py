"""Where known words are heard in a sound whose pauses are known."""

from __future__ import annotations

import wave
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.domain.narration import display_words
from studio.providers.alignment import aligned_words
from studio.providers.interface import SpeechAsk
from studio.providers.scratch_voice import ScratchVoice

RATE = 16_000


def _sound(path: Path, *parts: tuple[float, bool], noise: float = 0.0) -> Path:
    """Stretches of a hum (True) and silence (False), each so many seconds long."""
    rng = np.random.default_rng(2)
    pieces = []
    for seconds, is_loud in parts:
        times = np.arange(round(seconds * RATE)) / RATE
        hum = 0.3 * np.sin(2 * np.pi * 200 * times) * (0.7 + 0.3 * np.sin(2 * np.pi * 4 * times))
        pieces.append(hum * is_loud + noise * rng.standard_normal(len(times)))
    samples = (np.concatenate(pieces) * 32767).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
    return path


@pytest.mark.parametrize("noise", [0.0, 0.003])
def test_pauses_fall_after_the_marks(tmp_path: Path, noise: float) -> None:
    text = "The sea rises. Then, slowly, it falls again to where it was."
    file = _sound(
        tmp_path / "a.wav",
        (0.3, False),
        (0.9, True),
        (0.5, False),
        (0.3, True),
        (0.25, False),
        (0.4, True),
        (0.2, False),
        (1.8, True),
        (0.4, False),
        noise=noise,
    )

    words = aligned_words(file, text)

    found = {word.text: (word.start_s, word.end_s) for word in reversed(words)}
    assert found["The"][0] == pytest.approx(0.3, abs=0.05)
    assert found["rises."][1] == pytest.approx(1.2, abs=0.05)
    assert found["Then,"][0] == pytest.approx(1.7, abs=0.05)
    assert found["Then,"][1] == pytest.approx(2.0, abs=0.05)
    assert found["slowly,"] == (pytest.approx(2.25, abs=0.05), pytest.approx(2.65, abs=0.05))
    assert found["it"][0] == pytest.approx(2.85, abs=0.05)
    assert found["was."][1] == pytest.approx(4.65, abs=0.05)


def test_it_comes_close_to_a_voice_that_knows_its_times(tmp_path: Path) -> None:
    text = (
        "The Moon is 384,400 kilometres away. It lifts the sea twice a day; the tide runs in, "
        "waits, and runs out again. Nobody who lives by the water needs a clock."
    )
    spoken = ScratchVoice().speak(SpeechAsk(text, "en-us"), tmp_path / "a.wav")

    words = aligned_words(tmp_path / "a.wav", text)

    assert [word.text for word in words] == [word.text for word in spoken.words]
    off = [abs(a.start_s - b.start_s) for a, b in zip(words, spoken.words, strict=True)]
    assert float(np.median(off)) < 0.15
    assert max(off) < 0.6


@settings(max_examples=40, deadline=None)
@given(
    st.text(max_size=120),
    st.lists(st.tuples(st.floats(0.01, 0.8), st.booleans()), min_size=1, max_size=9),
)
def test_every_word_has_its_place_in_order(
    tmp_path_factory: pytest.TempPathFactory, text: str, parts: list[tuple[float, bool]]
) -> None:
    file = _sound(tmp_path_factory.mktemp("a") / "a.wav", *parts)
    length_s = sum(seconds for seconds, _ in parts)

    words = aligned_words(file, text)

    assert [(w.text, w.start, w.end) for w in words] == [
        (w.text, w.start, w.end) for w in display_words(text)
    ]
    for word in words:
        assert 0 <= word.start_s <= word.end_s <= length_s + 0.05
    assert all(a.start_s <= b.start_s + 1e-6 for a, b in pairwise(words))
    assert all(a.end_s <= b.start_s + 0.011 for a, b in pairwise(words))
