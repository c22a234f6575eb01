"""Lights out of focus: discs of several sizes drifting in front of a deep field."""

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
from studio.graphics.colour import argb, hexadecimal, oklab

_DISCS = 17


class Bokeh:
    """See the module. The discs are drawn while the field is small: soft by themselves."""

    is_still = False

    def __init__(self, palette: Palette, seed: int, size: Size) -> None:
        random = np.random.default_rng(seed)
        first, second = (_deep(random, palette, size) for _ in range(2))
        self._field = Field(first, second, palette, size, over=self._discs)
        self._places = random.uniform(-0.1, 1.1, (_DISCS, 2))
        self._radii = random.uniform(34.0, 150.0, _DISCS)
        self._starts = random.uniform(0, 2 * math.pi, _DISCS)
        tone = tones(palette, 24)
        tints = [_readable(colour, palette) for colour in (tone.warm, tone.bridge, tone.near)]
        self._paints = [
            _paints(tints[n % 3], float(random.uniform(0.3, 0.75))) for n in range(_DISCS)
        ]

    def draw(self, frame: Pixels, seconds: float) -> None:
        """Fill `frame` as it is at `seconds`."""
        self._field.draw(frame, seconds)

    def _discs(self, small: Pixels, seconds: float) -> None:
        canvas, surface = canvas_on(small)
        width, height = extent(small)
        for n in range(_DISCS):
            start = float(self._starts[n])
            x = width * float(self._places[n, 0]) + 46 * math.sin(0.17 * seconds + start)
            y = height * float(self._places[n, 1]) + 34 * math.cos(0.13 * seconds + 2 * start)
            radius = float(self._radii[n]) * (1 + 0.06 * math.sin(0.3 * seconds + start))
            for paint in self._paints[n]:
                canvas.drawCircle(x, y, radius, paint)
        surface.flushAndSubmit()


def _paints(tint: str, strength: float) -> tuple[Any, Any]:
    """The disc, and the brighter rim that a lens gives it."""
    rim = skia.Paint(
        AntiAlias=True,
        Style=skia.Paint.kStroke_Style,
        StrokeWidth=5.0,
        Color=argb(tint, 0.55 * strength),
    )
    return skia.Paint(AntiAlias=True, Color=argb(tint, 0.5 * strength)), rim


def _readable(colour: str, palette: Palette) -> str:
    return hexadecimal(kept_readable(oklab(colour), palette))


def _deep(random: np.random.Generator, palette: Palette, size: Size) -> Pixels:
    shape = texture_shape(size)
    tone = tones(palette, 20)
    side = float(random.choice([0.1, 0.9]))
    lab = blended(
        tone.ground,
        (tone.deep, warped(random, shape, 1.4)),
        (tone.near, 0.6 * glow(shape, side, 1.0, 0.8)),
        (tone.bridge, 0.5 * glow(shape, 1 - side, 0.0, 0.7)),
    )
    return as_pixels(kept_readable(lab, palette))
