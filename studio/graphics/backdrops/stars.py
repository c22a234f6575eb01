"""A night sky: stars in four magnitudes that twinkle, over the dust of a galaxy."""

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
from studio.graphics.colour import argb, is_dark, mix

_MAGNITUDES = ((90, 2.0, 0.42), (44, 2.8, 0.6), (16, 4.0, 0.8), (5, 5.6, 0.9))
_TURN = 0.006


class Stars:
    """See the module. On a light ground they are ink in place of light."""

    is_still = False

    def __init__(self, palette: Palette, seed: int, size: Size) -> None:
        random = np.random.default_rng(seed)
        slant = float(random.uniform(0.3, 0.9)) * float(random.choice([-1.0, 1.0]))
        first, second = (_dust(random, palette, size, slant) for _ in range(2))
        self._field = Field(first, second, palette, size)
        self._places = [random.uniform(-0.6, 0.6, (count, 3)) for count, *_ in _MAGNITUDES]
        bright = mix(palette.ink, palette.accent, 0.2 if is_dark(palette.ground) else 0.6)
        self._paints = [
            [
                skia.Paint(
                    AntiAlias=True,
                    StrokeCap=skia.Paint.kRound_Cap,
                    StrokeWidth=wide,
                    Color=argb(bright, strength * dim),
                )
                for dim in (1.0, 0.66, 0.4)
            ]
            for _, wide, strength in _MAGNITUDES
        ]

    def draw(self, frame: Pixels, seconds: float) -> None:
        """Fill `frame` as it is at `seconds`."""
        self._field.draw(frame, seconds)
        canvas, surface = canvas_on(frame)
        width, height = extent(frame)
        reach = math.hypot(width, height)
        turn, tilt = math.cos(_TURN * seconds), math.sin(_TURN * seconds)
        for places, paints in zip(self._places, self._paints, strict=True):
            x = width / 2 + reach * (places[:, 0] * turn - places[:, 1] * tilt)
            y = height / 2 + reach * (places[:, 0] * tilt + places[:, 1] * turn)
            glimmer = np.sin(0.9 * seconds + 40 * places[:, 2])
            groups = np.digitize(glimmer, (-0.4, 0.55))
            for group, paint in enumerate(reversed(paints)):
                chosen = groups == group
                points = [
                    skia.Point(float(a), float(b))
                    for a, b in zip(x[chosen], y[chosen], strict=True)
                ]
                if points:
                    canvas.drawPoints(skia.Canvas.kPoints_PointMode, points, paint)
        surface.flushAndSubmit()


def _dust(random: np.random.Generator, palette: Palette, size: Size, slant: float) -> Pixels:
    shape = texture_shape(size)
    tone = tones(palette, 28)
    rows, columns = np.indices(shape, dtype=np.float32)
    middle = (columns / shape[1] - 0.5) * math.sin(slant) + (rows / shape[0] - 0.5) * math.cos(
        slant
    )
    band = np.exp(-((middle / 0.2) ** 2)).astype(np.float32)
    clouds = warped(random, shape, 2.6, 1.4)
    lab = blended(
        tone.deep,
        (tone.ground, 0.6 * warped(random, shape, 1.2)),
        (tone.near, 0.85 * band * clouds),
        (tone.bridge, 0.75 * band * clouds**2),
        (tone.warm, 0.5 * glow(shape, 0.5, 0.5, 0.3) * clouds),
    )
    return as_pixels(kept_readable(lab, palette))
