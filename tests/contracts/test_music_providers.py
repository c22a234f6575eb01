"""What every provider of music keeps, whoever composes."""

import wave
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from studio.providers import MUSIC
from studio.providers.interface import Music, MusicAsk, MusicProvider

RATE = 48_000

Piece = tuple[Music, np.ndarray]
Compose = Callable[[str, int], Piece]


@pytest.fixture(scope="module", params=MUSIC, ids=lambda build: build.__name__)
def provider(request: pytest.FixtureRequest) -> MusicProvider:
    build: Callable[[], MusicProvider] = request.param
    return build()


@pytest.fixture(scope="module")
def compose(provider: MusicProvider, tmp_path_factory: pytest.TempPathFactory) -> Compose:
    """Composes each mood and seed once for all tests of this module."""
    folder = tmp_path_factory.mktemp("music")

    @cache
    def made(mood: str, seed: int) -> Piece:
        target = folder / f"{mood} {seed} 音.wav"
        music = provider.compose(MusicAsk(mood, seed), target)
        return music, samples(target)

    return made


def samples(file: Path) -> np.ndarray:
    with wave.open(str(file)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (2, 2, RATE)
        raw = sound.readframes(sound.getnframes())
    return np.frombuffer(raw, "<i2").reshape(-1, 2).astype(np.int32)


def test_card_and_moods_can_be_offered(provider: MusicProvider) -> None:
    card, moods = provider.card, provider.moods()
    assert card.name
    assert card.title
    assert card.version
    assert card.extension == "wav"
    assert len(moods) >= 6
    assert len(set(moods)) == len(moods)
    assert all(moods)


def test_piece_is_heard_and_never_clips(provider: MusicProvider, compose: Compose) -> None:
    music, sound = compose(provider.moods()[0], 1)
    assert music.length_s == pytest.approx(len(sound) / RATE)
    assert music.length_s > 30
    assert 500 < np.sqrt(np.mean(sound.astype(float) ** 2)) < 12_000
    assert np.abs(sound).max() < 32_000


def test_seeds_and_moods_differ(provider: MusicProvider, compose: Compose) -> None:
    first, second = provider.moods()[:2]
    pieces = [compose(first, 1)[1], compose(first, 2)[1], compose(second, 1)[1]]
    for n, one in enumerate(pieces):
        for other in pieces[:n]:
            assert len(one) != len(other) or not np.array_equal(one, other)


def test_unknown_mood_gives_the_first_to_the_bit(provider: MusicProvider, compose: Compose) -> None:
    assert np.array_equal(compose("no such mood", 1)[1], compose(provider.moods()[0], 1)[1])


def test_marks_stand_on_bar_lines(provider: MusicProvider, compose: Compose) -> None:
    music, _ = compose(provider.moods()[0], 1)
    marks = music.marks
    assert 0 <= marks.loop_start_s < marks.loop_end_s <= marks.ending_s < music.length_s
    for seconds in (marks.bar_s, marks.loop_start_s, marks.loop_end_s, marks.ending_s):
        assert seconds * RATE == pytest.approx(round(seconds * RATE), abs=1e-6)
        bars = seconds / marks.bar_s
        assert bars == pytest.approx(round(bars), abs=1e-6)
    beats = marks.bar_s * marks.tempo_bpm / 60
    assert beats == pytest.approx(round(beats), abs=1e-6)


def test_loop_has_no_seam(provider: MusicProvider, compose: Compose) -> None:
    music, sound = compose(provider.moods()[0], 1)
    start = round(music.marks.loop_start_s * RATE)
    end = round(music.marks.loop_end_s * RATE)
    before_start, before_end = sound[start - RATE : start], sound[end - RATE : end]
    error = np.sqrt(np.mean((before_start - before_end).astype(float) ** 2))
    assert error < 2.0
    looped = np.concatenate([sound[end - 2400 : end], sound[start : start + 2400]])
    steps = np.abs(np.diff(looped, axis=0))
    assert steps[2399].max() <= steps.max(initial=0, where=_but(2399, steps.shape))


def test_piece_comes_to_its_end(provider: MusicProvider, compose: Compose) -> None:
    _, sound = compose(provider.moods()[0], 1)
    levels = np.sqrt(np.mean(sound[-4 * RATE :].astype(float).reshape(4, -1) ** 2, axis=1))
    assert levels[3] < levels[0] / 3
    assert np.abs(sound[-48:]).max() < 10


def _but(place: int, shape: tuple[int, ...]) -> np.ndarray:
    chosen = np.ones(shape, bool)
    chosen[place] = False
    return chosen
