"""A score: sections of notes on a grid of ticks."""

from __future__ import annotations

from dataclasses import dataclass

TICKS = 24
"""Ticks in a beat: sixteenths and triplets both fall on one."""


@dataclass(frozen=True)
class Note:
    """`part` plays `pitch` (MIDI, or the place of a drum) for `length` ticks from tick `at`.

    `velocity` is 0 … 1.
    """

    part: str
    at: int
    length: int
    pitch: int
    velocity: float


@dataclass(frozen=True)
class Section:
    """`bars` bars whose notes are counted from the first one's start."""

    name: str
    bars: int
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Score:
    """Sections in the order they are played, at `tempo_bpm`, `beats` to the bar.

    Sections `loop_first` up to, not including, `ending` may be repeated.
    """

    tempo_bpm: float
    beats: int
    sections: tuple[Section, ...]
    loop_first: int
    ending: int

    def bar_of(self, place: int) -> int:
        """The bar, from 0, in which the section at `place` starts."""
        return sum(section.bars for section in self.sections[:place])
