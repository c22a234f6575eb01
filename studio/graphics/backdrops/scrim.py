"""What lies over a photograph: nothing, or a shade that words can be read on."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np

from studio.domain.brand import Palette
from studio.domain.format import Size
from studio.graphics.backdrops.field import Pixels
from studio.graphics.colour import is_dark, rgb, shade

_BOTTOM, _TOP = 0.97, 0.30
_STRENGTH = 0.86
_BAND = 4


class Nothing:
    """Leaves the frame as it is."""

    is_still = True

    def __init__(self, palette: Palette, seed: int, size: Size) -> None:
        pass

    def draw(self, frame: Pixels, seconds: float) -> None:
        """Do nothing."""


class Scrim:
    """A shade of the ground's darkest tone, rising from the lower edge and fading out."""

    is_still = True

    def __init__(self, palette: Palette, seed: int, size: Size) -> None:
        tone = palette.ground if is_dark(palette.ground) else palette.ink
        blue, green, red = reversed(rgb(shade(tone, -0.06)))
        self._tone = np.empty((_BAND, size.width, 4), np.uint8)
        self._tone[:] = (blue, green, red, 255)
        self._bands = tuple(_bands(size.height))

    def draw(self, frame: Pixels, seconds: float) -> None:
        """Darken the lower part of `frame`."""
        for start, end, share in self._bands:
            band = frame[start:end]
            cv2.addWeighted(self._tone[: end - start], share, band, 1 - share, 0, dst=band)


def _bands(height: int) -> Iterator[tuple[int, int, float]]:
    """Rows from, to, and how much of the tone they take: a ramp without an edge at its ends.

    The eye finds the edge of a linear ramp; this one is smooth (a cubic Hermite).
    """
    for start in range(round(_TOP * height), height, _BAND):
        share = min(1.0, max(0.0, (start / height - _TOP) / (_BOTTOM - _TOP)))
        yield start, min(height, start + _BAND), _STRENGTH * share * share * (3 - 2 * share)
