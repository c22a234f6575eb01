"""Silk of light: two warped fields in the palette's own hues, flowing past each other."""

from __future__ import annotations

import numpy as np

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
from studio.graphics.backdrops.tones import tones


class Aurora:
    """See the module."""

    is_still = False

    def __init__(self, palette: Palette, seed: int, size: Size) -> None:
        random = np.random.default_rng(seed)
        side = float(random.choice([-1.0, 1.0]))
        self._field = Field(
            _silk(random, palette, size, side), _silk(random, palette, size, -side), palette, size
        )

    def draw(self, frame: Pixels, seconds: float) -> None:
        """Fill `frame` as it is at `seconds`."""
        self._field.draw(frame, seconds)


def _silk(random: np.random.Generator, palette: Palette, size: Size, side: float) -> Pixels:
    shape = texture_shape(size)
    tone = tones(palette, 26 * side)
    folds = warped(random, shape, 2.4, 3.2) ** 1.7
    shadows = warped(random, shape, 1.2, 2.0)
    light = glow(shape, 0.5 + 0.4 * side, float(random.uniform(0.05, 0.3)), 0.95)
    core = glow(shape, 0.5 + 0.46 * side, float(random.uniform(0.0, 0.2)), 0.5)
    lab = blended(
        tone.ground,
        (tone.deep, shadows),
        (tone.near, 0.95 * folds),
        (tone.bridge, light * (0.25 + 0.65 * folds)),
        (tone.warm, 0.85 * core * (0.3 + folds)),
    )
    return as_pixels(kept_readable(lab, palette))
