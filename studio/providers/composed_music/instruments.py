"""The players: each turns a pitch and a length into sound.

A player's sound is stereo float32 of shape (n, 2) at 48 kHz, release included, of about
the same loudness whoever plays.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from studio.providers.composed_music.synthesis import (
    RATE,
    Wave,
    cycle,
    modulated,
    noise,
    played,
    plucked,
    sine,
    struck,
    swelling,
)
from studio.providers.composed_music.texture import DRUMS

Stereo = npt.NDArray[np.float32]
Player = Callable[[int, int], Stereo]


@dataclass(frozen=True)
class Bowed:
    """Sustained: partials that fall as 1 / n^`slope`, weaker above `cut_hz`.

    `voices` are (cents, pan) of players slightly out of tune with one another; `even` is
    the level of even partials; `vibrato` in cents sets in late, as a singer's does.
    """

    slope: float
    cut_hz: float
    attack_s: float
    release_s: float
    voices: tuple[tuple[float, float], ...] = ((0.0, 0.0),)
    even: float = 1.0
    vibrato: float = 0.0

    def __call__(self, pitch: int, held: int) -> Stereo:
        """Play `pitch` for `held` samples and let go."""
        hz = frequency(pitch)
        table = cycle(hz, lambda n: self._partials(n, hz))
        shape = swelling(held, self.attack_s, self.release_s)
        bend = self._bend(hz, len(shape)) if self.vibrato else None
        sound = np.zeros((len(shape), 2), np.float32)
        for place, (cents, pan) in enumerate(self.voices):
            tuned = hz * 2 ** (cents / 1200)
            voice = played(table, tuned, len(shape), 0.37 * place, bend)
            sound += panned(voice, pan)
        sound *= (shape / np.float32(len(self.voices) ** 0.5))[:, None]
        return sound

    def _partials(self, numbers: npt.NDArray[np.float64], hz: float) -> npt.NDArray[np.float64]:
        level = numbers**-self.slope / (1 + (numbers * hz / self.cut_hz) ** 2)
        return np.asarray(np.where(numbers % 2 == 0, self.even, 1.0) * level)

    def _bend(self, hz: float, count: int) -> Wave:
        """The phase of a vibrato of 5.2 Hz, which grows over the first second."""
        periods = hz * (2 ** (self.vibrato / 1200) - 1) / (2 * np.pi * 5.2)
        growth = np.clip(np.arange(count, dtype=np.float32) / RATE - 0.25, 0, 1)
        return np.asarray(played(sine(), 5.2, count) * growth * np.float32(periods))


@dataclass(frozen=True)
class Struck:
    """A body that rings and is damped when let go; see `synthesis.struck`."""

    partials: tuple[tuple[float, float, float], ...]
    length_s: float
    release_s: float
    width: float = 0.25

    def __call__(self, pitch: int, held: int) -> Stereo:
        """Strike `pitch`, damp it after `held` samples; low notes stand left, high ones right."""
        hz = frequency(pitch)
        ringing = (440 / hz) ** 0.35
        partials = tuple((r, level, s * ringing) for r, level, s in self.partials)
        sound = struck(hz, int(self.length_s * RATE), partials)
        return panned(damped(sound, held, self.release_s), self.width * placed(pitch))


@dataclass(frozen=True)
class Modulated:
    """An electric piano or a soft bass by frequency modulation."""

    ratio: float
    depth: float
    fade_s: float
    ring_s: float
    release_s: float
    width: float = 0.2

    def __call__(self, pitch: int, held: int) -> Stereo:
        """Strike `pitch`, damp it after `held` samples."""
        count = int(self.ring_s * RATE)
        sound = modulated(frequency(pitch), count, self.ratio, self.depth, self.fade_s)
        sound *= swelling(0, 0.0, self.ring_s)[:count]
        return panned(damped(sound, held, self.release_s), self.width * placed(pitch))


@dataclass(frozen=True)
class Plucked:
    """A plucked string."""

    softness: float
    release_s: float
    width: float = 0.3

    def __call__(self, pitch: int, held: int) -> Stereo:
        """Pluck `pitch`, damp it after `held` samples."""
        sound = plucked(frequency(pitch), int(2.2 * RATE), self.softness, seed=pitch)
        return panned(damped(sound, held, self.release_s), self.width * placed(pitch))


@dataclass(frozen=True)
class Drums:
    """Light percussion; the pitch is the drum's place in `texture.DRUMS`."""

    def __call__(self, pitch: int, held: int) -> Stereo:
        """Strike a drum; it rings as long as it does."""
        return _DRUMS[DRUMS[pitch]]()


def frequency(pitch: float) -> float:
    """Hertz of a MIDI pitch in equal temperament, A at 440."""
    return 440.0 * 2 ** ((pitch - 69) / 12)


def placed(pitch: int) -> float:
    """Where a pitch stands, as on a keyboard: low at the left (-1), high at the right (1)."""
    return float(np.clip((pitch - 65) / 12, -1, 1))


def panned(sound: Wave, pan: float) -> Stereo:
    """`sound` between left (-1) and right (1), equally loud everywhere."""
    angle = (np.clip(pan, -1, 1) + 1) * np.pi / 4
    return np.stack([sound * np.float32(np.cos(angle)), sound * np.float32(np.sin(angle))], axis=1)


