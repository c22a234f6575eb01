"""A hand goes once round the clock and uncovers the next scene."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from studio.compose.layers.layer import Frame
from studio.compose.transitions.ends import is_at_end
from studio.compose.transitions.reveal import Grid, reveal
from studio.graphics.easing import Ease

_FEATHER = 0.02
"""The edges' width as a share of the frame's shorter side."""


@dataclass(frozen=True)
class Clock:
    """Goes round from twelve, with the sun."""

    title: str = "Clock"
    seconds: float = 0.9
    easing: Ease = Ease.IN_OUT

    def __call__(self, a: Frame, b: Frame, progress: float, out: Frame) -> None:
        """Draw."""
        if is_at_end(a, b, progress, out):
            return
        height, width = out.shape[:2]
        feather = _FEATHER * min(width, height)
        angle = 2 * math.pi * progress
        # Both edges lie on one line at the start and at the end: there they must not show.
        offset = np.float32(feather * (progress - 0.5))
        meet = np.minimum if progress < 0.5 else np.maximum

        def distance(x: Grid, y: Grid) -> Grid:
            across, down = x - np.float32(width / 2), y - np.float32(height / 2)
            behind = across * np.float32(-math.cos(angle)) - down * np.float32(math.sin(angle))
            met: Grid = meet(behind, across)
            return met + offset

        reveal(a, b, distance, feather, out)
