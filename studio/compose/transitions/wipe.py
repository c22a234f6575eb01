"""A soft edge passes over the picture and leaves the next scene behind it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from studio.compose.layers.layer import Frame
from studio.compose.transitions.ends import is_at_end
from studio.compose.transitions.reveal import Grid, reveal
from studio.graphics.easing import Ease

_FEATHER = 0.14
"""The edge's width as a share of the way it goes."""


class Way(StrEnum):
    """Where the edge goes."""

    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True)
class Wipe:
    """Passes over the whole frame `way`wards."""

    title: str
    way: Way
    seconds: float = 0.7
    easing: Ease = Ease.IN_OUT

    def __call__(self, a: Frame, b: Frame, progress: float, out: Frame) -> None:
        """Draw."""
        if is_at_end(a, b, progress, out):
            return
        height, width = out.shape[:2]
        length = width if self.way in (Way.LEFT, Way.RIGHT) else height
        feather = _FEATHER * length
        gone = progress * (length + feather) - feather / 2

        def distance(x: Grid, y: Grid) -> Grid:
            along = x if self.way in (Way.LEFT, Way.RIGHT) else y
            passed = along if self.way in (Way.RIGHT, Way.DOWN) else length - along
            shape = (y.size, x.size)
            return np.ascontiguousarray(np.broadcast_to(np.float32(gone) - passed, shape))

        reveal(a, b, distance, feather, out)
