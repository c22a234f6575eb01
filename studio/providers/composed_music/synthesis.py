"""Sound out of numbers: wave tables, envelopes, struck bodies, plucked strings, noise.

Everything returns float32 of shape (n,) at 48 kHz.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Wave = npt.NDArray[np.float32]
Spectrum = Callable[[npt.NDArray[np.float64]], npt.NDArray[np.float64]]

RATE = 48_000

_TABLE_BITS = 14
_TABLE = 1 << _TABLE_BITS
_HIGHEST_HZ = 15_000.0


def cycle(hz: float, spectrum: Spectrum) -> Wave:
    """One period in 16,384 samples, with partials of `spectrum`(harmonic numbers) amplitude.

    No partial lies above 15 kHz when it is played at `hz`, so nothing folds back.
    """
    count = max(1, min(64, int(_HIGHEST_HZ / hz)))
    numbers = np.arange(1, count + 1, dtype=np.float64)
    bins = np.zeros(_TABLE // 2 + 1, np.complex128)
    bins[1 : count + 1] = spectrum(numbers) * np.exp(1j * numbers**2) * _TABLE / 2
    return np.asarray(np.fft.irfft(bins), np.float32)


@lru_cache(maxsize=1)
def sine() -> Wave:
    """One period of a sine."""
    return np.asarray(np.sin(np.arange(_TABLE) * (2 * np.pi / _TABLE)), np.float32)


def played(
    table: Wave, hz: float, count: int, start: float = 0.0, bend: Wave | None = None
) -> Wave:
    """`table` read at `hz` for `count` samples, from `start` (0 … 1) of its period.

    `bend`, of shape (count,), is added to the phase, in periods. The phase is kept in
    the 32 bits of an integer that wraps where the period does.
    """
    step = np.uint32(round(hz / RATE * 2**32))
    phase = np.arange(count, dtype=np.uint32) * step
    phase += np.uint32(int(start * 2**32) % 2**32)
    if bend is not None:
        phase += (bend.astype(np.float64) * 2**32).astype(np.int64).astype(np.uint32)
    return np.asarray(table[phase >> np.uint32(32 - _TABLE_BITS)])


def decay(count: int, seconds: float) -> Wave:
    """From 1, falling by 60 dB in `seconds`."""
    falling = np.arange(count, dtype=np.float32) * np.float32(-6.908 / (seconds * RATE))
    return np.asarray(np.exp(falling))


def swelling(held: int, attack_s: float, release_s: float) -> Wave:
    """Up in `attack_s`, kept until `held` samples have passed, and away in `release_s`.

    Both are quarters of a sine squared, without a corner.
    """
    rise = min(held, max(1, int(attack_s * RATE)))
    fall = max(1, int(release_s * RATE))
    shape = np.ones(held + fall, np.float32)
    shape[:rise] = np.sin(np.linspace(0, np.pi / 2, rise)) ** 2
    shape[held:] = np.cos(np.linspace(0, np.pi / 2, fall)) ** 2
    return shape


def struck(hz: float, count: int, partials: tuple[tuple[float, float, float], ...]) -> Wave:
    """A struck body: partials of (ratio to `hz`, level, seconds to fade by 60 dB)."""
    sound = np.zeros(count, np.float32)
    for ratio, level, seconds in partials:
        if hz * ratio < _HIGHEST_HZ:
            length = min(count, int(1.2 * seconds * RATE))
            ringing = played(sine(), hz * ratio, length) * decay(length, seconds)
            sound[:length] += np.float32(level) * ringing
    return _eased(sound)


def modulated(hz: float, count: int, ratio: float, depth: float, fade_s: float) -> Wave:
    """Frequency modulation (Chowning 1973): `depth` periods of bend that fade in `fade_s`."""
    bend = played(sine(), hz * ratio, count) * decay(count, fade_s) * np.float32(depth)
    return _eased(played(sine(), hz, count, bend=bend))


def plucked(hz: float, count: int, softness: float, seed: int) -> Wave:
    """A plucked string (Karplus and Strong 1983), tuned by reading it at the exact pitch.

    `softness`, 0 … 1, is how dull the pluck is.
    """
    period = max(2, int(RATE / hz))
    exact = RATE / hz - 0.5
    stretch = (period + 0.5) / (exact + 0.5)
    random = np.random.default_rng(seed)
    string = _dulled(random.uniform(-1, 1, period), softness)
    turns = int(count * stretch / period) + 2
    rows = np.empty((turns, period))
    rows[0] = string
    loss = 0.5 * 0.001 ** (period / RATE / 4.0)
    for n in range(1, turns):
        rows[n, 1:] = loss * (rows[n - 1, 1:] + rows[n - 1, :-1])
        rows[n, 0] = loss * (rows[n - 1, 0] + rows[n - 2, -1] if n > 1 else rows[n - 1, 0])
    flat = rows.reshape(-1)
    return _eased(np.interp(np.arange(count) * stretch, np.arange(len(flat)), flat))


def noise(count: int, low_hz: float, high_hz: float, seed: int) -> Wave:
    """White noise between two frequencies, at most 1 in magnitude."""
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(count))
    hz = np.fft.rfftfreq(count, 1 / RATE)
    spectrum *= 1 / (1 + (low_hz / np.maximum(hz, 1)) ** 4) / (1 + (hz / high_hz) ** 4)
    sound = np.fft.irfft(spectrum, count)
    return np.asarray(sound / np.abs(sound).max(), np.float32)


def _dulled(burst: npt.NDArray[np.float64], softness: float) -> npt.NDArray[np.float64]:
    spectrum = np.fft.rfft(burst - burst.mean())
    spectrum *= 1 / (1 + (np.arange(len(spectrum)) * softness) ** 2)
    string = np.fft.irfft(spectrum, len(burst))
    return np.asarray(string / np.abs(string).max())


def _eased(sound: npt.NDArray[np.floating]) -> Wave:
    """The first two milliseconds eased in: a start off zero is a click."""
    eased = sound.astype(np.float32)
    reach = min(len(eased), RATE // 500)
    eased[:reach] *= np.linspace(0, 1, reach, dtype=np.float32)
    return eased
