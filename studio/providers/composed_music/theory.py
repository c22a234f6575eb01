"""Keys, scales, chords and the smoothest way from one chord to the next.

Pitches are MIDI numbers (60 is middle C, 12 to the octave); a pitch class is one modulo 12.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MODES: dict[str, tuple[int, ...]] = {
    "major": (0, 2, 4, 5, 7, 9, 11),
    "lydian": (0, 2, 4, 6, 7, 9, 11),
    "mixolydian": (0, 2, 4, 5, 7, 9, 10),
    "dorian": (0, 2, 3, 5, 7, 9, 10),
    "minor": (0, 2, 3, 5, 7, 8, 10),
}

_NUMERALS = {"i": 0, "ii": 1, "iii": 2, "iv": 3, "v": 4, "vi": 5, "vii": 6}
_SYMBOL = re.compile(r"(?P<numeral>[ivIV]+)(?P<suffix>7|9|sus2|sus4)?")
_TONES = {
    None: (0, 2, 4),
    "7": (0, 2, 4, 6),
    "9": (0, 2, 4, 8),
    "sus2": (0, 1, 4),
    "sus4": (0, 3, 4),
}
_MAJOR_THIRD = 4


@dataclass(frozen=True)
class Key:
    """A tonic (pitch class) and a mode, a name in `MODES`."""

    tonic: int
    mode: str

    @property
    def scale(self) -> tuple[int, ...]:
        """The seven pitch classes from the tonic up."""
        return tuple((self.tonic + step) % 12 for step in MODES[self.mode])


@dataclass(frozen=True)
class Chord:
    """Pitch classes, the root first."""

    symbol: str
    tones: tuple[int, ...]

    @property
    def root(self) -> int:
        """The pitch class the chord stands on."""
        return self.tones[0]

    @property
    def fifth(self) -> int:
        """The pitch class of its fifth."""
        return self.tones[2]


def chord(symbol: str, key: Key) -> Chord:
    """The chord a Roman numeral names in `key`, such as `IV`, `vi7`, `Isus2` or `ii9`.

    Its tones are the scale's, whatever the case of the numeral, but for `V`, which has a
    leading note in every mode: that is what makes a cadence of it.
    """
    match = _SYMBOL.fullmatch(symbol)
    if match is None:
        raise ValueError(f"{symbol!r} is no chord")
    degree = _NUMERALS[match["numeral"].lower()]
    tones = [key.scale[(degree + step) % 7] for step in _TONES[match["suffix"]]]
    if match["numeral"] == "V" and match["suffix"] in (None, "7", "9"):
        tones[1] = (tones[0] + _MAJOR_THIRD) % 12
    return Chord(symbol, tuple(tones))


def chords(symbols: str, key: Key) -> tuple[Chord, ...]:
    """The chords that `symbols`, parted by spaces, name in `key`."""
    return tuple(chord(symbol, key) for symbol in symbols.split())


def scale_under(chord: Chord, key: Key) -> tuple[int, ...]:
    """The scale a melody uses over `chord`: a raised tone takes its natural one's place."""
    raised = {tone for tone in chord.tones if tone not in key.scale}
    kept = (tone for tone in key.scale if (tone + 1) % 12 not in raised)
    return tuple(sorted({*kept, *raised}))


def ladder(classes: Iterable[int], low: int, high: int) -> tuple[int, ...]:
    """Every pitch from `low` to `high`, both included, whose class is among `classes`."""
    wanted = {tone % 12 for tone in classes}
    return tuple(pitch for pitch in range(low, high + 1) if pitch % 12 in wanted)


def nearest(rungs: Sequence[int], pitch: float) -> int:
    """The rung closest to `pitch`, the lower of two."""
    return min(rungs, key=lambda rung: (abs(rung - pitch), rung))


def voiced(chord: Chord, before: Sequence[int], low: int, high: int) -> tuple[int, ...]:
    """`chord` as one pitch per tone within `low` … `high`, moving least from `before`.

    Voices stay a whole tone or more apart, and within an octave and a half altogether.
    """
    choices = [ladder([tone], low, high) for tone in chord.tones]
    candidates = [tuple(sorted(pitches)) for pitches in itertools.product(*choices)]
    open_ones = [pitches for pitches in candidates if _is_open(pitches)] or candidates
    return min(open_ones, key=lambda pitches: (_movement(before, pitches), pitches))


def _is_open(pitches: Sequence[int]) -> bool:
    gaps = [b - a for a, b in itertools.pairwise(pitches)]
    return min(gaps) >= 2 and pitches[-1] - pitches[0] <= 18


def _movement(before: Sequence[int], after: Sequence[int]) -> float:
    if not before:
        return 0.0
    steps = [min(abs(pitch - old) for old in before) for pitch in after]
    centre = sum(after) / len(after) - sum(before) / len(before)
    return sum(steps) + abs(centre)
