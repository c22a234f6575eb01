"""Broad slanting planes of light, one over the other, sliding slowly."""

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

_PLANES = 4


class Beams:
    """See the module."""

    is_still = False

    def __init__(self, palette: Palette, seed: int, size: Size) -> None:
        random = np.random.default_rng(seed)
        slant = float(random.uniform(0.35, 0.75)) * float(random.choice([-1, 1]))
        first, second = (_planes(random, palette, size, slant) for _ in range(2))
        self._field = Field(first, second, palette, size)

    def draw(self, frame: Pixels, seconds: float) -> None:
        """Fill `frame` as it is at `seconds`."""
        self._field.draw(frame, seconds)


def _planes(random: np.random.Generator, palette: Palette, size: Size, slant: float) -> Pixels:
    shape = texture_shape(size)
    tone = tones(palette, float(random.choice([-24, 24])))
    rows, columns = np.indices(shape, dtype=np.float32)
    along = (columns * math.cos(slant) + rows * math.sin(slant)) / min(shape)
    shares = np.zeros(shape, np.float32)
    for place in range(_PLANES):
        shares += _plane(random, along.astype(np.float32), place / _PLANES)
    shares = np.clip(shares, 0, 1).astype(np.float32)
    light = glow(shape, float(random.uniform(0.7, 1.0)), 0.0, 0.95)
    lab = blended(
        tone.ground,
        (tone.deep, 1 - shares),
        (tone.near, shares),
        (tone.bridge, light * (0.25 + 0.65 * shares)),
        (tone.warm, 0.6 * light**2 * shares),
    )
    return as_pixels(kept_readable(lab, palette))


def _plane(random: np.random.Generator, along: Floats, place: float) -> Floats:
    """A ramp with one crisp side and one that fades away."""
    start = -0.5 + 2.4 * place + float(random.uniform(-0.2, 0.2))
    share = (along - start) / float(random.uniform(0.7, 1.2))
    crisp = np.clip(share * 40, 0, 1)
    return np.asarray(0.8 * crisp * np.clip(1 - share, 0, 1) ** 1.4, dtype=np.float32)
