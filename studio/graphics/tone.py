"""High dynamic range footage (PQ and HLG, BT.2020) as BT.709 in standard range.

Light is decoded, what is brighter than paper is rolled off towards white, the primaries are
changed, and the result is encoded again. Reference white (203 cd/m², BT.2408) lands at 89 % of
the signal, as skin and paper do in films of standard range, and 1000 cd/m² at 100 %.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
from av.video.reformatter import ColorRange, Colorspace, ColorTrc, Interpolation

Frame = npt.NDArray[np.uint8]

Light = npt.NDArray[np.float32]
"""Linear light, 1.0 for reference white."""

_WHITE_NITS = 203.0
_PEAK_NITS = 1000.0
_KNEE = 0.5
"""Of reference white: light below it is kept as it is."""

_LEVELS = 1 << 12
"""Steps in which a signal is told apart: four times as fine as ten bits."""

_STRIP_ROWS = 64
"""Rows worked on at once, so that they stay in a core's cache."""

_TO_709 = np.array(
    [
        [1.660491, -0.587641, -0.072850],
        [-0.124550, 1.132900, -0.008349],
        [-0.018151, -0.100579, 1.118730],
    ],
    np.float32,
)
"""Primaries of BT.2020 to those of BT.709, both with white D65 (ITU-R BT.2087-0)."""

_LUMA = np.array([[0.2627, 0.6780, 0.0593]], np.float32)
"""Shares of red, green and blue in the luminance of BT.2020."""


def is_high_range(film: Any) -> bool:
    """True when a decoded frame says that its signal is PQ or HLG."""
    return int(film.color_trc) in (ColorTrc.SMPTE2084, ColorTrc.ARIB_STD_B67)


def in_standard_range(film: Any, width: int, height: int) -> Frame:
    """A decoded frame of high range as BGRA of `width` x `height` pixels, BT.709, opaque."""
    scaled = film.reformat(
        width=width,
        height=height,
        format="rgb48le",
        src_colorspace=Colorspace.BT2020,
        dst_color_range=ColorRange.JPEG,
        interpolation=Interpolation.AREA,
    )
    signal = scaled.to_ndarray() >> 4
    is_hlg = int(film.color_trc) == ColorTrc.ARIB_STD_B67
    frame = np.empty((height, width, 4), np.uint8)
    frame[..., 3] = 255
    for top in range(0, height, _STRIP_ROWS):
        rows = slice(top, top + _STRIP_ROWS)
        light = _hlg_light(signal[rows]) if is_hlg else np.take(_pq_light(), signal[rows])
        frame[rows, :, :3] = _encoded(cv2.transform(_rolled_off(light), _TO_709))[..., ::-1]
    return frame


def _hlg_light(signal: npt.NDArray[np.uint16]) -> Light:
    """Light on a display of 1000 cd/m², whose system gamma is 1.2 (BT.2100, table 5)."""
    scene = np.take(_hlg_scene(), signal)
    luminance = np.asarray(cv2.transform(scene, _LUMA), np.float32)
    gain = cv2.pow(np.maximum(luminance, 1e-6), 0.2) * np.float32(_PEAK_NITS / _WHITE_NITS)
    return _times(scene, np.asarray(gain, np.float32).reshape(scene.shape[:2]))


def _rolled_off(light: Light) -> Light:
    """Light with its brightest colour brought below 1: hues stay, highlights keep their shape.

    Above the knee a hyperbola that begins with the slope of 1 and ends at 1 for the peak.
    """
    red, green, blue = cv2.split(light)
    brightest = cv2.max(cv2.max(red, green), blue)
    span = _PEAK_NITS / _WHITE_NITS - _KNEE
    slope = span / (1 - _KNEE)
    share = np.clip((brightest - np.float32(_KNEE)) / np.float32(span), 0, 1)
    rolled = _KNEE + span * share / (1 + (slope - 1) * share)
    gain = rolled / np.maximum(brightest, np.float32(_KNEE))
    return _times(light, np.asarray(gain, np.float32))


def _times(light: Light, gain: Light) -> Light:
    """Every colour of `light`, shape (height, width, 3), times `gain`, shape (height, width)."""
    return np.asarray(cv2.multiply(light, cv2.merge([gain, gain, gain])), np.float32)


def _encoded(light: Any) -> npt.NDArray[np.uint8]:
    """Light from 0 to 1 as a signal of 8 bits, by the display's curve (BT.1886)."""
    steps = np.clip(light, 0, 1)
    whole = (steps * np.float32(_FINE - 1) + np.float32(0.5)).astype(np.uint16)
    return np.asarray(np.take(_signal(), whole), np.uint8)


_FINE = 1 << 16


@cache
def _signal() -> npt.NDArray[np.uint8]:
    light = np.arange(_FINE, dtype=np.float64) / (_FINE - 1)
    return (255 * light ** (1 / 2.4) + 0.5).astype(np.uint8)


@cache
def _pq_light() -> Light:
    """Light of every PQ signal (SMPTE ST 2084, BT.2100 table 4)."""
    m1, m2 = 2610 / 16384, 2523 / 4096 * 128
    c1, c2, c3 = 3424 / 4096, 2413 / 4096 * 32, 2392 / 4096 * 32
    root = _signals() ** (1 / m2)
    nits = 10_000 * (np.maximum(root - c1, 0) / (c2 - c3 * root)) ** (1 / m1)
    return np.asarray(nits / _WHITE_NITS, np.float32)


@cache
def _hlg_scene() -> Light:
    """Light of the scene, 0 to 1, of every HLG signal (BT.2100 table 5)."""
    a = 0.17883277
    b, c = 1 - 4 * a, 0.5 - a * np.log(4 * a)
    signal = _signals()
    dark, bright = signal**2 / 3, (np.exp((signal - c) / a) + b) / 12
    return np.where(signal <= 0.5, dark, bright).astype(np.float32)


def _signals() -> npt.NDArray[np.float64]:
    return np.arange(_LEVELS, dtype=np.float64) / (_LEVELS - 1)
