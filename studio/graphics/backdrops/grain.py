"""Surfaces one could touch: a gradient under film grain, and paper with its fibres."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

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
from studio.graphics.backdrops.gradient import gradient_field
from studio.graphics.backdrops.tones import tones
from studio.graphics.colour import Floats, is_dark

_GRAIN, _FIBRE = 6.0, 8.0


class Grain:
    """A slow gradient under standing grain: it costs what the dither would, and few bits."""

    is_still = False

    def __init__(self, palette: Palette, seed: int, size: Size) -> None:
        random = np.random.default_rng(seed)
        speckle = random.random((size.height, size.width), dtype=np.float32)
        soft = np.asarray(cv2.GaussianBlur(speckle, (0, 0), 0.7), np.float32)
        grain = _texture(soft, _GRAIN)
        slant = float(random.uniform(0.4, 1.0)) * float(random.choice([-1.0, 1.0]))
        self._field = gradient_field(random, palette, size, slant, grain)

    def draw(self, frame: Pixels, seconds: float) -> None:
        """Fill `frame` as it is at `seconds`."""
        self._field.draw(frame, seconds)


class Paper:
    """A sheet with long and short fibres, under a light that moves over it."""

    is_still = False

    def __init__(self, palette: Palette, seed: int, size: Size) -> None:
        random = np.random.default_rng(seed)
        strength = _FIBRE * (0.7 if is_dark(palette.ground) else 1.0)
        fibres = _texture(_fibres(random, size), strength)
        first, second = (_sheet(random, palette, size) for _ in range(2))
        self._field = Field(first, second, palette, size, fibres)

    def draw(self, frame: Pixels, seconds: float) -> None:
        """Fill `frame` as it is at `seconds`."""
        self._field.draw(frame, seconds)


def _sheet(random: np.random.Generator, palette: Palette, size: Size) -> Pixels:
    shape = texture_shape(size)
    tone = tones(palette, 8)
    clouds = warped(random, shape, 1.6)
    light = glow(shape, float(random.uniform(0.1, 0.9)), 0.0, 0.7)
    lab = blended(
        tone.ground,
        (tone.deep, 0.9 * clouds),
        (tone.near, 0.95 * (1 - light)),
        (tone.bridge, 0.75 * clouds * (1 - light)),
    )
    return as_pixels(kept_readable(lab, palette))


def _fibres(random: np.random.Generator, size: Size) -> Floats:
    """Noise stretched across, and down, and a little that is not."""
    shape = (size.height, size.width)
    grain = random.random(shape, dtype=np.float32)
    long = cv2.blur(random.random(shape, dtype=np.float32), (41, 1))
    short = cv2.blur(random.random(shape, dtype=np.float32), (1, 23))
    soft = cv2.GaussianBlur(grain, (0, 0), 1.1)
    mixed = 0.5 * _even(soft) + _even(long) + 0.7 * _even(short)
    return np.asarray(mixed, dtype=np.float32)


def _even(texture: NDArray[Any]) -> Floats:
    return np.asarray((texture - texture.mean()) / max(1e-6, float(texture.std())), np.float32)


def _texture(values: Floats, strength: float) -> Pixels:
    """`values` as something to add, from 0 to `strength`, the same in all colours."""
    levels = np.clip(0.5 + _even(values) / 4.5, 0, 1) * strength
    grain = np.repeat(levels.astype(np.uint8)[..., None], 4, axis=2)
    grain[..., 3] = 0
    return np.ascontiguousarray(grain)
