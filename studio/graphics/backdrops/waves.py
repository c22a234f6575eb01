"""Long swells rolling past each other, lit from behind."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import skia

from studio.domain.brand import Palette
from studio.domain.format import Size
from studio.graphics.backdrops.field import (
    Field,
    Pixels,
    as_pixels,
    blended,
    glow,
    kept_readable,
    texture_shape,
)
from studio.graphics.backdrops.stage import canvas_on, extent
from studio.graphics.backdrops.tones import tones
from studio.graphics.colour import argb, hexadecimal, mix, oklab

_SWELLS = 4
_STEP = 48.0
_TOP, _APART = 0.62, 0.1
_HEIGHT = 46.0


class Waves:
    """See the module."""

    is_still = False

    def __init__(self, palette: Palette, seed: int, size: Size) -> None:
        random = np.random.default_rng(seed)
        side = float(random.choice([0.25, 0.75]))
        first, second = (_sky(palette, size, side + 0.06 * n) for n in range(2))
        self._field = Field(first, second, palette, size)
        self._starts = random.uniform(0, 2 * math.pi, (_SWELLS, 2))
        self._lengths = random.uniform(760.0, 1400.0, _SWELLS)
        self._paints = [_paint(palette, n / (_SWELLS - 1)) for n in range(_SWELLS)]

    def draw(self, frame: Pixels, seconds: float) -> None:
        """Fill `frame` as it is at `seconds`."""
        self._field.draw(frame, seconds)
        canvas, surface = canvas_on(frame)
        width, height = extent(frame)
        for n, paint in enumerate(self._paints):
            # Only as far down as the nearer swell may leave it to be seen.
            bottom = height * (_TOP + _APART * (n + 1)) + 1.5 * _HEIGHT
            bottom = height if n == _SWELLS - 1 else min(height, bottom)
            canvas.drawPath(self._swell(n, width, height, bottom, seconds), paint)
        surface.flushAndSubmit()

    def _swell(self, n: int, width: float, height: float, bottom: float, seconds: float) -> Any:
        across = np.arange(-_STEP, width + 2 * _STEP, _STEP)
        rate = 2 * math.pi / float(self._lengths[n])
        way = 1 if n % 2 else -1
        speed = way * (0.22 + 0.07 * n) * seconds
        first, second = (float(start) for start in self._starts[n])
        tops = height * (_TOP + _APART * n) - _HEIGHT * (
            0.72 * np.sin(rate * across + speed + first)
            + 0.28 * np.sin(2.3 * rate * across - 1.4 * speed + second)
        )
        path = skia.Path()
        path.moveTo(float(across[0]), float(tops[0]))
        for x, y, ahead in zip(across[:-1], tops[:-1], range(1, len(across)), strict=True):
            middle = ((x + across[ahead]) / 2, (y + tops[ahead]) / 2)
            path.quadTo(float(x), float(y), float(middle[0]), float(middle[1]))
        path.lineTo(width + _STEP, bottom)
        path.lineTo(-_STEP, bottom)
        path.close()
        return path


def _sky(palette: Palette, size: Size, x: float) -> Pixels:
    shape = texture_shape(size)
    tone = tones(palette, 16)
    rows = np.linspace(0, 1, shape[0], dtype=np.float32)[:, None] * np.ones(shape, np.float32)
    lab = blended(
        tone.deep,
        (tone.near, 0.8 * rows**1.4),
        (tone.bridge, 0.8 * glow(shape, x, 0.7, 0.75)),
        (tone.warm, 0.8 * glow(shape, x, 0.66, 0.34)),
    )
    return as_pixels(kept_readable(lab, palette))


def _paint(palette: Palette, nearness: float) -> Any:
    tone = tones(palette, 24)
    far, near = mix(tone.near, tone.bridge, 0.4), mix(tone.deep, tone.ground, 0.35)
    tint = oklab(mix(far, near, nearness))
    readable = hexadecimal(kept_readable(tint, palette))
    return skia.Paint(AntiAlias=True, Color=argb(readable))
