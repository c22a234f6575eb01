"""The next scene pushes the last one out."""

from __future__ import annotations

from dataclasses import dataclass

from studio.compose.layers.layer import Frame
from studio.compose.transitions.ends import is_at_end
from studio.compose.transitions.motion import smear, speed
from studio.compose.transitions.strips import strip_of, strips
from studio.graphics.easing import Ease

_BLUR = 0.03
"""At full speed, as a share of the frame's width: a shutter open a third of the time."""


@dataclass(frozen=True)
class Push:
    """Both pictures go left, edge to edge."""

    title: str = "Push"
    seconds: float = 0.6
    easing: Ease = Ease.IN_OUT

    def __call__(self, a: Frame, b: Frame, progress: float, out: Frame) -> None:
        """Draw."""
        if is_at_end(a, b, progress, out):
            return
        width = out.shape[1]
        gone = round(progress * width)
        memory = strip_of(out)
        for rows in strips(out):
            strip = memory[: rows.stop - rows.start]
            strip[:, : width - gone] = a[rows, gone:]
            strip[:, width - gone :] = b[rows, :gone]
            smear(strip, _BLUR * width * speed(progress), out[rows])
