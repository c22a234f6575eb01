"""Filters described as biquads and run as convolution."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
import numpy.typing as npt

from studio.compose.sound.tape import RATE, Sound

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
    """Runs a filter over a signal of `channels` that comes in blocks, without delay.

    Overlap-save, with frames small enough for the processor's cache. OpenCV's transform of
    real rows takes a tenth of the time of numpy's.
    """

    def __init__(self, impulse: npt.NDArray[np.float64], channels: int = 1, size: int = 1 << 14):
        self._overlap = len(impulse) - 1
        self._size = size
        self._hop = size - self._overlap
        padded = np.zeros((1, size), np.float32)
        padded[0, : len(impulse)] = impulse
        self._spectrum = cv2.dft(padded, flags=cv2.DFT_ROWS)
        self._past = np.zeros((channels, self._overlap), np.float32)

    def __call__(self, block: Sound) -> Sound:
        """The next `block`, of shape (channels, n), filtered."""
        channels, length = block.shape
        count = -(-length // self._hop)
        padded = np.zeros((channels, self._overlap + count * self._hop), np.float32)
        padded[:, : self._overlap] = self._past
        padded[:, self._overlap : self._overlap + length] = block
        self._past = padded[:, length : length + self._overlap].copy()
        frames = np.lib.stride_tricks.sliding_window_view(padded, self._size, axis=1)
        rows = np.ascontiguousarray(frames[:, :: self._hop]).reshape(-1, self._size)
        whole = self._filtered(rows)[:, self._overlap :]
        filtered: Sound = np.ascontiguousarray(whole).reshape(channels, -1)[:, :length]
        return filtered

    def _filtered(self, rows: Sound) -> Sound:
        if not len(rows):
            return rows
        spectra = cv2.dft(rows, flags=cv2.DFT_ROWS)
        for row in spectra:
            cv2.mulSpectrums(row[None], self._spectrum, cv2.DFT_ROWS, row[None])
        flags = cv2.DFT_ROWS | cv2.DFT_REAL_OUTPUT | cv2.DFT_SCALE
        return np.asarray(cv2.idft(spectra, flags=flags), np.float32)
