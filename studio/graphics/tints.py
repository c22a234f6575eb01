"""Translucent fills of large panels, laid as tiles of ready pixels.

Skia mixes one translucent colour into a picture pixel by pixel in floating point, but lays
translucent pixels of an image that is not scaled four to six times as fast.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import skia

_TILE = 64
_WORTH_IT = 40_000
"""Pixels; below this making the tile takes longer than it saves."""


def tint(canvas: Any, paint: Any, pixels: float) -> Any:
    """`paint` itself, or for a translucent one over many `pixels` a quicker one like it."""
    if pixels < _WORTH_IT or paint.getAlpha() in {0, 255}:
        return paint
    to_pixels = skia.Matrix()
    if not canvas.getTotalMatrix().invert(to_pixels):
        return paint
    repeated = skia.TileMode.kRepeat
    shader = _tile(paint.getColor()).makeShader(repeated, repeated, skia.SamplingOptions())
    return skia.Paint(AntiAlias=True, Shader=shader.makeWithLocalMatrix(to_pixels))


def _tile(colour: int) -> Any:
    """A square of `colour`, 0xAARRGGBB, its alpha multiplied in."""
    alpha = colour >> 24
    parts = [round((colour >> shift & 0xFF) * alpha / 255) for shift in (0, 8, 16)]
    frame = np.empty((_TILE, _TILE, 4), np.uint8)
    frame[:] = (*parts, alpha)
    return skia.Image.fromarray(
        frame, skia.ColorType.kBGRA_8888_ColorType, skia.AlphaType.kPremul_AlphaType
    )
