"""Looks by name: what a picture's colours become. A look is one row of `LOOKS`."""

from __future__ import annotations

import numpy as np

from studio.compose.looks.formula import Formula
from studio.domain.errors import NotFound
from studio.domain.look import NATURAL
from studio.graphics.cube import Colours, Cube

SIZE = 33
"""Points along a side of the tables that looks are made into, as most .cube files have."""

LOOKS: dict[str, Formula] = {
    NATURAL: Formula(),
    "warm": Formula(gains=(1.05, 1.0, 0.9), contrast=0.1),
    "cold": Formula(gains=(0.92, 1.0, 1.07), contrast=0.1),
    "film": Formula(
        contrast=0.3,
        saturation=0.9,
        fade=0.035,
        shadows=(-0.015, 0.008, 0.02),
        highlights=(0.02, 0.0, -0.03),
    ),
    "noir": Formula(contrast=0.65, saturation=0.0),
    "silver": Formula(contrast=0.2, saturation=0.0, fade=0.03),
    "vivid": Formula(contrast=0.25, saturation=1.3),
    "faded": Formula(contrast=-0.1, fade=0.1, gains=(1.02, 1.0, 0.95), bleach=0.04),
    "teal": Formula(contrast=0.25, shadows=(-0.06, 0.015, 0.045), highlights=(0.05, 0.005, -0.05)),
    "golden": Formula(
        contrast=0.15, saturation=1.05, gains=(1.08, 1.0, 0.84), shadows=(0.01, 0.0, 0.015)
    ),
}
"""Every named look. `natural` leaves the picture as it is."""


def cube(name: str) -> Cube:
    """The table of a named look. Raises NotFound."""
    if name not in LOOKS:
        raise NotFound("look", name)
    return Cube(LOOKS[name](_points()).astype(np.float32))


def _points() -> Colours:
    """Every point of a table: red, green and blue, shape (SIZE, SIZE, SIZE, 3)."""
    at = np.linspace(0, 1, SIZE, dtype=np.float32)
    blues, greens, reds = np.meshgrid(at, at, at, indexing="ij")
    return np.stack([reds, greens, blues], axis=-1)


__all__ = ["LOOKS", "cube"]
