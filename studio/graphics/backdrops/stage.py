"""A Skia canvas on a frame's own memory, in units."""

from __future__ import annotations

from typing import Any

import numpy as np
import skia
from numpy.typing import NDArray

from studio.graphics.layout import SHORT_SIDE


def canvas_on(frame: NDArray[np.uint8]) -> tuple[Any, Any]:
    """The canvas (1080 units to the short side) and the surface that must outlive it.

    `frame` is BGRA, premultiplied, (height, width, 4), C-contiguous.
    """
    height, width = frame.shape[:2]
    info = skia.ImageInfo.Make(
        width, height, skia.ColorType.kBGRA_8888_ColorType, skia.AlphaType.kPremul_AlphaType
    )
    surface = skia.Surface.MakeRasterDirect(info, frame)
    canvas = surface.getCanvas()
    factor = min(width, height) / SHORT_SIDE
    canvas.scale(factor, factor)
    return canvas, surface


def extent(frame: NDArray[np.uint8]) -> tuple[float, float]:
    """Width and height of `frame` in units."""
    height, width = frame.shape[:2]
    factor = SHORT_SIDE / min(width, height)
    return width * factor, height * factor
