"""A look as a few numbers, in the order a colourist turns to them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from studio.graphics.cube import Colours

Triple = tuple[float, float, float]

LUMA = (0.299, 0.587, 0.114)
"""Weights of red, green and blue in brightness: Recommendation ITU-R BT.601, item 2.5.1. OpenCV
turns frames to grey by the same."""


@dataclass(frozen=True)
class Formula:
    """Colours to colours, all from 0 to 1.

    `gains` multiply red, green and blue; `contrast` bends them about the middle, from -1 for
    flat to 1 for steep; `saturation` 0 is grey; `shadows` and `highlights` are added where it
    is dark and where it is bright; `fade` lifts black and `bleach` lowers white.
    """

    gains: Triple = (1.0, 1.0, 1.0)
    contrast: float = 0.0
    saturation: float = 1.0
    shadows: Triple = (0.0, 0.0, 0.0)
    highlights: Triple = (0.0, 0.0, 0.0)
    fade: float = 0.0
    bleach: float = 0.0

    def __call__(self, colours: Colours) -> Colours:
        """What `colours` become, of the same shape (..., 3)."""
        luma = (colours @ np.array(LUMA, np.float32))[..., None]
        colours = luma + (colours - luma) * self.saturation
        colours = np.clip(colours * np.array(self.gains, np.float32), 0, 1)
        # Smoothstep mixed in or, for less contrast, taken away: its ends stay where they are.
        curve = colours * colours * (3 - 2 * colours)
        colours = colours + (curve - colours) * self.contrast
        dark = (1 - luma) ** 2
        colours = colours + dark * np.array(self.shadows, np.float32)
        colours = colours + luma**2 * np.array(self.highlights, np.float32)
        colours = self.fade + colours * (1 - self.fade - self.bleach)
        return np.clip(colours, 0, 1).astype(np.float32)
