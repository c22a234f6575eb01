"""Filters described as biquads and run as convolution, which numpy does fast."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from studio.compose.sound.tape import RATE

_RESPONSE_SIZE = 1 << 16


@dataclass(frozen=True)
class Biquad:
    """A second-order section: numerator `b` and denominator `a`, each of three terms."""

    b: tuple[float, float, float]
    a: tuple[float, float, float]

    def response(self, size: int) -> npt.NDArray[np.complex128]:
        """Its frequency response at the size // 2 + 1 frequencies of a real transform."""
        z = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
        above = self.b[0] + self.b[1] * z + self.b[2] * z * z
        below = self.a[0] + self.a[1] * z + self.a[2] * z * z
        return np.asarray(above / below)


def high_pass(hz: float, q: float) -> Biquad:
    """Removes what is below `hz`. R. Bristow-Johnson, Audio EQ Cookbook, "HPF"."""
    cos, alpha = _turn(hz, q)
    return Biquad(b=((1 + cos) / 2, -(1 + cos), (1 + cos) / 2), a=(1 + alpha, -2 * cos, 1 - alpha))


def bell(hz: float, q: float, gain_db: float) -> Biquad:
    """Lifts or lowers what is around `hz`. Audio EQ Cookbook, "peakingEQ"."""
    cos, alpha = _turn(hz, q)
    gain = 10 ** (gain_db / 40)
    return Biquad(
        b=(1 + alpha * gain, -2 * cos, 1 - alpha * gain),
        a=(1 + alpha / gain, -2 * cos, 1 - alpha / gain),
    )


def _turn(hz: float, q: float) -> tuple[float, float]:
    angle = 2 * math.pi * hz / RATE
    return math.cos(angle), math.sin(angle) / (2 * q)


@cache
def impulse(stages: tuple[Biquad, ...], length: int) -> npt.NDArray[np.float64]:
    """The first `length` samples of what the stages in a row answer to a single 1."""
    response = np.prod([stage.response(_RESPONSE_SIZE) for stage in stages], axis=0)
    return np.asarray(np.fft.irfft(response)[:length])


class Convolver:
    """Runs a filter over a signal that comes in blocks, without delay.

    The signal is float32, or complex64: two channels at once, one in each part.
    Overlap-save, with frames small enough for the processor's cache.
    """

    def __init__(self, impulse: npt.NDArray[np.float64], kind: type[Any], size: int = 1 << 14):
        self._overlap = len(impulse) - 1
        self._size = size
        self._hop = size - self._overlap
        is_real = kind is np.float32
        self._there = np.fft.rfft if is_real else np.fft.fft
        self._back = np.fft.irfft if is_real else np.fft.ifft
        self._spectrum = self._there(impulse, size).astype(np.complex64)
        self._past = np.zeros(self._overlap, kind)

    def __call__(self, block: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """The next `block`, of shape (n,), filtered."""
        count = -(-len(block) // self._hop)
        padded = np.zeros(self._overlap + count * self._hop, self._past.dtype)
        padded[: self._overlap] = self._past
        padded[self._overlap : self._overlap + len(block)] = block
        self._past = padded[len(block) : len(block) + self._overlap].copy()
        frames = np.lib.stride_tricks.sliding_window_view(padded, self._size)[:: self._hop]
        spectra = self._there(frames, axis=1)
        spectra *= self._spectrum
        whole = self._back(spectra, axis=1)[:, self._overlap :]
        return np.ascontiguousarray(whole).reshape(-1)[: len(block)]
