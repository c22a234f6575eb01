"""The next scene slides over the last one like a sheet of paper."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from studio.compose.layers.layer import Frame
from studio.compose.transitions.ends import is_at_end
from studio.compose.transitions.motion import smear, speed
from studio.compose.transitions.reveal import Grid
from studio.compose.transitions.strips import strip_of, strips
from studio.graphics.easing import Ease

_BLUR = 0.025
"""At full speed, as a share of the frame's width."""
_YIELD = 0.22
"""How far the sheet below gives way, as a share of the way of the one above."""
_SHADOW, _DEPTH = 0.09, 0.5
"""How wide the shadow is, as a share of the frame's width, and how dark at the edge."""


@dataclass(frozen=True)
class Slide:
    """Comes in from the right with a shadow at its edge; what lies below gives way a little."""

    title: str = "Slide"
    seconds: float = 0.6
    easing: Ease = Ease.IN_OUT

    def __call__(self, a: Frame, b: Frame, progress: float, out: Frame) -> None:
        """Draw."""
        if is_at_end(a, b, progress, out):
            return
        width = out.shape[1]
        gone = round(progress * width)
        given = round(gone * _YIELD)
        blur = min(_BLUR * width * speed(progress), gone - given)
        if gone == 0:
            np.copyto(out, a)
            return
        edge = _Edge(width - gone, blur, min(1.0, 5 * progress), out)
        memory = strip_of(out)
        for rows in strips(out):
            high = memory[: rows.stop - rows.start, width - gone :]
            smear(a[rows, given : given + edge.end], blur * _YIELD, out[rows, : edge.end])
            smear(b[rows, :gone], blur, high)
            edge.draw(high, out[rows])


class _Edge:
    """The soft edge of the upper sheet, from column `place` to `end`, and its shadow."""

    def __init__(self, place: int, blur: float, depth: float, frame: Frame) -> None:
        rows, width = strip_of(frame).shape[:2]
        self.place = place
        self.end = min(width, place + max(1, round(blur)))
        reach = max(1, round(_SHADOW * width))
        self._dark = slice(max(0, place - reach), self.end)
        away = np.arange(self._dark.start, self._dark.stop, dtype=np.float32)
        away = np.clip((place - away) / reach, 0, 1)
        self._shade = _rows(_DEPTH * depth * (1 - away) ** 2, rows)
        self._black = np.zeros((*self._shade.shape, 4), np.uint8)
        self._black[..., 3] = 255
        soft = self.end - place
        self._cover = _rows(np.arange(0.5, soft, dtype=np.float32) / soft, rows)

    def draw(self, high: Frame, out: Frame) -> None:
        """Shade `out`, which holds the lower sheet, and lay `high` over it from `place` on."""
        count, soft = len(out), self.end - self.place
        shade, cover = self._shade[:count], self._cover[:count]
        band, brink = out[:, self._dark], out[:, self.place : self.end]
        cv2.blendLinear(band.copy(), self._black[:count], 1 - shade, shade, dst=band)
        cv2.blendLinear(brink.copy(), high[:, :soft], 1 - cover, cover, dst=brink)
        out[:, self.end :] = high[:, soft:]


def _rows(row: Grid, count: int) -> Grid:
    return np.repeat(row[None].astype(np.float32), count, axis=0)
