"""One scene sinks into a colour, and the next rises from it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2

from studio.compose.layers.layer import Frame
from studio.compose.transitions.ends import is_at_end, smooth
from studio.compose.transitions.strips import strip_of, strips
from studio.domain.brand import Colour
from studio.graphics.easing import Ease

_HELD = 0.08
"""The share of the time that the colour alone is seen: two or three frames, as in a cinema."""


@dataclass(frozen=True)
class Dip:
    """Fades to `colour`, rests there for a moment, and fades from it."""

    title: str
    colour: Colour
    seconds: float = 0.8
    easing: Ease = Ease.LINEAR

    def __call__(self, a: Frame, b: Frame, progress: float, out: Frame) -> None:
        """Draw."""
        if is_at_end(a, b, progress, out):
            return
        seen = smooth((abs(1 - 2 * progress) - _HELD) / (1 - _HELD))
        source = a if progress < 0.5 else b
        colour = strip_of(out)
        colour[:] = _bgra(self.colour)
        for rows in strips(out):
            ground = colour[: rows.stop - rows.start]
            cv2.addWeighted(source[rows], seen, ground, 1 - seen, 0, dst=out[rows])


@dataclass(frozen=True)
class BrandedDip(Dip):
    """A dip in the brand's accent."""

    def in_colour(self, colour: Colour) -> BrandedDip:
        """The same dip in `colour`."""
        return replace(self, colour=colour)


def _bgra(colour: Colour) -> tuple[int, int, int, int]:
    red, green, blue = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return blue, green, red, 255
