"""Soft shadows under panels: blurred at a small size and enlarged, once for each size."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import skia
from numpy.typing import NDArray

from studio.graphics.lines import Box

_FACTOR = 0.125
_BLUR = 34.0
_DROP = 22.0
_REACH = 80.0
_SAME = 1e-4
_COPIED = skia.SamplingOptions()
_LINEAR = skia.SamplingOptions(skia.FilterMode.kLinear)

Frame = NDArray[np.uint8]


class Shadows:
    """Shadows of panels, as dark as `strength` (0 to 1); `scale` is pixels to a unit."""

    def __init__(self, strength: float, scale: float = 1.0) -> None:
        self._strength = strength
        self._scale = scale
        self._small: dict[tuple[int, int], Frame] = {}
        self._full: dict[tuple[int, int], Any] = {}

    def draw(self, canvas: Any, box: Box, radius: float, opacity: float) -> None:
        """Draw the shadow of `box`, a little below it, where the box itself does not hide it."""
        paint = skia.Paint(Alphaf=opacity * self._strength)
        inner = skia.Rect.MakeXYWH(box.x, box.y, box.width, box.height)
        target = inner.makeOutset(_REACH, _REACH).makeOffset(0, _DROP)
        canvas.save()
        canvas.clipRRect(
            skia.RRect.MakeRectXY(inner, radius, radius), skia.ClipOp.kDifference, True
        )
        matrix = canvas.getTotalMatrix()
        if _is_upright(matrix, self._scale):
            # On whole pixels it is copied, not scaled; so soft a thing may be half a pixel off.
            place = matrix.mapRect(target)
            canvas.resetMatrix()
            canvas.drawImage(
                self._enlarged(target), round(place.left()), round(place.top()), _COPIED, paint
            )
        else:
            image = _image(self._blurred(target))
            canvas.drawImageRect(image, target, _LINEAR, paint)
        canvas.restore()

    def _blurred(self, target: Any) -> Frame:
        key = (round(target.width() * _FACTOR), round(target.height() * _FACTOR))
        if key not in self._small:
            self._small[key] = _blurred(*key)
        return self._small[key]

    def _enlarged(self, target: Any) -> Any:
        key = (round(target.width() * self._scale), round(target.height() * self._scale))
        if key not in self._full:
            self._full[key] = _image(_resized(self._blurred(target), key))
        return self._full[key]


def _is_upright(matrix: Any, scale: float) -> bool:
    """True when `matrix` only moves what is as large as `scale` makes it."""
    stretches = (matrix.getScaleX() - scale, matrix.getScaleY() - scale)
    skews = (matrix.getSkewX(), matrix.getSkewY())
    return all(abs(part) < _SAME for part in (*stretches, *skews))


def _blurred(width: int, height: int) -> Frame:
    """The shadow, margins and all, at `width` × `height` pixels: black with its alpha."""
    margin = round(_REACH * _FACTOR)
    frame = np.zeros((height, width, 4), np.uint8)
    alpha = np.zeros((height, width), np.uint8)
    alpha[margin : height - margin, margin : width - margin] = 255
    frame[..., 3] = cv2.GaussianBlur(alpha, (0, 0), _BLUR * _FACTOR)
    return frame


def _resized(frame: Frame, size: tuple[int, int]) -> Frame:
    return np.asarray(cv2.resize(frame, size), dtype=np.uint8)


def _image(frame: Frame) -> Any:
    return skia.Image.fromarray(
        frame, skia.ColorType.kBGRA_8888_ColorType, skia.AlphaType.kPremul_AlphaType
    )
