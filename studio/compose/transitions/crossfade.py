"""One scene fades into the next."""

from __future__ import annotations

from dataclasses import dataclass

import cv2

from studio.compose.layers.layer import Frame
from studio.graphics.easing import Ease


@dataclass(frozen=True)
class Crossfade:
    """Mixes the two pictures, as light in the film's own colour values."""

    title: str = "Crossfade"
    seconds: float = 0.5
    easing: Ease = Ease.LINEAR

    def __call__(self, a: Frame, b: Frame, progress: float, out: Frame) -> None:
        """Draw."""
        self.mix(a, b, progress, out)

    def mix(self, a: Frame, b: Frame, progress: float, out: Frame) -> None:
        """Mix arrays of any shape."""
        cv2.addWeighted(b, progress, a, 1 - progress, 0, dst=out)
