"""Palettes that can be read: lightness is moved where contrast is missing, hue stays.

Contrast: WCAG 2.2, 1.4.3 (words, 4.5 to 1) and 1.4.11 (what is seen, 3 to 1).
"""

from __future__ import annotations

import numpy as np

from studio.domain.brand import Palette
from studio.graphics.colour import contrast, hexadecimal, luminance, mix, oklab

WORDS = 4.5
SHAPES = 3.0
_STEP = 0.01


def made_readable(palette: Palette) -> Palette:
    """The palette with ink and muted at 4.5 to 1 on ground and surface, the accent at 3 to 1.

    Ground stays as it is. A surface on which no ink for the ground reads gives way to one
    near the ground.
    """
    surface = palette.surface
    if not _can_share_ink(palette.ground, surface):
        surface = mix(palette.ground, _away_from_ink(palette.ground), 0.07)
    grounds = (palette.ground, surface)
    return palette.model_copy(
        update={
            "surface": surface,
            "ink": apart(palette.ink, grounds, WORDS),
            "muted": apart(palette.muted, grounds, WORDS),
            "accent": apart(palette.accent, (palette.ground,), SHAPES),
        }
    )


def apart(colour: str, grounds: tuple[str, ...], wanted: float) -> str:
    """`colour`, as little lighter or darker as gives the contrast `wanted` to every ground.

    Black or white where no lightness of its hue does.
    """
    if _least(colour, grounds) >= wanted:
        return colour
    lab = oklab(colour)
    for distance in np.arange(_STEP, 1.0 + _STEP, _STEP):
        for direction in (1.0, -1.0):
            light = float(lab[0]) + direction * float(distance)
            if not 0.0 <= light <= 1.0:
                continue
            moved = hexadecimal(np.array([light, lab[1], lab[2]], dtype=np.float32))
            if _least(moved, grounds) >= wanted:
                return moved
    return max(("#000000", "#FFFFFF"), key=lambda end: _least(end, grounds))


def _away_from_ink(ground: str) -> str:
    """White where black reads best on `ground`, and the reverse: that way it reads better yet."""
    is_for_black = contrast("#000000", ground) >= contrast("#FFFFFF", ground)
    return "#FFFFFF" if is_for_black else "#000000"


def _least(colour: str, grounds: tuple[str, ...]) -> float:
    return min(contrast(colour, ground) for ground in grounds)


def _can_share_ink(ground: str, surface: str) -> bool:
    """True when black or white reads on both."""
    return max(_least(end, (ground, surface)) for end in ("#000000", "#FFFFFF")) >= WORDS


def strength(colour: str) -> float:
    """How colourful: OKLab chroma, 0 for greys, about 0.3 for the strongest."""
    lab = oklab(colour)
    return float(np.hypot(lab[1], lab[2]))


def is_light(colour: str) -> bool:
    """True when its luminance is nearer to white's than to black's, as eyes see it."""
    return luminance(colour) > 0.18
