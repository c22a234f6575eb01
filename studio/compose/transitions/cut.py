"""From one scene straight to the next."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from studio.compose.layers.layer import Frame
from studio.graphics.easing import Ease


@dataclass(frozen=True)
class Cut:
    """Shows the first scene up to the middle and the second from there."""

    title: str = "Cut"
    seconds: float = 0.0
    easing: Ease = Ease.LINEAR

    def __call__(self, a: Frame, b: Frame, progress: float, out: Frame) -> None:
        """Draw."""
        self.mix(a, b, progress, out)

    def mix(self, a: Frame, b: Frame, progress: float, out: Frame) -> None:
        """Show one of two arrays of any shape."""
        np.copyto(out, a if progress < 0.5 else b)
