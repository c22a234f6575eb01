"""A circle opens on the next scene."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from studio.compose.layers.layer import Frame
from studio.compose.transitions.ends import is_at_end
from studio.compose.transitions.reveal import Grid, reveal
from studio.graphics.easing import Ease

_FEATHER = 0.03
"""The edge's width as a share of the frame's shorter side."""


@dataclass(frozen=True)
class Iris:
    """Opens from the middle until the corners are free."""

    title: str = "Iris"
    seconds: float = 0.8
    easing: Ease = Ease.IN_OUT

    def __call__(self, a: Frame, b: Frame, progress: float, out: Frame) -> None:
        """Draw."""
        if is_at_end(a, b, progress, out):
            return
        height, width = out.shape[:2]
        feather = _FEATHER * min(width, height)
        radius = progress * (math.hypot(width, height) / 2 + feather) - feather / 2

        def distance(x: Grid, y: Grid) -> Grid:
            across = np.broadcast_to(x - np.float32(width / 2), (y.size, x.size))
            down = np.broadcast_to(y - np.float32(height / 2), (y.size, x.size))
            away = cv2.magnitude(np.ascontiguousarray(across), np.ascontiguousarray(down))
            return np.subtract(np.float32(radius), away, out=away)

        reveal(a, b, distance, feather, out)
