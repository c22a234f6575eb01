"""One scene goes out of focus, and the next comes into it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from studio.compose.layers.layer import Frame
from studio.compose.transitions.ends import is_at_end, smooth
from studio.graphics.easing import Ease

_SIGMA = 0.042
"""At its softest, as a share of the frame's shorter side."""
_LEAST = 1.0
"""Blurred by this many pixels, a picture keeps nothing that half as many could not show."""
_RESIZED = 0.25
"""The variance, in small pixels, that halving (1/12) and enlarging again (1/6) add."""
_SPAN = (0.26, 0.74)
"""Between these the pictures are mixed."""


@dataclass(frozen=True)
class Blur:
    """Mixes the two pictures while both are soft."""

    title: str = "Blur"
    seconds: float = 0.7
    easing: Ease = Ease.LINEAR

    def __call__(self, a: Frame, b: Frame, progress: float, out: Frame) -> None:
        """Draw."""
        if is_at_end(a, b, progress, out):
            return
        sigma = _SIGMA * min(out.shape[:2]) * math.sin(math.pi * progress) ** 2
        mixed = smooth((progress - _SPAN[0]) / (_SPAN[1] - _SPAN[0]))
        levels = max(1, int(math.log2(max(2.0, sigma / _LEAST))))
        soft = _mixed(a, b, mixed, levels)
        _soften(soft, sigma / 2**levels)
        cv2.resize(soft, out.shape[1::-1], dst=out, interpolation=cv2.INTER_LINEAR)
        sharp = 1 - sigma / (_LEAST * 2**levels)
        if sharp > 0:
            # Too little blur for the smaller picture: as much of it as is wanted.
            cv2.addWeighted(a if progress < 0.5 else b, sharp, out, 1 - sharp, 0, dst=out)


def _soften(frame: Frame, sigma: float) -> None:
    if sigma <= _LEAST:
        # The mean of three has √(2/3) pixels: what `_LEAST` leaves to do, three times as fast.
        cv2.blur(frame, (3, 3), dst=frame, borderType=cv2.BORDER_REPLICATE)
        return
    rest = math.sqrt(sigma**2 - _RESIZED)
    cv2.GaussianBlur(frame, (0, 0), rest, dst=frame, borderType=cv2.BORDER_REPLICATE)


def _mixed(a: Frame, b: Frame, share: float, levels: int) -> Frame:
    """Both pictures, halved `levels` times, in one."""
    if share <= 0 or share >= 1:
        return _halved(a if share <= 0 else b, levels)
    one = _halved(a, levels)
    cv2.addWeighted(one, 1 - share, _halved(b, levels), share, 0, dst=one)
    return one


def _halved(frame: Frame, times: int) -> Frame:
    for _ in range(times):
        height, width = frame.shape[:2]
        half = np.empty(((height + 1) // 2, (width + 1) // 2, 4), np.uint8)
        cv2.resize(frame, half.shape[1::-1], dst=half, interpolation=cv2.INTER_AREA)
        frame = half
    return frame
