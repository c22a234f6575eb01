"""The camera is thrown round and comes to rest on the next scene."""

from __future__ import annotations

from dataclasses import dataclass

import cv2

from studio.compose.layers.layer import Frame
from studio.compose.transitions.ends import is_at_end
from studio.compose.transitions.motion import smear, speed
from studio.compose.transitions.strips import strip_of, strips
from studio.graphics.easing import Ease

_BLUR = 0.42
"""At full speed, as a share of the frame's width."""


@dataclass(frozen=True)
class WhipPan:
    """Passes over the first picture, its mirror image, the second's, and the second."""

    title: str = "Whip pan"
    seconds: float = 0.5
    easing: Ease = Ease.SWIFT

    def __call__(self, a: Frame, b: Frame, progress: float, out: Frame) -> None:
        """Draw."""
        if is_at_end(a, b, progress, out):
            return
        width = out.shape[1]
        panels = ((a, False), (a, True), (b, True), (b, False))
        panel, gone = divmod(round(progress * 3 * width), width)
        left, right = panels[panel], panels[min(3, panel + 1)]
        memory = strip_of(out)
        for rows in strips(out):
            strip = memory[: rows.stop - rows.start]
            _place(*left, rows, slice(gone, width), strip[:, : width - gone])
            _place(*right, rows, slice(0, gone), strip[:, width - gone :])
            smear(strip, _BLUR * width * speed(progress) ** 1.25, out[rows])


def _place(source: Frame, is_mirrored: bool, rows: slice, columns: slice, out: Frame) -> None:
    """Rows and columns of a panel."""
    if columns.start == columns.stop:
        return
    if not is_mirrored:
        out[:] = source[rows, columns]
        return
    width = source.shape[1]
    mirrored = source[rows, width - columns.stop : width - columns.start]
    cv2.flip(mirrored, 1, dst=out)
