"""That the embedded music is composed: harmony, motif, cadence, form, and a sound to speak over."""

import itertools
from collections.abc import Callable
from functools import cache

import numpy as np
import pytest

from studio.domain.take import MusicMarks
from studio.providers.composed_music import theory
from studio.providers.composed_music.arrangement import composed
from studio.providers.composed_music.instruments import INSTRUMENTS
from studio.providers.composed_music.melody import RHYTHMS
from studio.providers.composed_music.mixdown import played_out
from studio.providers.composed_music.moods import MOODS, Mood
from studio.providers.composed_music.score import TICKS, Note, Score, Section
from studio.providers.composed_music.synthesis import RATE
from studio.providers.composed_music.texture import BASSES, FIGURES, GROOVES

SEEDS = range(12)
every_mood = pytest.mark.parametrize("mood", MOODS, ids=lambda mood: mood.name)

Played = Callable[[Mood], tuple[np.ndarray, MusicMarks]]


@pytest.fixture(scope="module")
def played() -> Played:
    """Plays each mood's first piece once for all tests of this module."""

    @cache
    def piece(mood: Mood) -> tuple[np.ndarray, MusicMarks]:
        return played_out(composed(mood, 1), mood, 1)

    return piece


def bars(score: Score, section: Section) -> list[list[Note]]:
    """The notes that begin in each bar of a section."""
    bar = score.beats * TICKS
    return [[n for n in section.notes if n.at // bar == k] for k in range(section.bars)]


def of(part: str, notes: list[Note]) -> list[Note]:
    return sorted((n for n in notes if n.part == part), key=lambda n: n.at)


def classes_sounding(score: Score, section: Section, bar: int, parts: set[str]) -> set[int]:
    length = score.beats * TICKS
    return {
        n.pitch % 12
        for n in section.notes
        if n.part in parts and n.at < (bar + 1) * length and n.at + n.length > bar * length
    }


# Theory


@pytest.mark.parametrize(
    ("symbol", "mode", "tones"),
    [
        ("I", "major", (0, 4, 7)),
        ("vi7", "major", (9, 0, 4, 7)),
        ("Vsus4", "major", (7, 0, 2)),
        ("IV9", "major", (5, 9, 0, 7)),
        ("V", "minor", (7, 11, 2)),
        ("v7", "mixolydian", (7, 10, 2, 5)),
        ("IV", "dorian", (5, 9, 0)),
    ],
)
def test_numerals_name_chords(symbol: str, mode: str, tones: tuple[int, ...]) -> None:
    assert theory.chord(symbol, theory.Key(0, mode)).tones == tones


def test_unknown_numeral_is_refused() -> None:
    with pytest.raises(ValueError, match="no chord"):
        theory.chord("H7", theory.Key(0, "major"))


def test_melody_scale_takes_the_leading_note() -> None:
    key = theory.Key(9, "minor")
    under = theory.scale_under(theory.chord("V", key), key)
    assert 8 in under
    assert 7 not in under
    assert len(under) == 7


def test_voices_move_as_little_as_they_can() -> None:
    key = theory.Key(0, "major")
    one = theory.voiced(theory.chord("I", key), (55, 60, 64), 50, 72)
    two = theory.voiced(theory.chord("vi", key), one, 50, 72)
    assert len(set(one) & set(two)) == 2
    assert max(abs(a - b) for a, b in zip(one, two, strict=True)) <= 2


# The table


@every_mood
def test_row_names_what_there_is(mood: Mood) -> None:
    key = theory.Key(0, mood.harmony.mode)
    for progression in (*mood.harmony.home, *mood.harmony.away):
        assert len(theory.chords(progression, key)) == 4
    for player in (mood.band.pad, mood.band.keys, mood.band.bass, mood.band.lead):
        assert player == "none" or player in INSTRUMENTS
    assert set(mood.pattern.figures) <= set(FIGURES)
    assert mood.pattern.line in BASSES
    assert mood.pattern.groove in GROOVES
    assert (mood.beats, mood.pattern.motion) in RHYTHMS
    for pattern in (*GROOVES[mood.pattern.groove].values(), BASSES[mood.pattern.line]):
        assert len(pattern) == mood.beats * 4


# The score


@every_mood
def test_everything_sung_or_played_agrees_with_the_chord(mood: Mood) -> None:
    for seed in SEEDS:
        score = composed(mood, seed)
        for section in score.sections[1:-1]:
            for place, notes in enumerate(bars(score, section)):
                chord = classes_sounding(score, section, place, {"pad"})
                assert {n.pitch % 12 for n in of("keys", notes)} <= chord
                assert {n.pitch % 12 for n in of("bass", notes)} <= chord
                long = [n for n in of("lead", notes) if n.length >= TICKS]
                assert {n.pitch % 12 for n in long} <= chord


@every_mood
def test_melody_sings_and_leaves_room(mood: Mood) -> None:
    for seed in SEEDS:
        score = composed(mood, seed)
        for section in score.sections[1:-1]:
            lead = of("lead", list(section.notes))
            leaps = [abs(b.pitch - a.pitch) for a, b in itertools.pairwise(lead)]
            assert all(a.at + a.length <= b.at for a, b in itertools.pairwise(lead))
            assert max(leaps, default=0) <= 12
            assert np.mean(leaps or [0]) <= 5
            assert len(lead) <= 4 * section.bars


@every_mood
def test_motif_is_stated_answered_and_led_on(mood: Mood) -> None:
    for seed in SEEDS:
        score = composed(mood, seed)
        phrase = [of("lead", notes) for notes in bars(score, score.sections[1])][:4]
        bar = score.beats * TICKS
        rhythms = [[(n.at % bar, n.length) for n in notes] for notes in phrase]
        assert rhythms[0] == rhythms[1] == rhythms[2] != rhythms[3]
        assert len({n.pitch for notes in phrase for n in notes}) >= 3
        assert phrase[3][-1].length >= 1.5 * TICKS


@every_mood
def test_form_returns_home_and_ends_on_the_tonic(mood: Mood) -> None:
    score = composed(mood, 3)
    names = [section.name for section in score.sections]
    assert names == ["opening", *mood.form.order, "ending"]
    assert score.sections[score.loop_first - 1] is score.sections[score.ending - 1]
    ending = list(score.sections[-1].notes)
    last_bass, last_lead = of("bass", ending)[-1], of("lead", ending)[-1]
    tonic = theory.chord(mood.harmony.rest, theory.Key(last_bass.pitch % 12, mood.harmony.mode))
    assert last_lead.pitch % 12 in tonic.tones[:2]
    assert last_bass.length >= score.beats * TICKS
    assert {n.pitch % 12 for n in of("keys", ending)[-4:]} <= set(tonic.tones)


def test_seeds_give_different_melodies() -> None:
    tunes = {tuple(n.pitch for n in composed(MOODS[0], s).sections[1].notes) for s in SEEDS}
    assert len(tunes) > len(SEEDS) // 2


# The sound


@every_mood
def test_piece_is_of_the_length_of_a_short_film(mood: Mood, played: Played) -> None:
    sound, marks = played(mood)
    assert 55 <= len(sound) / RATE <= 95
    assert mood.tempo[0] - 1 <= marks.tempo_bpm <= mood.tempo[1] + 1


@every_mood
def test_levels_are_sane(mood: Mood, played: Played) -> None:
    sound, _ = played(mood)
    rms = np.sqrt(np.mean(sound**2))
    crest_db = 20 * np.log10(np.abs(sound).max() / rms)
    assert np.abs(sound).max() < 0.9
    assert np.abs(sound.mean(axis=0)).max() < 1e-3
    assert 9 < crest_db < 18
    balance_db = 10 * np.log10(np.mean(sound[:, 0] ** 2) / np.mean(sound[:, 1] ** 2))
    assert abs(balance_db) < 1.5
    assert 0.4 < np.corrcoef(sound.T)[0, 1] < 0.97


@every_mood
def test_spectrum_is_warm_and_leaves_speech_its_place(mood: Mood, played: Played) -> None:
    sound, _ = played(mood)
    bands = _octave_levels_db(sound.mean(axis=1))
    middle, speech, air, rumble = (
        bands[250, 1000],
        bands[1000, 4000],
        bands[4000, 16000],
        bands[0, 30],
    )
    assert -24 < speech - middle < -6
    assert -45 < air - middle < -12
    assert rumble - middle < -12


@every_mood
def test_loop_repeats_to_the_bit_of_sixteen(mood: Mood, played: Played) -> None:
    sound, marks = played(mood)
    start, end = round(marks.loop_start_s * RATE), round(marks.loop_end_s * RATE)
    difference = np.abs(sound[start - RATE : start] - sound[end - RATE : end]).max()
    assert difference < 1 / 32768


@every_mood
def test_onsets_fall_on_the_grid(mood: Mood, played: Played) -> None:
    sound, marks = played(mood)
    body = sound[round(marks.loop_start_s * RATE) : round(marks.loop_end_s * RATE)].mean(axis=1)
    hop = 480
    power = np.log(
        1e-4 + np.sqrt(np.mean(body[: len(body) // hop * hop].reshape(-1, hop) ** 2, axis=1))
    )
    rises = np.maximum(0, np.diff(power))
    beat = 60 / marks.tempo_bpm / (hop / RATE)
    assert _strength(rises, beat * 4) > 1.4 * _strength(rises, beat * 4 * 0.937)


def _strength(rises: np.ndarray, period: float) -> float:
    """How strongly the rises come back every `period` steps, or a whole part of it."""
    turns = np.exp(-2j * np.pi * np.arange(len(rises)) / period)
    return float(max(np.abs((rises * turns**k).sum()) for k in (3, 4, 6, 8, 12, 16)))


def _octave_levels_db(mono: np.ndarray) -> dict[tuple[int, int], float]:
    frames = mono[: len(mono) // 8192 * 8192].reshape(-1, 8192) * np.hanning(8192)
    power = np.square(np.abs(np.fft.rfft(frames))).mean(axis=0)
    hz = np.fft.rfftfreq(8192, 1 / RATE)
    edges = [(0, 30), (250, 1000), (1000, 4000), (4000, 16000)]
    return {(a, b): 10 * np.log10(power[(hz >= a) & (hz < b)].sum()) for a, b in edges}
