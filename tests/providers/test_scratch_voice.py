import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.domain.errors import MissingPart
from studio.domain.narration import display_words
from studio.domain.project import Voice
from studio.providers.espeak.speech import SAMPLE_RATE_HZ, Mark, Utterance
from studio.providers.interface import Speech, SpeechAsk
from studio.providers.scratch_voice import ScratchVoice, sound
from studio.providers.scratch_voice.phrases import SENTENCE_PAUSE_S, phrases
from studio.providers.scratch_voice.timing import spoken_words

GREETINGS = {
    "ar": "مرحبًا بكم في الرحلة إلى القمر",
    "bg": "Добре дошли на Луната",
    "bn": "চাঁদে স্বাগতম",
    "cmn": "欢迎来到登月之旅",
    "el": "Καλώς ήρθατε στη Σελήνη",
    "fa": "به ماه خوش آمدید",
    "gu": "ચંદ્ર પર સ્વાગત છે",
    "he": "ברוכים הבאים למסע אל הירח",
    "hi": "चाँद की यात्रा में आपका स्वागत है",
    "hy": "Բարի գալուստ Լուսին",
    "ja": "ようこそ、つきへ",
    "ka": "კეთილი იყოს თქვენი მობრძანება",
    "ko": "달로 가는 여행에 오신 것을 환영합니다",
    "ru": "Добро пожаловать в путешествие к Луне",
    "ta": "நிலவுக்கு வரவேற்கிறோம்",
    "te": "చంద్రునికి స్వాగతం",
    "th": "ยินดีต้อนรับสู่การเดินทาง",
    "uk": "Ласкаво просимо на Місяць",
    "yue": "歡迎嚟到月球",
}
LANGUAGES = sorted({voice.name for voice in ScratchVoice().voices() if voice.name.count("-") < 1})


def _speak(text: str, target: Path, voice: str = "en-us") -> Speech:
    return ScratchVoice().speak(SpeechAsk(text, voice), target)


def _samples(file: Path) -> np.ndarray:
    with wave.open(str(file)) as sound:
        return np.frombuffer(sound.readframes(sound.getnframes()), dtype=np.int16).astype(float)


def test_the_voice_of_a_new_project_is_offered_first() -> None:
    assert ScratchVoice().voices()[0].name == Voice().voice
    assert ScratchVoice().card.name == Voice().provider


def test_thirty_languages_and_more_are_offered_by_name() -> None:
    voices = ScratchVoice().voices()
    assert len({voice.language for voice in voices}) >= 30
    assert voices[0].title == "English (America), calm"
    assert {"English (Scotland), deep", "German, bright"} <= {voice.title for voice in voices}


@pytest.mark.parametrize("voice", LANGUAGES)
def test_every_language_is_heard(voice: str, tmp_path: Path) -> None:
    speech = _speak(GREETINGS.get(voice, "Salut! 1 2 3, a e i o u."), tmp_path / "a.wav", voice)
    samples = _samples(tmp_path / "a.wav")
    assert speech.length_s > 0.8
    assert np.abs(samples).max() > 3000
    assert np.mean(np.abs(samples) > 100) > 0.2


def test_the_manners_of_a_language_differ(tmp_path: Path) -> None:
    names = ("en-gb", "en-gb-bright", "en-gb-gentle", "en-gb-deep")
    pitches = [_pitch_hz(_speak_long(name, tmp_path)) for name in names]
    calm, bright, gentle, deep = pitches
    assert deep < calm < gentle < bright
    assert bright > 1.5 * calm


def _speak_long(voice: str, folder: Path) -> np.ndarray:
    _speak("Every great product starts with a problem.", folder / f"{voice}.wav", voice)
    return _samples(folder / f"{voice}.wav")


