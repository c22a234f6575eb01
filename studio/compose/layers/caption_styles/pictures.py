"""Parts of captions as pixels: drawn once, then only blended into frames."""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import skia
from numpy.typing import NDArray

from studio.compose.layers.caption_styles.setting import SetLine
from studio.compose.layers.caption_styles.style import NIGHT, Inks, Style
from studio.domain.format import Size
from studio.graphics.colour import rgb
from studio.graphics.layout import scale

_MARGIN = 40.0
"""Units around a line's box: room for outlines and for marks that stand out of their row."""

_SHADE = 0.45
_SOFT = 0.6
"""Pixels that smoothing takes away from an outline's reach, whatever the picture's size."""


@dataclass(frozen=True)
class Sprite:
    """An image and where its left top goes, in pixels of the frame."""

    image: Any
    left: int
    top: int

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle, in pixels of the frame."""
        return self.left + self.image.width() / 2, self.top + self.image.height() / 2


@dataclass(frozen=True)
class Picture:
    """A part as drawn: its ink, and the outline that goes below the ink of all parts."""

    ink: Sprite
    outline: Sprite | None = None


class PictureMaker:
    """Draws the parts of a style's lines for frames of `size` pixels."""

    def __init__(self, style: Style, inks: Inks, size: Size) -> None:
        self._style = style
        self._inks = inks
        self._size = size
        self._scale = scale(size)

    def picture(self, line: SetLine, key: Hashable) -> Picture | None:
        """The part of `line` named `key`; None when there is nothing to see of it."""
        left, top, width, height = self._window(line)
        pixels = np.zeros((height, width, 4), np.uint8)
        surface = skia.Surface.MakeRasterDirect(_info(pixels), pixels)
        canvas = surface.getCanvas()
        canvas.translate(-left, -top)
        canvas.scale(self._scale, self._scale)
        self._style.paint(canvas, line, key, self._inks)
        surface.flushAndSubmit()
        ink = _cropped(pixels, left, top)
        if ink is None:
            return None
        if not self._style.outline:
            return Picture(ink)
        reach = self._style.outline * self._scale + _SOFT
        return Picture(ink, _rim(pixels[..., 3], reach, left, top))

    def _window(self, line: SetLine) -> tuple[int, int, int, int]:
        """Left, top, width and height in pixels: the line's box with a margin, in the frame."""
        box, margin = line.box, _MARGIN
        left = max(0, math.floor((box.x - margin) * self._scale))
        top = max(0, math.floor((box.y - margin) * self._scale))
        right = min(self._size.width, math.ceil((box.x + box.width + margin) * self._scale))
        bottom = min(self._size.height, math.ceil((box.y + box.height + margin) * self._scale))
        return left, top, max(1, right - left), max(1, bottom - top)


def _rim(alpha: NDArray[np.uint8], reach: float, left: int, top: int) -> Sprite | None:
    """The outline of `alpha`, looked for no further than it goes."""
    x, y, width, height = cv2.boundingRect(alpha)
    far = 4 * math.ceil(reach) + 2
    x0, y0 = max(0, x - far), max(0, y - far)
    part = alpha[y0 : y + height + far, x0 : x + width + far]
    return _cropped(outlined(np.ascontiguousarray(part), reach), left + x0, top + y0)


def outlined(alpha: NDArray[np.uint8], reach: float) -> NDArray[np.uint8]:
    """A dark rim `reach` pixels wide around `alpha` (height, width), and a soft shade beyond.

    BGRA premultiplied. The rim is opaque, so it alone lies behind the edges of the letters.
    """
    span = 2 * math.ceil(reach) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (span, span))
    rim = cv2.GaussianBlur(cv2.dilate(alpha, disc), (3, 3), 0.6)
    soft = cv2.blur(cv2.blur(rim, (span, span)), (span, span))
    shade = np.maximum(rim, cv2.convertScaleAbs(soft, alpha=_SHADE))
    red, green, blue = rgb(NIGHT)
    return np.dstack(
        [cv2.convertScaleAbs(shade, alpha=c / 255) for c in (blue, green, red)] + [shade]
    )


def _cropped(pixels: NDArray[np.uint8], left: int, top: int) -> Sprite | None:
    """What of `pixels` is not clear; `left` and `top` are where they lie in the frame."""
    x, y, width, height = cv2.boundingRect(pixels[..., 3])
    if width == 0 or height == 0:
        return None
    part = np.ascontiguousarray(pixels[y : y + height, x : x + width])
    image = skia.Image.fromarray(
        part, skia.ColorType.kBGRA_8888_ColorType, skia.AlphaType.kPremul_AlphaType, copy=True
    )
    return Sprite(image, left + x, top + y)


def _info(pixels: NDArray[np.uint8]) -> Any:
    return skia.ImageInfo.Make(
        pixels.shape[1],
        pixels.shape[0],
        skia.ColorType.kBGRA_8888_ColorType,
        skia.AlphaType.kPremul_AlphaType,
    )
