"""Plays a score: notes into parts, parts into sections, sections into the finished piece.

A section is played once and laid down, ringing and all, wherever it stands, and all
that follows is the same at every moment. So two passages made of the same sections are
the same samples, which is what lets the music be repeated without a seam.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from random import Random

import numpy as np

from studio.domain.take import MusicMarks
from studio.providers.composed_music.instruments import INSTRUMENTS, Stereo
from studio.providers.composed_music.moods import Mood
from studio.providers.composed_music.room import Signal, convolved, room, tone
from studio.providers.composed_music.score import TICKS, Score, Section
from studio.providers.composed_music.synthesis import RATE

_RING_S = 5.0
_SHORTEST_TAIL_S = 0.4
_LATEST_S = 0.007
_LEVEL = 0.12
_WARMTH = 1.4


@dataclass(frozen=True)
class Channel:
    """A part's place in the mix: its level in decibels and how much of it the room hears."""

    level_db: float
    send: float


CHANNELS: dict[str, Channel] = {
    "pad": Channel(-7.0, 0.6),
    "keys": Channel(-2.0, 0.6),
    "bass": Channel(-3.0, 0.05),
    "lead": Channel(0.0, 0.9),
    "drums": Channel(-7.0, 0.3),
}


@dataclass(frozen=True)
class Grid:
    """Where bars fall: whole samples, so that no bar is longer than another."""

    tick: int
    bar: int

    @classmethod
    def of(cls, score: Score) -> Grid:
        """The grid nearest to the score's tempo."""
        tick = round(60 * RATE / score.tempo_bpm / TICKS)
        return cls(tick, tick * TICKS * score.beats)


def played_out(score: Score, mood: Mood, seed: int) -> tuple[Stereo, MusicMarks]:
    """The piece as stereo float32 (n, 2), within ±0.9, and where it may be cut."""
    grid = Grid.of(score)
    band = _band(mood)
    tail = int((_SHORTEST_TAIL_S + mood.room.fade_s / 2) * RATE)
    dry, sent = _laid_down(score, band, grid, tail)
    whole = dry + np.float32(mood.room.wet) * convolved(sent, room(mood.room.fade_s, seed))
    return _finished(convolved(whole, tone()), tail), _marks(score, grid)


def _band(mood: Mood) -> dict[str, str]:
    return {**asdict(mood.band), "drums": "drums"}


def _laid_down(
    score: Score, band: Mapping[str, str], grid: Grid, tail: int
) -> tuple[Signal, np.ndarray]:
    """The whole piece without its room, and what the room hears of it (one side)."""
    ring = int(_RING_S * RATE)
    length = score.bar_of(len(score.sections)) * grid.bar + tail
    dry, sent = np.zeros((length + ring, 2), np.float32), np.zeros(length + ring, np.float32)
    takes = {s.name: _take(s, band, grid) for s in score.sections}
    levels = _levels(takes)
    mixes = {name: _mix(take, levels) for name, take in takes.items()}
    for place, section in enumerate(score.sections):
        at = score.bar_of(place) * grid.bar
        heard, echoed = mixes[section.name]
        end = min(len(dry), at + len(heard))
        dry[at:end] += heard[: end - at]
        sent[at:end] += echoed[: end - at]
    return np.ascontiguousarray(dry[:length]).view(np.complex64)[:, 0], sent[:length]


def _take(section: Section, band: Mapping[str, str], grid: Grid) -> dict[str, Stereo]:
    """Every part of a section by itself, its last notes ringing on."""
    length = section.bars * grid.bar + int(_RING_S * RATE)
    random = Random(section.name)
    sounded = lru_cache(maxsize=64)(_sounded)
    parts: dict[str, Stereo] = {}
    for note in sorted(section.notes, key=lambda note: (note.part, note.at, note.pitch)):
        part = parts.setdefault(note.part, np.zeros((length, 2), np.float32))
        late = random.randrange(int(_LATEST_S * RATE)) if note.part in ("keys", "lead") else 0
        at = note.at * grid.tick + late
        sound = sounded(band[note.part], note.pitch, note.length * grid.tick)[: length - at]
        part[at : at + len(sound)] += np.float32(note.velocity) * sound
    return parts


def _sounded(instrument: str, pitch: int, held: int) -> Stereo:
    return INSTRUMENTS[instrument](pitch, held)


def _levels(takes: Mapping[str, Mapping[str, Stereo]]) -> dict[str, float]:
    """Factors that bring every part to its channel's level where it is loudest."""
    loudest: dict[str, float] = {}
    for take in takes.values():
        for part, sound in take.items():
            loudest[part] = max(loudest.get(part, 0.0), float(np.sqrt(np.mean(sound**2))))
    return {
        part: 10 ** (CHANNELS[part].level_db / 20) * _LEVEL / max(rms, 1e-9)
        for part, rms in loudest.items()
    }


def _mix(take: Mapping[str, Stereo], levels: Mapping[str, float]) -> tuple[Stereo, np.ndarray]:
    heard = sum(np.float32(levels[part]) * sound for part, sound in take.items())
    echoed = sum(
        np.float32(levels[part] * CHANNELS[part].send / 2) * sound.sum(axis=1)
        for part, sound in take.items()
    )
    return np.asarray(heard), np.asarray(echoed)


def _finished(whole: Signal, tail: int) -> Stereo:
    """Evenly loud, softly saturated, its last `tail` samples faded to nothing."""
    sound = whole.view(np.float32).reshape(-1, 2)
    sound *= np.float32(_LEVEL / np.sqrt(np.mean(sound**2)) * _WARMTH)
    np.tanh(sound, out=sound)
    sound[-tail:] *= np.linspace(1, 0, tail, dtype=np.float32)[:, None] ** 2
    return sound / np.float32(_WARMTH)


def _marks(score: Score, grid: Grid) -> MusicMarks:
    bar = grid.bar / RATE
    ending = score.bar_of(score.ending) * bar
    return MusicMarks(
        tempo_bpm=60 * RATE / (grid.tick * TICKS),
        bar_s=bar,
        loop_start_s=score.bar_of(score.loop_first) * bar,
        loop_end_s=ending,
        ending_s=ending,
    )
