"""Blur by motion: what a shutter sees of a picture that passes it sideways."""

from __future__ import annotations

import math

import cv2

from studio.compose.layers.layer import Frame


def speed(progress: float) -> float:
    """How fast an eased way goes, 0 at both ends and 1 in the middle.

    The cosine curve's own: p = (1 - cos πt) / 2 gives dp/dt ~ sin πt = 2 √(p (1 - p)).
    """
    return 2 * math.sqrt(max(0.0, progress * (1 - progress)))


def smear(source: Frame, pixels: float, out: Frame) -> None:
    """Blur `source` sideways over `pixels` (rounded to an odd number) into `out`."""
    reach = max(1, min(round(pixels / 2), source.shape[1] // 2) * 2 + 1)
    cv2.blur(source, (reach, 1), dst=out, borderType=cv2.BORDER_REPLICATE)