def damped(sound: Wave, held: int, release_s: float) -> Wave:
    """`sound` let go after `held` samples, or in time to be silent at its end."""
    longest = max(0, len(sound) - int(release_s * RATE))
    shape = swelling(min(held, longest), 0.0, release_s)[: len(sound)]
    return np.asarray(sound[: len(shape)] * shape)


def _kick() -> Stereo:
    count = RATE // 3
    t = np.arange(count) / RATE
    bend = (28 * 0.03 * (1 - np.exp(-t / 0.03))).astype(np.float32)
    sound = played(sine(), 48, count, bend=bend) * np.exp(-t / 0.09).astype(np.float32)
    return panned(damped(sound, count // 2, 0.15), 0)


def _taiko() -> Stereo:
    count = RATE
    skin = struck(68, count, ((1, 1, 0.9), (1.59, 0.5, 0.5), (2.14, 0.3, 0.35), (2.65, 0.15, 0.25)))
    hit = noise(count, 80, 900, 7) * np.exp(-np.arange(count) / 900).astype(np.float32)
    return panned(skin * np.float32(0.7) + hit * np.float32(0.5), -0.1)


def _hiss(low_hz: float, high_hz: float, attack_s: float, fade_s: float, pan: float) -> Stereo:
    count = int(4 * fade_s * RATE)
    rise = max(1, int(attack_s * RATE))
    shape = np.minimum(np.arange(count) / rise, 1) * np.exp(-np.arange(count) / (fade_s * RATE))
    shape *= np.linspace(1, 0, count)
    return panned(noise(count, low_hz, high_hz, 3) * shape.astype(np.float32), pan)


def _click() -> Stereo:
    return panned(
        struck(1180, RATE // 6, ((1, 0.5, 0.09), (2.3, 0.25, 0.05), (0.5, 0.3, 0.07))), 0.25
    )


_DRUMS: dict[str, Callable[[], Stereo]] = {
    "kick": _kick,
    "taiko": _taiko,
    "click": _click,
    "brush": lambda: 0.7 * _hiss(900, 6500, 0.012, 0.07, -0.15),
    "snap": lambda: 0.8 * _hiss(1200, 5200, 0.001, 0.045, 0.1),
    "hat": lambda: 0.6 * _hiss(7000, 13000, 0.001, 0.02, 0.3),
    "shaker": lambda: 0.9 * _hiss(5200, 11000, 0.018, 0.022, -0.35),
}

_ENSEMBLE = ((-7.0, -0.8), (4.0, 0.8), (-3.0, -0.3), (8.0, 0.35))
_PAIR = ((-4.0, -0.6), (4.0, 0.6))
# (ratio, level, seconds to fade): strings are a little sharp in their upper partials.
_PIANO = (
    *((1, 1, 2.6), (2.001, 0.5, 1.8), (3.004, 0.28, 1.2), (4.009, 0.16, 0.9)),
    *((5.016, 0.1, 0.6), (6.02, 0.07, 0.45), (7.03, 0.05, 0.35), (9.05, 0.03, 0.2)),
)
_MARIMBA = ((1, 1, 0.8), (3.93, 0.35, 0.25), (9.2, 0.12, 0.1), (16.1, 0.04, 0.05))
_BELLS = (
    *((1, 1, 2.4), (2.0, 0.4, 1.6), (3.01, 0.26, 1.0)),
    *((4.17, 0.18, 0.7), (5.43, 0.1, 0.45), (6.79, 0.06, 0.3)),
)

INSTRUMENTS: dict[str, Player] = {
    "strings": Bowed(1.0, 3000, 0.7, 1.1, _ENSEMBLE),
    "dark strings": Bowed(1.1, 1500, 0.9, 1.2, _ENSEMBLE),
    "low strings": Bowed(1.0, 2600, 0.03, 0.16, _PAIR),
    "glow": Bowed(1.3, 2400, 0.5, 0.9, _ENSEMBLE),
    "glass": Bowed(1.5, 4500, 1.4, 2.2, _ENSEMBLE, even=0.4),
    "flute": Bowed(1.5, 4200, 0.09, 0.25, even=0.5, vibrato=14),
    "clarinet": Bowed(1.1, 2800, 0.05, 0.16, even=0.12, vibrato=6),
    "horn": Bowed(1.0, 1700, 0.12, 0.3, _PAIR, vibrato=5),
    "round": Modulated(1.0, 0.2, 0.8, 3.2, 0.12, width=0.0),
    "upright": Plucked(0.35, 0.09, width=0.0),
    "deep": Bowed(1.3, 700, 0.05, 0.3),
    "soft piano": Struck(_PIANO, 3.6, 0.35),
    "electric piano": Modulated(1.0, 0.24, 0.9, 3.4, 0.3),
    "plucked": Plucked(0.12, 0.25),
    "marimba": Struck(_MARIMBA, 1.1, 0.3),
    "bells": Struck(_BELLS, 3.2, 0.8, width=0.15),
    "drums": Drums(),
}
