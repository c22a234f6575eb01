"""The camera flies through the picture into the next scene."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from studio.compose.layers.layer import Frame
from studio.compose.transitions.ends import is_at_end, smooth
from studio.compose.transitions.motion import speed
from studio.graphics.easing import Ease

_PAST, _AHEAD = 2.6, 1.6
"""How much larger the first picture is when it has passed, and smaller the second at first."""
_BLUR = 0.17
"""At full speed, how much larger the last thing the shutter sees is than the first."""
_FINE, _COARSE = 8, 40
"""Pixels of blur at the corners from which half, and a quarter, of the size shows the same."""
_SPAN = (0.2, 0.8)
"""Between these the pictures are mixed."""


@dataclass(frozen=True)
class ZoomThrough:
    """Both pictures grow, mixed where that is fastest."""

    title: str = "Zoom through"
    seconds: float = 0.6
    easing: Ease = Ease.SWIFT

    def __call__(self, a: Frame, b: Frame, progress: float, out: Frame) -> None:
        """Draw."""
        if is_at_end(a, b, progress, out):
            return
        height, width = out.shape[:2]
        blur = _BLUR * speed(progress)
        corner = blur * max(width, height) / 2
        part = 1 if corner < _FINE else 2 if corner < _COARSE else 4
        small = out if part == 1 else _memory(out, part)
        _zoomed(a, b, progress, small)
        if part > 1:
            _radial(small, blur)
            cv2.resize(small, (width, height), dst=out, interpolation=cv2.INTER_LINEAR)


def _memory(out: Frame, part: int) -> Frame:
    height, width = out.shape[:2]
    return np.empty((-(-height // part), -(-width // part), 4), np.uint8)


def _zoomed(a: Frame, b: Frame, progress: float, out: Frame) -> None:
    """Both pictures at their sizes, mixed."""
    mixed = smooth((progress - _SPAN[0]) / (_SPAN[1] - _SPAN[0]))
    if mixed < 1:
        _scaled(a, _PAST**progress, out)
    if mixed <= 0:
        return
    other = out if mixed >= 1 else np.empty_like(out)
    _scaled(b, _AHEAD ** (progress - 1), other)
    if mixed < 1:
        cv2.addWeighted(out, 1 - mixed, other, mixed, 0, dst=out)


def _scaled(source: Frame, scale: float, out: Frame) -> None:
    """`source` about its middle, `scale` times as large as it fills `out`; mirrored beyond."""
    (high, wide), (height, width) = source.shape[:2], out.shape[:2]
    x, y = wide / width / scale, high / height / scale
    move = np.array(
        [
            [x, 0, (wide - 1) / 2 - x * (width - 1) / 2],
            [0, y, (high - 1) / 2 - y * (height - 1) / 2],
        ]
    )
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    cv2.warpAffine(
        source, move, (width, height), dst=out, flags=flags, borderMode=cv2.BORDER_REFLECT
    )


def _radial(frame: Frame, amount: float) -> None:
    """Blur along the rays from the middle: eight sizes up to `1 + amount`, in three steps."""
    larger = np.empty_like(frame)
    for step in (amount / 7, amount * 2 / 7, amount * 4 / 7):
        _scaled(frame, 1 + step, larger)
        cv2.addWeighted(frame, 0.5, larger, 0.5, 0, dst=frame)
