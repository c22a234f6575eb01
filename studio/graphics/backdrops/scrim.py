"""What lies over a photograph: nothing, or a shade that words can be read on."""

from __future__ import annotations

import cv2
import numpy as np

from studio.domain.brand import Palette
from studio.domain.format import Size
from studio.graphics.backdrops.field import Pixels
from studio.graphics.colour import is_dark, rgb, shade

_BOTTOM, _TOP = 0.97, 0.30
_STRENGTH = 0.86


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
        self._top = round(_TOP * size.height)
        share = np.clip(
            (np.arange(self._top, size.height) / size.height - _TOP) / (_BOTTOM - _TOP), 0, 1
        )
        # Twice differentiable at both ends: the eye finds the edge of a linear ramp.
        shape = _STRENGTH * share * share * (3 - 2 * share)
        rows = np.repeat((shape * 255).astype(np.uint8)[:, None], size.width, axis=1)
        self._keep = cv2.merge([255 - rows] * 4)
        light = np.stack([shape * blue, shape * green, shape * red, shape * 255], axis=-1)
        self._add = np.ascontiguousarray(
            np.repeat(np.clip(light, 0, 255).astype(np.uint8)[:, None, :], size.width, axis=1)
        )

    def draw(self, frame: Pixels, seconds: float) -> None:
        """Darken the lower part of `frame`."""
        lower = frame[self._top :]
        cv2.multiply(lower, self._keep, dst=lower, scale=1 / 255)
        cv2.add(lower, self._add, dst=lower)
