"""A lattice of fine dots through which a slow wave runs, over a field lit from one side."""

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

_PITCH = 72.0
_LEVELS = 5


class Lattice:
    """See the module."""

    is_still = False

    def __init__(self, palette: Palette, seed: int, size: Size) -> None:
        random = np.random.default_rng(seed)
        self._angle = float(random.uniform(0.4, 1.2)) * float(random.choice([-1, 1]))
        side = float(random.choice([0.1, 0.9]))
        first, second = (_lit(random, palette, size, side) for _ in range(2))
        self._field = Field(first, second, palette, size)
        dot = mix(palette.muted, palette.accent, 0.35)
        self._paints = [
            skia.Paint(
                AntiAlias=True,
                StrokeCap=skia.Paint.kRound_Cap,
                StrokeWidth=2.4 + 1.0 * level,
                Color=argb(dot, 0.16 + 0.09 * level),
            )
            for level in range(_LEVELS)
        ]

    def draw(self, frame: Pixels, seconds: float) -> None:
        """Fill `frame` as it is at `seconds`."""
        self._field.draw(frame, seconds)
        canvas, surface = canvas_on(frame)
        columns, rows, levels = self._dots(*extent(frame), seconds)
        for level, paint in enumerate(self._paints):
            chosen = levels == level
            points = [
                skia.Point(float(x), float(y))
                for x, y in zip(columns[chosen], rows[chosen], strict=True)
            ]
            if points:
                canvas.drawPoints(skia.Canvas.kPoints_PointMode, points, paint)
        surface.flushAndSubmit()

    def _dots(
        self, width: float, height: float, seconds: float
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        columns, rows = np.meshgrid(
            np.arange(_PITCH / 2, width, _PITCH), np.arange(_PITCH / 2, height, _PITCH)
        )
        along = columns * math.cos(self._angle) + rows * math.sin(self._angle)
        wave = np.sin(along / 210 - 0.7 * seconds) * np.sin(rows / 330 + 0.31 * seconds)
        levels = np.clip(np.floor((0.5 + 0.5 * wave) * _LEVELS), 0, _LEVELS - 1).astype(int)
        lift = 6 * wave
        return columns.ravel(), (rows - lift).ravel(), levels.ravel()


def _lit(random: np.random.Generator, palette: Palette, size: Size, side: float) -> Pixels:
    shape = texture_shape(size)
    tone = tones(palette, 24)
    folds = warped(random, shape, 1.4, 1.8)
    lab = blended(
        tone.ground,
        (tone.deep, folds),
        (tone.near, glow(shape, side, 0.95, 0.95)),
        (tone.bridge, 0.85 * glow(shape, 1 - side, 0.05, 0.9)),
        (tone.warm, 0.8 * glow(shape, 1 - side, -0.05, 0.5)),
    )
    return as_pixels(kept_readable(lab, palette))