def _pitch_hz(samples: np.ndarray) -> float:
    """The median pitch by autocorrelation of loud windows of 46 ms."""
    found = []
    for start in range(0, len(samples) - 1024, 512):
        window = samples[start : start + 1024] * np.hanning(1024)
        if np.sqrt(np.mean(window**2)) > 800:
            power = np.abs(np.fft.rfft(window, 4096)) ** 2
            echo = np.fft.irfft(power)[SAMPLE_RATE_HZ // 320 : SAMPLE_RATE_HZ // 60]
            found.append(SAMPLE_RATE_HZ / (SAMPLE_RATE_HZ // 320 + int(np.argmax(echo))))
    return float(np.median(found))


def test_edges_are_quiet_and_short(tmp_path: Path) -> None:
    _speak("Every great product starts with a problem.", tmp_path / "a.wav")
    loud = np.flatnonzero(np.abs(_samples(tmp_path / "a.wav")) > 150) / SAMPLE_RATE_HZ
    length_s = len(_samples(tmp_path / "a.wav")) / SAMPLE_RATE_HZ
    assert 0.02 <= loud[0] <= 0.06
    assert 0.08 <= length_s - loud[-1] <= 0.18


def test_level_is_even_and_never_clips(tmp_path: Path) -> None:
    for voice in ("en-us", "en-us-bright", "de-deep", "fr-gentle"):
        _speak("One, two, three! What a day this was, was it not?", tmp_path / "a.wav", voice)
        samples = _samples(tmp_path / "a.wav") / 32768
        level_db = 10 * np.log10(np.mean(samples**2))
        assert np.abs(samples).max() <= 10 ** (-2 / 20) + 0.001
        assert -28 < level_db < -19


def test_sentences_are_parted_by_a_pause(tmp_path: Path) -> None:
    speech = _speak("This is one. This is two.", tmp_path / "a.wav")
    gap_s = speech.words[3].start_s - speech.words[2].end_s
    assert gap_s == pytest.approx(SENTENCE_PAUSE_S, abs=0.08)


def test_a_long_text_is_spoken_whole(tmp_path: Path) -> None:
    text = "Mercury is the smallest planet and the fastest. " * 100
    speech = _speak(text, tmp_path / "a.wav")
    starts = [word.start_s for word in speech.words]
    assert len(speech.words) == 800
    assert 300 < speech.length_s < 420
    # The same sentence takes the same time wherever it stands.
    spans = np.diff(starts[::8])
    assert spans.max() - spans.min() < 0.06


def test_an_unknown_voice_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(MissingPart, match="Choose one of the voices"):
        _speak("Hello", tmp_path / "a.wav", "klingon")


def test_markup_and_odd_characters_are_only_text(tmp_path: Path) -> None:
    speech = _speak("a <break time='9s'/> b [[h@]] & \x00 \ud800 end", tmp_path / "a.wav")
    assert speech.words[-1].text == "end"
    assert speech.length_s < 12


@pytest.mark.parametrize(
    ("narration", "read"),
    [
        ("In 1969 we", "In 19 69 we"),
        ("in 1905.", "in 19 oh 5."),
        ("the 1960s", "the 19 sixties"),
        ("1,969 and 19.69", "1,969 and 19.69"),
        ("1500 metres", "1500 metres"),
        ("$5 million", "5 million dollars"),
        ("€2.50 or £3", "2.50 euros or 3 pounds"),
        ("at 90 km/h", "at 90 kilometres per hour"),
        ("20 °C", "20 degrees Celsius"),
        ("Dr. Smith vs. No. 5", "Dr Smith versus number 5"),
        ("See https://www.a.com!", "See a.com!"),
        ("*bold* and `code`", "bold and code"),
        ("Hi!!! “you” …", "Hi! you …"),
        ("it’s", "it's"),
        ("go 👩‍👩‍👧 x", "go  x"),
    ],
)
def test_english_is_read_as_people_say_it(narration: str, read: str) -> None:
    assert "".join(phrase.text for phrase in phrases(narration, "en-US")) == read


def test_other_languages_keep_their_numbers() -> None:
    assert phrases("Im Jahr 1969", "de")[0].text == "Im Jahr 1969"


@pytest.mark.parametrize(
    ("narration", "count"),
    [
        ("One. Two! Three? Four…", 4),
        ("Mr. Smith met J. F. Kennedy, e.g. here.", 1),
        ("It is 3.2 or 21.5.", 1),
        ("这是一。这是二！", 2),
        ("no stop here\n\nnor here", 2),
        ("word " * 200, 5),
        ("x" * 1000, 5),
    ],
)
def test_phrases_end_where_sentences_do(narration: str, count: int) -> None:
    assert len(phrases(narration, "en")) == count


@given(st.text(max_size=300), st.sampled_from(["en-US", "ja"]))
def test_phrases_keep_their_places(narration: str, language: str) -> None:
    places = [place for phrase in phrases(narration, language) for place in phrase.places]
    assert places == sorted(places)
    assert all(0 <= place < len(narration) for place in places)
    assert all(len(p.text) == len(p.places) for p in phrases(narration, language))


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet="ab, .月🚀é1\n", max_size=60),
    st.lists(st.tuples(st.integers(0, 80), st.floats(0, 4)), max_size=30),
    st.integers(0, 3 * SAMPLE_RATE_HZ),
)
def test_word_times_hold_whatever_the_engine_says(
    text: str, marks: list[tuple[int, float]], length: int
) -> None:
    samples = np.zeros(length + SAMPLE_RATE_HZ, dtype=np.int16)
    samples[1000:9000] = 9000
    words = display_words(text)
    spoken = spoken_words(words, [Mark(*mark) for mark in marks], samples)
    assert [word.text for word in spoken] == [word.text for word in words]
    last = 0.0
    for word in spoken:
        assert last <= word.start_s <= word.end_s <= len(samples) / SAMPLE_RATE_HZ + 1e-4
        last = word.end_s


def test_silence_around_a_phrase_is_cut_and_its_marks_follow() -> None:
    tone = (9000 * np.sin(np.arange(4410) / 10)).astype(np.int16).tobytes()
    quiet = bytes(2 * 4410)
    phrase = Utterance(quiet + tone + quiet, (Mark(0, 0.2), Mark(5, 0.3)))
    joined = sound.join([(phrase, 0.5), (phrase, 9.0)])
    assert joined.length_s == pytest.approx(0.03 + 0.2 + 0.5 + 0.2 + 0.1, abs=0.012)
    assert [m.at_s for m in joined.marks] == pytest.approx([0.03, 0.13, 0.73, 0.83], abs=0.012)


def test_a_word_without_a_mark_shares_its_neighbours_time() -> None:
    samples = np.full(SAMPLE_RATE_HZ, 5000, dtype=np.int16)
    words = display_words("aa bb cc dd")
    spoken = spoken_words(words, [Mark(0, 0.0), Mark(9, 0.9)], samples)
    assert [w.start_s for w in spoken] == pytest.approx([0.0, 0.3, 0.6, 0.9])
