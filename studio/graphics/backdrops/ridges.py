"""Ranges of hills in haze, each nearer one darker and faster, under a low light."""

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
from studio.graphics.colour import Floats, argb, hexadecimal, is_dark, mix, oklab, shade

_RANGES = 4
_STEP = 28.0
_APART = 0.085
_HEIGHTS = (44.0, 22.0, 9.0, 4.0)
_TALLEST = sum(_HEIGHTS) + 2


class Ridges:
    """See the module."""

    is_still = False

    def __init__(self, palette: Palette, seed: int, size: Size) -> None:
        random = np.random.default_rng(seed)
        self._light_x = float(random.choice([0.22, 0.8])) + float(random.uniform(-0.05, 0.05))
        sky = _sky(palette, size, self._light_x)
        self._field = Field(sky, sky, palette, size)
        self._waves = [_waves(random) for _ in range(_RANGES)]
        self._paints = [_paint(palette, nearness / (_RANGES - 1)) for nearness in range(_RANGES)]

    def draw(self, frame: Pixels, seconds: float) -> None:
        """Fill `frame` as it is at `seconds`."""
        self._field.draw(frame, seconds)
        canvas, surface = canvas_on(frame)
        width, height = extent(frame)
        for place, (waves, paint) in enumerate(zip(self._waves, self._paints, strict=True)):
            top = height * (0.66 + _APART * place)
            # Only as far down as the nearer range may leave it to be seen.
            bottom = top + height * _APART + _TALLEST if place < _RANGES - 1 else height + 1
            shift = seconds * (5 + 7 * place)
            canvas.drawPath(_ridge(waves, width, bottom, top, shift), paint)
        surface.flushAndSubmit()


def _sky(palette: Palette, size: Size, x: float) -> Pixels:
    shape = texture_shape(size)
    tone = tones(palette, -18)
    rows = np.linspace(0, 1, shape[0], dtype=np.float32)[:, None] * np.ones(shape, np.float32)
    light = glow(shape, x, 0.74, 0.85)
    halo: Floats = glow(shape, x, 0.74, 0.38)
    lab = blended(
        tone.deep,
        (tone.near, rows**1.5),
        (tone.bridge, 0.9 * light),
        (tone.warm, halo),
    )
    return as_pixels(kept_readable(lab, palette))


def _waves(random: np.random.Generator) -> list[tuple[float, float, float]]:
    lengths = (900.0, 410.0, 190.0, 95.0)
    return [
        (2 * math.pi / (length * float(random.uniform(0.85, 1.2))), tall, random.uniform(0, 6.28))
        for length, tall in zip(lengths, _HEIGHTS, strict=True)
    ]


def _paint(palette: Palette, nearness: float) -> Any:
    tone = tones(palette, -10)
    if is_dark(palette.ground):
        far, near = mix(tone.ground, tone.near, 0.75), shade(tone.deep, -0.02)
    else:
        far, near = tone.near, mix(tone.ground, "#FFFFFF", 0.55)
    tint = oklab(mix(far, near, nearness**0.8))
    readable = hexadecimal(kept_readable(tint, palette))
    return skia.Paint(AntiAlias=True, Color=argb(readable))


def _ridge(
    waves: list[tuple[float, float, float]], width: float, bottom: float, top: float, shift: float
) -> Any:
    across = np.arange(-_STEP, width + 2 * _STEP, _STEP)
    tops = np.full_like(across, top)
    for rate, tall, start in waves:
        tops -= tall * np.sin(rate * (across + shift) + start)
    points = [skia.Point(float(x), float(y)) for x, y in zip(across, tops, strict=True)]
    ends = [skia.Point(width + _STEP, bottom), skia.Point(-_STEP, bottom)]
    return skia.Path.Polygon([*points, *ends], True)
