"""Soft shadows under panels: blurred once at a small size, then enlarged."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import skia

from studio.graphics.lines import Box

_FACTOR = 0.125
_BLUR = 34.0
_DROP = 22.0
_REACH = 80.0


class Shadows:
    """Shadows of panels, as dark as `strength` (0 to 1)."""

    def __init__(self, strength: float) -> None:
        self._strength = strength
        self._made: dict[tuple[int, int], Any] = {}

    def draw(self, canvas: Any, box: Box, radius: float, opacity: float) -> None:
        """Draw the shadow of `box`, a little below it, where the box itself does not hide it."""
        key = (round(box.width * _FACTOR), round(box.height * _FACTOR))
        if key not in self._made:
            self._made[key] = _blurred(*key)
        target = skia.Rect.MakeXYWH(
            box.x - _REACH,
            box.y - _REACH + _DROP,
            box.width + 2 * _REACH,
            box.height + 2 * _REACH,
        )
        options = skia.SamplingOptions(skia.FilterMode.kLinear)
        paint = skia.Paint(Alphaf=opacity * self._strength)
        inner = skia.Rect.MakeXYWH(box.x, box.y, box.width, box.height)
        canvas.save()
        canvas.clipRRect(
            skia.RRect.MakeRectXY(inner, radius, radius), skia.ClipOp.kDifference, True
        )
        canvas.drawImageRect(self._made[key], target, options, paint)
        canvas.restore()


def _blurred(width: int, height: int) -> Any:
    margin = round(_REACH * _FACTOR)
    frame = np.zeros((height + 2 * margin, width + 2 * margin, 4), np.uint8)
    frame[margin : margin + height, margin : margin + width, 3] = 255
    alpha = cv2.GaussianBlur(frame[..., 3], (0, 0), _BLUR * _FACTOR)
    frame[..., 3] = alpha
    return skia.Image.fromarray(
        frame, skia.ColorType.kBGRA_8888_ColorType, skia.AlphaType.kPremul_AlphaType
    )
