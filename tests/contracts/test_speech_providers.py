"""What every provider of speech keeps, whoever speaks."""

import wave
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from studio.domain.errors import GreenlightError
from studio.domain.narration import display_words
from studio.providers import SPEECH
from studio.providers.interface import Speech, SpeechAsk, SpeechProvider

TEXT = "Hello — “world”! It's 20:17 UTC, 384,400 km away 🚀 (well-known). Ünïcode, 3.2 percent?"


@pytest.fixture(params=SPEECH, ids=lambda build: build.__name__)
def provider(request: pytest.FixtureRequest) -> SpeechProvider:
    build: Callable[[], SpeechProvider] = request.param
    return build()


def _speak(provider: SpeechProvider, text: str, target: Path, pace: float = 1.0) -> Speech:
    return provider.speak(SpeechAsk(text, provider.voices()[0].name, pace), target)


def _samples(file: Path) -> tuple[np.ndarray, int]:
    with wave.open(str(file)) as sound:
        assert sound.getnchannels() == 1
        assert sound.getsampwidth() == 2
        frames = sound.readframes(sound.getnframes())
        return np.frombuffer(frames, dtype=np.int16).astype(float), sound.getframerate()


def test_card_says_what_it_makes(provider: SpeechProvider) -> None:
    assert provider.card.name
    assert provider.card.title
    assert provider.card.version
    assert provider.card.extension == "wav"


def test_voices_have_names_titles_and_languages(provider: SpeechProvider) -> None:
    voices = provider.voices()
    assert len({voice.name for voice in voices}) == len(voices) > 0
    assert len({voice.title for voice in voices}) == len(voices)
    assert all(voice.language for voice in voices)


def test_speech_is_as_long_as_its_file(provider: SpeechProvider, tmp_path: Path) -> None:
    target = tmp_path / "größe 声.wav"
    speech = _speak(provider, TEXT, target)
    samples, rate = _samples(target)
    assert speech.length_s == pytest.approx(len(samples) / rate, abs=0.001)
    assert np.abs(samples).max() > 3000


def test_length_is_known_without_a_file(provider: SpeechProvider, tmp_path: Path) -> None:
    ask = SpeechAsk(text=TEXT, voice=provider.voices()[0].name)
    assert provider.length_s(ask) == pytest.approx(
        provider.speak(ask, tmp_path / "a.wav").length_s, abs=0.1
    )


def test_words_are_those_of_the_narration(provider: SpeechProvider, tmp_path: Path) -> None:
    speech = _speak(provider, TEXT, tmp_path / "a.wav")
    assert [(w.text, w.start, w.end) for w in speech.words] == [
        (w.text, w.start, w.end) for w in display_words(TEXT)
    ]


def test_words_follow_one_another_in_time(provider: SpeechProvider, tmp_path: Path) -> None:
    speech = _speak(provider, TEXT, tmp_path / "a.wav")
    last = 0.0
    for word in speech.words:
        assert last <= word.start_s < word.end_s <= speech.length_s
        last = word.end_s


def test_every_word_is_where_it_sounds(provider: SpeechProvider, tmp_path: Path) -> None:
    speech = _speak(provider, TEXT, tmp_path / "a.wav")
    samples, rate = _samples(tmp_path / "a.wav")
    loudness = np.sqrt(np.mean(samples**2))
    for word in speech.words:
        span = samples[round(word.start_s * rate) : round(word.end_s * rate)]
        assert np.sqrt(np.mean(span**2)) > loudness * 0.15, word.text


def test_nothing_is_heard_outside_the_words(provider: SpeechProvider, tmp_path: Path) -> None:
    speech = _speak(provider, TEXT, tmp_path / "a.wav")
    samples, rate = _samples(tmp_path / "a.wav")
    outside = samples.copy()
    for word in speech.words:
        outside[round(word.start_s * rate) : round(word.end_s * rate)] = 0
    assert np.sum(outside**2) < np.sum(samples**2) * 0.01


@pytest.mark.parametrize("text", ["", "   ", "🚀🚀", "…", "— ?!", "\n\n"])
def test_nothing_to_say_is_a_short_silence(
    provider: SpeechProvider, text: str, tmp_path: Path
) -> None:
    speech = _speak(provider, text, tmp_path / "a.wav")
    samples, _ = _samples(tmp_path / "a.wav")
    assert speech.words == ()
    assert 0 < speech.length_s < 1
    assert np.abs(samples).max() == 0


def test_pace_changes_the_length(provider: SpeechProvider, tmp_path: Path) -> None:
    text = "Every great product starts with a problem that somebody has every day."
    slow, even, fast = (
        _speak(provider, text, tmp_path / f"{pace}.wav", pace).length_s for pace in (0.5, 1.0, 2.0)
    )
    assert slow / even == pytest.approx(2, rel=0.25)
    assert fast / even == pytest.approx(0.5, rel=0.25)


@pytest.mark.parametrize("pace", [0.7, 1.0, 1.6])
def test_the_length_is_known_before(provider: SpeechProvider, pace: float, tmp_path: Path) -> None:
    ask = SpeechAsk(TEXT, provider.voices()[0].name, pace)
    assert provider.length_s(ask) == pytest.approx(_length_s(provider, ask, tmp_path), abs=0.1)


def _length_s(provider: SpeechProvider, ask: SpeechAsk, folder: Path) -> float:
    return provider.speak(ask, folder / "a.wav").length_s


def test_two_threads_speak_at_once(provider: SpeechProvider, tmp_path: Path) -> None:
    texts = [f"This is sentence number {n}, spoken by one of two." for n in range(12)]
    alone = [_speak(provider, t, tmp_path / f"a{n}.wav") for n, t in enumerate(texts)]
    with ThreadPoolExecutor(2) as threads:
        targets = [tmp_path / f"b{n}.wav" for n in range(len(texts))]
        together = list(threads.map(lambda t, f: _speak(provider, t, f), texts, targets))
    for one, other in zip(alone, together, strict=True):
        assert [w.text for w in one.words] == [w.text for w in other.words]
        assert one.length_s == pytest.approx(other.length_s, abs=0.05)


def test_an_unknown_voice_is_refused(provider: SpeechProvider, tmp_path: Path) -> None:
    with pytest.raises(GreenlightError):
        provider.speak(SpeechAsk("Hello", "no-such-voice"), tmp_path / "a.wav")
    assert not (tmp_path / "a.wav").exists()
