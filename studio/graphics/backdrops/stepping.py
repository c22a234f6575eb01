"""Soft things that move slowly, drawn ten times a second and copied in between.

A field without an edge moves by two pixels in that time; nobody sees the step, a frame in
between costs a copy (0.7 ms at 1920 × 1080), and an encoder skips what did not change.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]

STEPS = 10
"""How often a second."""

_SLACK = 1e-6


class Stepped:
    """Keeps the last picture that `draw(frame, seconds)` made."""

    def __init__(self, draw: Callable[[Pixels, float], None]) -> None:
        self._draw = draw
        self._step = -1
        self._kept: Pixels | None = None

    def draw(self, frame: Pixels, seconds: float) -> None:
        """Fill `frame` as it is at the last step before `seconds`: the same for the same."""
        step = max(0, math.floor(seconds * STEPS + _SLACK))
        if self._kept is None or step != self._step or self._kept.shape != frame.shape:
            kept = self._kept
            if kept is None or kept.shape != frame.shape:
                kept = np.empty_like(frame)
            self._draw(kept, step / STEPS)
            self._kept, self._step = kept, step
        np.copyto(frame, self._kept)
