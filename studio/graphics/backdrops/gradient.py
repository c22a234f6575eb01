"""One broad gradient from depth to light that turns slowly: the calmest of all."""

from __future__ import annotations

import math

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
)
from studio.graphics.backdrops.tones import tones
from studio.graphics.colour import Floats


class Gradient:
    """See the module."""

    is_still = False

    def __init__(self, palette: Palette, seed: int, size: Size) -> None:
        random = np.random.default_rng(seed)
        slant = float(random.uniform(0.5, 1.1)) * float(random.choice([-1.0, 1.0]))
        self._field = gradient_field(random, palette, size, slant)

    def draw(self, frame: Pixels, seconds: float) -> None:
        """Fill `frame` as it is at `seconds`."""
        self._field.draw(frame, seconds)


def gradient_field(
    random: np.random.Generator,
    palette: Palette,
    size: Size,
    slant: float,
    grain: Pixels | None = None,
) -> Field:
    """Two gradients that cross at a small angle, as one field."""
    first, second = (
        _ramp(random, palette, size, slant + turn)
        for turn in (0.0, float(random.uniform(0.2, 0.5)))
    )
    return Field(first, second, palette, size, grain)


def _ramp(random: np.random.Generator, palette: Palette, size: Size, slant: float) -> Pixels:
    shape = texture_shape(size)
    tone = tones(palette, float(random.choice([-22, 22])))
    along = _along(shape, slant)
    light = glow(shape, 0.5 + 0.5 * math.copysign(1.0, slant), 0.05, 0.9)
    lab = blended(
        tone.deep,
        (tone.ground, np.clip(along * 2.2, 0, 1)),
        (tone.near, np.clip(along * 1.6 - 0.45, 0, 1)),
        (tone.bridge, 0.9 * np.clip(along * 2.4 - 1.35, 0, 1)),
        (tone.warm, 0.8 * light**2),
    )
    return as_pixels(kept_readable(lab, palette))


def _along(shape: tuple[int, int], slant: float) -> Floats:
    """A smooth ramp from 0 to 1 across the field, in the direction of `slant`."""
    rows, columns = np.indices(shape, dtype=np.float32)
    along = columns * math.cos(slant) + rows * -abs(math.sin(slant))
    share = (along - along.min()) / max(1e-6, float(along.max() - along.min()))
    return np.asarray(share * share * (3 - 2 * share), dtype=np.float32)
