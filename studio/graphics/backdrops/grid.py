"""A drafting grid, its lines fading into the light, with a cross where a line is thicker."""

from __future__ import annotations

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

_PITCH = 120.0
_SPEED = 7.0
_EVERY = 3


class Grid:
    """See the module."""

    is_still = False

    def __init__(self, palette: Palette, seed: int, size: Size) -> None:
        random = np.random.default_rng(seed)
        side = float(random.choice([0.08, 0.92]))
        first, second = (_lit(random, palette, size, side) for _ in range(2))
        self._field = Field(first, second, palette, size)
        self._towards = float(random.choice([-1.0, 1.0]))
        line = mix(palette.muted, palette.accent, 0.3)
        self._thin = _stroke(line, 1.4, 0.11)
        self._strong = _stroke(line, 1.8, 0.18)
        self._cross = _stroke(palette.accent, 3.0, 0.42)

    def draw(self, frame: Pixels, seconds: float) -> None:
        """Fill `frame` as it is at `seconds`."""
        self._field.draw(frame, seconds)
        canvas, surface = canvas_on(frame)
        width, height = extent(frame)
        shift = self._towards * _SPEED * seconds
        columns = list(_lines(width, shift))
        rows = list(_lines(height, 0.6 * shift))
        for x, is_strong in columns:
            canvas.drawLine(x, 0, x, height, self._strong if is_strong else self._thin)
        for y, is_strong in rows:
            canvas.drawLine(0, y, width, y, self._strong if is_strong else self._thin)
        for x, is_strong in columns:
            for y, is_too in rows:
                if is_strong and is_too:
                    canvas.drawLine(x - 10, y, x + 10, y, self._cross)
                    canvas.drawLine(x, y - 10, x, y + 10, self._cross)
        surface.flushAndSubmit()


def _lines(length: float, shift: float) -> list[tuple[float, bool]]:
    """Where lines stand, and which of them are strong: the same ones as they move."""
    first = int(np.floor(-shift / _PITCH))
    count = int(length / _PITCH) + 2
    numbers = range(first, first + count)
    return [(n * _PITCH + shift, n % _EVERY == 0) for n in numbers]


def _stroke(colour: str, width: float, strength: float) -> Any:
    return skia.Paint(
        AntiAlias=True,
        Style=skia.Paint.kStroke_Style,
        StrokeWidth=width,
        Color=argb(colour, strength),
    )


def _lit(random: np.random.Generator, palette: Palette, size: Size, side: float) -> Pixels:
    shape = texture_shape(size)
    tone = tones(palette, 20)
    lab = blended(
        tone.ground,
        (tone.deep, warped(random, shape, 1.3)),
        (tone.near, 0.9 * glow(shape, side, 1.0, 0.9)),
        (tone.bridge, 0.7 * glow(shape, 1 - side, 0.0, 0.8)),
    )
    return as_pixels(kept_readable(lab, palette))
