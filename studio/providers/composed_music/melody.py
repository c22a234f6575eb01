"""Melodies grown from a motif: stated, answered, led on, and brought to rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from studio.providers.composed_music.score import TICKS, Note
from studio.providers.composed_music.theory import Chord, Key, ladder, nearest, scale_under

Rhythm = tuple[tuple[float, float], ...]
"""(start, length) of every note of a bar, in beats."""

RHYTHMS: dict[tuple[int, str], tuple[Rhythm, ...]] = {
    (4, "sparse"): (
        ((0, 3), (3, 1)),
        ((0, 2), (2, 2)),
        ((0, 1.5), (1.5, 0.5), (2, 2)),
        ((1, 1), (2, 2)),
    ),
    (4, "moving"): (
        ((0, 1), (1, 0.5), (1.5, 0.5), (2, 2)),
        ((0, 1.5), (1.5, 0.5), (2, 1), (3, 1)),
        ((0.5, 0.5), (1, 1), (2, 1.5)),
        ((0, 0.5), (0.5, 0.5), (1, 1), (2, 1.5)),
    ),
    (3, "sparse"): (((0, 2), (2, 1)), ((0, 3),), ((0, 1.5), (1.5, 0.5), (2, 1))),
    (3, "moving"): (
        ((0, 1), (1, 1), (2, 1)),
        ((0, 1.5), (1.5, 0.5), (2, 1)),
        ((0, 1), (1, 0.5), (1.5, 0.5), (2, 1)),
    ),
}

_CONTOURS = ((0, 1, 2, 1), (0, 2, 1, 0), (0, -1, -2, 0), (0, 1, -1, 0), (0, 3, 2, 1), (0, 2, 3, 1))
_ARCH = (0, 2, 4, 0)
_LONG_BEATS = 1.0


@dataclass(frozen=True)
class Motif:
    """A rhythm and the scale steps of its notes from the first one."""

    rhythm: Rhythm
    steps: tuple[int, ...]

    def inverted(self) -> Motif:
        """The same rhythm with every step the other way: an answer."""
        return replace(self, steps=tuple(-step for step in self.steps))

    def shortened(self) -> Motif:
        """Its first half twice over would press; its first notes alone let the line breathe."""
        keep = max(1, len(self.rhythm) - 1)
        return Motif(self.rhythm[:keep], self.steps[:keep])


def new_motif(random: Random, beats: int, motion: str) -> Motif:
    """A motif for bars of `beats`; `motion` is "sparse" or "moving"."""
    rhythm = random.choice(RHYTHMS[beats, motion])
    contour = random.choice(_CONTOURS)
    return Motif(rhythm, contour[: len(rhythm)])


@dataclass(frozen=True)
class Singer:
    """Who sings: the key, the beats in a bar and the range of the voice, in MIDI pitches."""

    key: Key
    beats: int
    low: int
    high: int

    def phrase(self, motif: Motif, chords: Sequence[Chord], *, is_closed: bool) -> list[Note]:
        """A bar of melody over each of `chords`: statement, answer, sequence, cadence.

        A closed phrase rests on the tonic chord's root or third, an open one on a tone
        that asks to go on.
        """
        notes: list[Note] = []
        pitch = nearest(ladder(chords[0].tones, self.low, self.high), (self.low + self.high) / 2)
        middle = pitch
        for bar, chord in enumerate(chords[:-1]):
            shape = (motif, motif.inverted(), motif)[bar % 3]
            anchor = middle + _ARCH[bar % len(_ARCH)]
            pitch = self._bar(notes, bar, shape, chord, (anchor + pitch) / 2)
        self._rest(notes, len(chords) - 1, chords[-1], pitch, is_closed=is_closed)
        return notes

    def _bar(self, notes: list[Note], bar: int, motif: Motif, chord: Chord, anchor: float) -> int:
        scale = ladder(scale_under(chord, self.key), self.low, self.high)
        tones = ladder(chord.tones[:3], self.low, self.high)
        fresh = [tone for tone in tones if not notes or tone != notes[-1].pitch]
        start = scale.index(nearest(fresh, anchor))
        pitch = scale[start]
        for (beat, length), step in zip(motif.rhythm, motif.steps, strict=True):
            pitch = scale[max(0, min(len(scale) - 1, start + step))]
            if length >= _LONG_BEATS or beat % 2 == 0:
                pitch = nearest(tones, pitch)
            notes.append(self._note(bar, beat, length, pitch))
        return pitch

    def _rest(
        self, notes: list[Note], bar: int, chord: Chord, before: int, *, is_closed: bool
    ) -> None:
        goals = chord.tones[:2] if is_closed else chord.tones[1:3]
        goal = nearest(ladder(goals, self.low, self.high), before)
        scale = ladder(scale_under(chord, self.key), self.low, self.high)
        above = scale[min(len(scale) - 1, scale.index(goal) + 1)]
        is_close = abs(before - goal) <= 2
        if is_closed and not is_close:
            notes.append(self._note(bar, 0, 0.5, above))
            notes.append(self._note(bar, 0.5, self.beats - 1.5, goal))
            return
        notes.append(self._note(bar, 0, self.beats - 1, goal))

    def _note(self, bar: int, beat: float, length: float, pitch: int) -> Note:
        at = round((bar * self.beats + beat) * TICKS)
        velocity = 0.8 if beat == 0 else 0.7 if beat % 1 == 0 else 0.6
        return Note("lead", at, round(length * TICKS), pitch, velocity)
