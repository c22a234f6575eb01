"""Short sounds for the ways into a scene, synthesised: the same samples every time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from studio.compose.sound.tape import RATE, Sound

Wave = npt.NDArray[np.float64]

PEAK = 0.16
"""How high every one of them rises before mastering: about 8 dB below the peaks of speech."""

_CENTS_APART = 7.0


@dataclass(frozen=True)
class Effect:
    """A sound of `length_s`, whose loudest moment comes at `moment_s`; drawn by `wave`.

    `wave` gets the times of its samples in seconds and a source of noise; it gives (n, 2).
    """

    title: str
    length_s: float
    moment_s: float
    wave: Callable[[Wave, np.random.Generator], Wave]


def _whoosh(t: Wave, random: np.random.Generator) -> Wave:
    """Noise through a band that rises and falls, passing from left to right."""
    swelling = np.sin(np.pi * np.clip(t / 0.9, 0, 1)) ** 3
    band = _swept_noise(t, 250 * 2 ** (3.2 * swelling), random)
    side = np.clip(t / 0.9, 0, 1) * np.pi / 2
    sides = np.stack([band * np.cos(side), band * np.sin(side)], axis=1)
    return np.asarray(sides * swelling[:, None])


def _hit(t: Wave, random: np.random.Generator) -> Wave:
    """A soft, low stroke: a falling tone, and a breath of noise where it starts."""
    turns = 2 * np.pi * np.cumsum(75 + 120 * np.exp(-t / 0.04)) / RATE
    body = (np.sin(turns) + 0.3 * np.sin(3 * turns)) * np.exp(-t / 0.2)
    breath = _swept_noise(t, np.full(len(t), 1200.0), random) * np.exp(-t / 0.07)
    sound = (body + 0.6 * breath) * np.clip(t / 0.008, 0, 1)
    return np.stack([sound, sound], axis=1)


def _riser(t: Wave, random: np.random.Generator) -> Wave:
    """Tones and noise that climb two octaves and swell, until the new scene is there."""
    along = np.clip(t / 1.4, 0, 1)
    sides = []
    for cents in (-_CENTS_APART, _CENTS_APART):
        hz = 110 * 2 ** (2 * along + cents / 1200)
        turns = 2 * np.pi * np.cumsum(hz) / RATE
        sides.append(sum(np.sin(n * turns) / n**1.5 for n in (1, 2, 3)))
    noise = _swept_noise(t, 300 * 2 ** (3 * along), random)
    swelling = along**2 * np.exp(-np.clip(t - 1.4, 0, None) / 0.06)
    return np.asarray((np.stack(sides, axis=1) + 0.6 * noise[:, None]) * swelling[:, None])


def _swept_noise(t: Wave, hz: Wave, random: np.random.Generator) -> Wave:
    """Noise around `hz`, one frequency a sample: slow noise carried on a tone that sweeps."""
    steps = np.arange(0, len(t) + RATE // 300, RATE // 300)
    places = np.arange(len(t))
    slow = [np.interp(places, steps, random.standard_normal(len(steps))) for _ in range(2)]
    turns = 2 * np.pi * np.cumsum(hz) / RATE
    return np.asarray(slow[0] * np.cos(turns) + slow[1] * np.sin(turns))


EFFECTS: Mapping[str, Effect] = {
    "whoosh": Effect("Whoosh", 1.0, 0.45, _whoosh),
    "soft-hit": Effect("Soft hit", 1.2, 0.01, _hit),
    "riser": Effect("Riser", 1.7, 1.4, _riser),
}
"""Every sound a transition can have. To add one: its function above, and a line here."""


@cache
def sounded(name: str) -> Sound:
    """The effect `name` as samples of shape (n, 2), from silence to silence. Raises KeyError."""
    effect = EFFECTS[name]
    t = np.arange(round(effect.length_s * RATE)) / RATE
    wave = effect.wave(t, np.random.default_rng(20))
    fade = np.clip((t[-1] - t) / 0.03, 0, 1) * np.clip(t / 0.004, 0, 1)
    wave *= np.sin(np.pi / 2 * fade)[:, None] ** 2
    return np.asarray(wave * (PEAK / np.abs(wave).max()), np.float32)
