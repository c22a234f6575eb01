"""A mesh of colours: five soft lights that wander and melt into each other."""

from __future__ import annotations

import math

import cv2
import numpy as np

from studio.domain.brand import Palette
from studio.domain.format import Size
from studio.graphics.backdrops.enlarging import dither, enlarged
from studio.graphics.backdrops.field import (
    Pixels,
    as_pixels,
    blended,
    kept_readable,
    low_size,
)
from studio.graphics.backdrops.stepping import Stepped
from studio.graphics.backdrops.tones import tones
from studio.graphics.colour import Floats

_SMALL_SIDE = 36


class Mesh:
    """See the module. Mixed at 36 pixels a side, for there is nothing sharp in it."""

    is_still = False

    def __init__(self, palette: Palette, seed: int, size: Size) -> None:
        random = np.random.default_rng(seed)
        self._palette, self._size = palette, size
        self._stepped = Stepped(self._draw)
        factor = _SMALL_SIDE / min(size.width, size.height)
        self._shape = (round(size.height * factor), round(size.width * factor))
        tone, other = tones(palette, 26), tones(palette, -30)
        self._colours = (tone.deep, tone.near, other.near, tone.bridge, tone.warm)
        self._ground = tone.ground
        self._starts = random.uniform(0, 2 * math.pi, (len(self._colours), 2))
        self._speeds = random.uniform(0.10, 0.2, (len(self._colours), 2))
        self._radii = random.uniform(0.5, 0.8, len(self._colours))
        self._rows, self._columns = np.indices(self._shape, dtype=np.float32)

    def draw(self, frame: Pixels, seconds: float) -> None:
        """Fill `frame` as it is at `seconds`, to a tenth of a second."""
        self._stepped.draw(frame, seconds)

    def _draw(self, frame: Pixels, seconds: float) -> None:
        lights = [(colour, self._light(n, seconds)) for n, colour in enumerate(self._colours)]
        small = as_pixels(kept_readable(blended(self._ground, *lights), self._palette))
        middle = cv2.resize(small, low_size(self._size), interpolation=cv2.INTER_CUBIC)
        enlarged(np.asarray(middle, np.uint8), frame, dither(self._size))

    def _light(self, n: int, seconds: float) -> Floats:
        height, width = self._shape
        across, down = self._starts[n] + self._speeds[n] * seconds
        x = width * (0.5 + 0.46 * math.sin(across))
        y = height * (0.5 + 0.46 * math.cos(down))
        reach = float(self._radii[n]) * min(self._shape)
        distance = ((self._columns - x) ** 2 + (self._rows - y) ** 2) / reach**2
        return np.asarray(0.85 * np.exp(-distance), dtype=np.float32)
