"""Fine rings around a far centre, with bodies moving on them, over a deep field of light."""

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
    warped,
)
from studio.graphics.backdrops.stage import canvas_on, extent
from studio.graphics.backdrops.tones import tones
from studio.graphics.colour import argb, mix

_RINGS = 7


class Orbits:
    """See the module."""

    is_still = False

    def __init__(self, palette: Palette, seed: int, size: Size) -> None:
        random = np.random.default_rng(seed)
        self._x = float(random.choice([0.06, 0.94]))
        self._y = float(random.choice([0.02, 0.30]))
        first, second = (_deep(random, palette, size, self._x, self._y) for _ in range(2))
        self._field = Field(first, second, palette, size)
        self._starts = random.uniform(0, 2 * math.pi, _RINGS)
        self._colour = mix(palette.muted, palette.accent, 0.5)
        self._accent = palette.accent

    def draw(self, frame: Pixels, seconds: float) -> None:
        """Fill `frame` as it is at `seconds`."""
        self._field.draw(frame, seconds)
        canvas, surface = canvas_on(frame)
        width, height = extent(frame)
        x, y = self._x * width, self._y * height
        for ring in range(_RINGS):
            radius = (250 + 190 * ring) * (1 + 0.012 * math.sin(0.3 * seconds + ring))
            canvas.drawCircle(x, y, radius, self._line(ring))
            self._body(canvas, x, y, radius, ring, seconds)
        surface.flushAndSubmit()

    def _line(self, ring: int) -> Any:
        return skia.Paint(
            AntiAlias=True,
            Style=skia.Paint.kStroke_Style,
            StrokeWidth=1.6,
            Color=argb(self._colour, 0.34 - 0.03 * ring),
        )

    def _body(self, canvas: Any, x: float, y: float, radius: float, ring: int, at: float) -> None:
        speed = 0.16 / (1 + 0.45 * ring) * (1 if ring % 2 else -1)
        angle = float(self._starts[ring]) + speed * at
        centre = (x + radius * math.cos(angle), y + radius * math.sin(angle))
        halo = skia.Paint(AntiAlias=True, Color=argb(self._accent, 0.12))
        body = skia.Paint(AntiAlias=True, Color=argb(self._accent, 0.55 if ring % 3 else 0.8))
        canvas.drawCircle(*centre, 15.0, halo)
        canvas.drawCircle(*centre, 4.5 + ring % 3, body)


def _deep(random: np.random.Generator, palette: Palette, size: Size, x: float, y: float) -> Pixels:
    shape = texture_shape(size)
    tone = tones(palette, 22)
    light = glow(shape, x, y, 1.25)
    core = glow(shape, x, y, 0.5)
    folds = warped(random, shape, 1.8, 1.6)
    lab = blended(
        tone.ground,
        (tone.deep, 1 - light),
        (tone.near, light * (0.4 + 0.6 * folds)),
        (tone.bridge, 0.8 * glow(shape, x, y, 0.85) * (0.5 + 0.5 * folds)),
        (tone.warm, core),
    )
    return as_pixels(kept_readable(lab, palette))
