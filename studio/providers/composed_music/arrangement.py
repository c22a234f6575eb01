"""Composes: from a mood and a seed to a score.

The form is an opening, sections, and an ending. A section of one name is composed once
and sounds the same wherever it returns; from the end of the first A to the end of the
last the music may be repeated, because both ends follow the same A.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from studio.providers.composed_music import texture
from studio.providers.composed_music.melody import Motif, Singer, new_motif
from studio.providers.composed_music.moods import TONICS, Mood
from studio.providers.composed_music.score import TICKS, Note, Score, Section
from studio.providers.composed_music.theory import Chord, Key, chord, chords

_PHRASE = 4
_LAST_BARS = 2
_FORCE = {"A": 0.92, "B": 1.0, "C": 0.85}


@dataclass(frozen=True)
class Material:
    """What a piece is made of: its key, its progressions and its two motifs."""

    key: Key
    home: tuple[Chord, ...]
    away: tuple[Chord, ...]
    cadence: tuple[Chord, ...]
    tonic: Chord
    motif: Motif
    second: Motif


def composed(mood: Mood, seed: int) -> Score:
    """The piece of `mood` that `seed` gives; the same pair gives the same piece."""
    random = Random(f"{mood.name} {seed}")
    tempo = random.randint(*mood.tempo)
    material = _material(mood, random)
    opening, bars = mood.form.opening, mood.form.section
    parts = {name: _section(mood, material, name, bars) for name in sorted(set(mood.form.order))}
    sections = (
        _opening(mood, material, opening),
        *(parts[name] for name in mood.form.order),
        _ending(mood, material),
    )
    return Score(tempo, mood.beats, sections, loop_first=2, ending=len(sections) - 1)


def _material(mood: Mood, random: Random) -> Material:
    key = Key(random.choice(TONICS), mood.harmony.mode)
    return Material(
        key=key,
        home=chords(random.choice(mood.harmony.home), key),
        away=chords(random.choice(mood.harmony.away), key),
        cadence=chords(mood.harmony.cadence, key),
        tonic=chord(mood.harmony.rest, key),
        motif=new_motif(random, mood.beats, mood.pattern.motion),
        second=new_motif(random, mood.beats, mood.pattern.motion),
    )


def _opening(mood: Mood, material: Material, bars: int) -> Section:
    """Keys alone over held chords: the room is shown before anybody speaks in it."""
    bar = mood.beats * TICKS
    harmony = material.home[:bars]
    notes = [
        *(_played(mood.band.pad, texture.pad(harmony, bar))),
        *(_played(mood.band.keys, texture.keys(harmony, _figure(mood, "A"), bar))),
    ]
    return Section("opening", bars, tuple(_softer(notes, 0.8)))


def _section(mood: Mood, material: Material, name: str, bars: int) -> Section:
    """A is home with the first motif, B away with the second, C away without a melody."""
    bar = mood.beats * TICKS
    harmony = _harmony(material, name, bars)
    notes = [
        *(_played(mood.band.pad, texture.pad(harmony, bar))),
        *(_played(mood.band.keys, texture.keys(harmony, _figure(mood, name), bar))),
        *texture.bass(harmony, texture.BASSES[mood.pattern.line], bar),
        *texture.drums(mood.pattern.groove, bars, bar),
        *([] if name == "C" else _melody(mood, material, name, harmony)),
    ]
    return Section(name, bars, tuple(_softer(notes, _FORCE[name])))


def _figure(mood: Mood, name: str) -> str:
    return texture.FIGURES[mood.pattern.figures[0 if name == "A" else 1]]


def _harmony(material: Material, name: str, bars: int) -> tuple[Chord, ...]:
    """A progression as often as it takes; a B or C comes back by way of the cadence."""
    progression = material.home if name == "A" else material.away
    harmony = progression * (bars // len(progression))
    return harmony if name == "A" else (*harmony[: -len(material.cadence)], *material.cadence)


def _melody(mood: Mood, material: Material, name: str, harmony: tuple[Chord, ...]) -> list[Note]:
    bar = mood.beats * TICKS
    lift = 0 if name == "A" else 3
    singer = Singer(material.key, mood.beats, mood.pattern.low + lift, mood.pattern.high + lift)
    motif = material.motif if name == "A" else material.second
    notes: list[Note] = []
    for first in range(0, len(harmony), _PHRASE):
        is_last = first + _PHRASE >= len(harmony)
        phrase = singer.phrase(
            motif, harmony[first : first + _PHRASE], is_closed=is_last and name == "A"
        )
        notes.extend(_moved(phrase, first * bar))
    return notes


def _ending(mood: Mood, material: Material) -> Section:
    """The cadence, then the tonic: struck once by everybody and left to ring."""
    bar = mood.beats * TICKS
    count = len(material.cadence)
    harmony = (*material.cadence, *(material.tonic,) * _LAST_BARS)
    singer = Singer(material.key, mood.beats, mood.pattern.low, mood.pattern.high)
    line = singer.phrase(material.motif.shortened(), harmony[: count + 1], is_closed=True)
    notes = [
        *_played(mood.band.pad, texture.pad(harmony, bar)),
        *_played(mood.band.keys, texture.keys(harmony[:count], _figure(mood, "A"), bar)),
        *_played(mood.band.keys, _moved(_spread(material.tonic, bar), count * bar)),
        *texture.bass(harmony[:count], texture.BASSES[mood.pattern.line], bar),
        *_moved(texture.bass((material.tonic,), texture.LAST, bar * _LAST_BARS), count * bar),
        *texture.drums(mood.pattern.groove, count, bar),
        *_moved(texture.drums(mood.pattern.groove, 1, TICKS), count * bar),
        *line,
    ]
    return Section("ending", count + _LAST_BARS, tuple(notes))


def _spread(tonic: Chord, bar: int) -> list[Note]:
    """The last chord from the bottom up, a sixteenth between its notes."""
    (pitches,) = texture.voicings((tonic,), *texture.KEYS_RANGE)
    rising = (*pitches, pitches[0] + 12)
    return [
        Note("keys", n * TICKS // 4, _LAST_BARS * bar, pitch, 0.7 - 0.05 * n)
        for n, pitch in enumerate(rising)
    ]


def _played(player: str, notes: list[Note]) -> list[Note]:
    return [] if player == "none" else notes


def _moved(notes: list[Note], by: int) -> list[Note]:
    return [Note(n.part, n.at + by, n.length, n.pitch, n.velocity) for n in notes]


def _softer(notes: list[Note], factor: float) -> list[Note]:
    return [Note(n.part, n.at, n.length, n.pitch, n.velocity * factor) for n in notes]
