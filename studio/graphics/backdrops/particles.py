"""Dust in a beam of light: specks rising slowly, the nearer ones larger and faster."""

from __future__ import annotations

import math

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
    warped,
)
from studio.graphics.backdrops.stage import canvas_on, extent
from studio.graphics.backdrops.tones import tones
from studio.graphics.colour import argb, mix

_DEPTHS = ((46, 3.0, 0.30, 5.0), (26, 5.5, 0.36, 10.0), (10, 9.0, 0.30, 18.0))
"""For each depth: how many, how large, how strong, and units a second."""


class Particles:
    """See the module."""

    is_still = False

    def __init__(self, palette: Palette, seed: int, size: Size) -> None:
        random = np.random.default_rng(seed)
        side = float(random.choice([0.12, 0.88]))
        first, second = (_beam(random, palette, size, side) for _ in range(2))
        self._field = Field(first, second, palette, size)
        self._places = [random.uniform(0, 1, (count, 3)) for count, *_ in _DEPTHS]
        colour = mix(palette.accent, palette.ink, 0.35)
        self._paints = [
            skia.Paint(
                AntiAlias=True,
                StrokeCap=skia.Paint.kRound_Cap,
                StrokeWidth=wide,
                Color=argb(colour, strength),
            )
            for _, wide, strength, _ in _DEPTHS
        ]

    def draw(self, frame: Pixels, seconds: float) -> None:
        """Fill `frame` as it is at `seconds`."""
        self._field.draw(frame, seconds)
        canvas, surface = canvas_on(frame)
        width, height = extent(frame)
        for places, paint, (*_, speed) in zip(self._places, self._paints, _DEPTHS, strict=True):
            sway = 22 * np.sin(0.4 * seconds + places[:, 2] * 2 * math.pi)
            x = places[:, 0] * (width + 80) - 40 + sway
            y = (places[:, 1] * (height + 80) - speed * seconds) % (height + 80) - 40
            points = [skia.Point(float(a), float(b)) for a, b in zip(x, y, strict=True)]
            canvas.drawPoints(skia.Canvas.kPoints_PointMode, points, paint)
        surface.flushAndSubmit()


def _beam(random: np.random.Generator, palette: Palette, size: Size, side: float) -> Pixels:
    shape = texture_shape(size)
    tone = tones(palette, 18)
    rows, columns = np.indices(shape, dtype=np.float32)
    across = columns / shape[1] - side + (0.9 if side < 0.5 else -0.9) * (0.12 - rows / shape[0])
    shaft = np.exp(-((across / 0.22) ** 2)).astype(np.float32)
    lab = blended(
        tone.ground,
        (tone.deep, warped(random, shape, 1.6)),
        (tone.near, 0.75 * shaft),
        (tone.bridge, 0.6 * shaft * glow(shape, side, 0.0, 1.0)),
        (tone.warm, 0.75 * glow(shape, side, -0.05, 0.45)),
    )
    return as_pixels(kept_readable(lab, palette))
