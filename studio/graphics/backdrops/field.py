"""Soft fields of colour: made once at low resolution, moved, enlarged and dithered.

A gradient over the full frame costs 17 ms, one at 480×270 enlarged under 2 ms, and nobody
sees the difference: there is nothing sharp in it. The dither hides the steps of 8 bits.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.domain.brand import Palette
from studio.domain.format import Size
from studio.graphics.backdrops.enlarging import dither, enlarged
from studio.graphics.backdrops.stepping import Stepped
from studio.graphics.colour import Floats, is_dark, luminance, oklab, srgb

Pixels = NDArray[np.uint8]

LOW_SIDE = 270
"""The shorter side of a field, in its own pixels."""

_MARGIN = 1.3
_READABLE = 4.9


def low_size(size: Size) -> tuple[int, int]:
    """Width and height of a field for a picture of `size`."""
    factor = LOW_SIDE / min(size.width, size.height)
    return round(size.width * factor), round(size.height * factor)


def noise(
    random: np.random.Generator, shape: tuple[int, int], cells: float, stretch: float = 1.0
) -> Floats:
    """Smooth noise from 0 to 1 with about `cells` bumps on the shorter side, two octaves.

    Bumps are `stretch` times as long across as down.
    """
    height, width = shape
    total = np.zeros(shape, np.float32)
    for octave, weight in ((1.0, 0.75), (2.1, 0.25)):
        step = cells * octave / min(shape)
        grid = random.random(
            (max(1, round(height * step)) + 3, max(1, round(width * step / stretch)) + 3)
        )
        smooth = cv2.resize(grid.astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
        total += weight * smooth
    low, high = float(total.min()), float(total.max())
    return np.asarray((total - low) / max(1e-6, high - low), dtype=np.float32)


def warped(
    random: np.random.Generator, shape: tuple[int, int], cells: float, stretch: float = 1.0
) -> Floats:
    """Noise whose places are moved by other noise: silk instead of clouds.

    Inigo Quilez, "Domain warping", 2002.
    """
    base = noise(random, shape, cells, stretch)
    reach = 0.5 * min(shape)
    rows, columns = np.indices(shape, dtype=np.float32)
    across = (columns + reach * (noise(random, shape, cells * 0.6) - 0.5)).astype(np.float32)
    down = (rows + reach * (noise(random, shape, cells * 0.6) - 0.5)).astype(np.float32)
    return np.asarray(
        cv2.remap(base, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT),
        dtype=np.float32,
    )


def glow(shape: tuple[int, int], x: float, y: float, radius: float) -> Floats:
    """A round light at shares `x`, `y` of the field, falling off over `radius` short sides."""
    height, width = shape
    rows, columns = np.indices(shape, dtype=np.float32)
    short = min(shape)
    distance = ((columns - x * width) ** 2 + (rows - y * height) ** 2) / (radius * short) ** 2
    return np.exp(-distance).astype(np.float32)


def blended(base: str, *lights: tuple[str, Floats]) -> Floats:
    """OKLab field: `base` moved towards each colour by the share its map says."""
    lab = np.broadcast_to(oklab(base), (*lights[0][1].shape, 3)).astype(np.float32)
    for colour, share in lights:
        lab = lab + share[..., None] * (oklab(colour) - lab)
    return lab


def kept_readable(lab: Floats, palette: Palette) -> Floats:
    """`lab` with its lightness held where ink and muted read at 4.5 to 1 or better.

    OKLab's lightness is nearly the cube root of luminance, so the bound is a soft knee
    at the cube root of the luminance that the contrast formula allows.
    """
    muted = luminance(palette.muted)
    light = lab[..., 0]
    if is_dark(palette.ground):
        top = max(0.02, (muted + 0.05) / _READABLE - 0.05) ** (1 / 3) * 0.985
        held = np.minimum(light, top)
    else:
        bottom = min(0.98, (muted + 0.05) * _READABLE - 0.05) ** (1 / 3) * 1.01
        held = np.maximum(light, bottom)
    return np.concatenate([held[..., None], lab[..., 1:]], axis=-1)


def as_pixels(lab: Floats) -> Pixels:
    """An OKLab field as opaque BGRA."""
    colours = np.clip(srgb(lab)[..., ::-1] + 0.5, 0, 255).astype(np.uint8)
    opaque = np.full((*colours.shape[:2], 1), 255, np.uint8)
    return np.ascontiguousarray(np.concatenate([colours, opaque], axis=-1))


class Field:
    """Two textures that drift against each other; the lighter (or darker) of both is seen.

    Textures are `MARGIN` times as large as seen, so that they never show an edge. `grain` is
    added at full size in place of the dither: BGRA, as large as the frame. `over` may draw on
    the field while it is still small, given the seconds.
    """

    def __init__(
        self,
        first: Pixels,
        second: Pixels,
        palette: Palette,
        size: Size,
        grain: Pixels | None = None,
        over: Callable[[Pixels, float], None] | None = None,
    ) -> None:
        self._textures = (first, second)
        self._join = cv2.max if is_dark(palette.ground) else cv2.min
        self._low = low_size(size)
        self._dither = dither(size) if grain is None else grain
        self._over = over
        self._stepped = Stepped(self._draw)

    def draw(self, frame: Pixels, seconds: float) -> None:
        """Fill `frame` as it is at `seconds`, to a tenth of a second."""
        self._stepped.draw(frame, seconds)

    def _draw(self, frame: Pixels, seconds: float) -> None:
        first, second = (
            self._moved(texture, seconds, side) for side, texture in enumerate(self._textures)
        )
        joined = np.ascontiguousarray(self._join(first, second), dtype=np.uint8)
        if self._over is not None:
            self._over(joined, seconds)
        enlarged(joined, frame, self._dither)

    def _moved(self, texture: Pixels, seconds: float, side: int) -> Pixels:
        height, width = texture.shape[:2]
        direction = 1 if side == 0 else -1
        turn = direction * 0.10 * math.sin(0.13 * seconds + side)
        grown = 1.06 + 0.05 * math.sin(0.17 * seconds + 2 * side)
        across = direction * 0.05 * width * math.sin(0.16 * seconds + side)
        down = 0.04 * height * math.sin(0.21 * seconds + 1.7 * side)
        move = cv2.getRotationMatrix2D((width / 2 + across, height / 2 + down), turn * 57.3, grown)
        move[0, 2] += self._low[0] / 2 - width / 2
        move[1, 2] += self._low[1] / 2 - height / 2
        return np.asarray(
            cv2.warpAffine(
                texture, move, self._low, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT
            ),
            dtype=np.uint8,
        )


def texture_shape(size: Size) -> tuple[int, int]:
    """Rows and columns of a texture for a field of `size`, margin included."""
    width, height = low_size(size)
    return round(height * _MARGIN), round(width * _MARGIN)
