"""Colour tables on the planes of an encoder: a third of what they cost on drawn frames.

Brightness goes through one curve, colour is scaled, and what a table does besides is looked up
for every two by two pixels, by 6 bits of brightness and 5 of each colour, dithered.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from studio.compose.looks.tinting import Tint
from studio.compose.planes import NEUTRAL, Plane, Planes, levels_of, planes_of

_MIDDLE = 128
_MOST = 127
"""What can be said beside curve and scale in one byte, in levels."""

_BAYER = np.array([[0, 4, 1, 5], [6, 2, 7, 3], [1, 5, 0, 4], [7, 3, 6, 2]], np.uint8)
_Values = npt.NDArray[np.float32]


class PlanarTint:
    """What `tint` does to colours, done to planes. `is_fit` is False for a table too far off."""

    def __init__(self, tint: Tint) -> None:
        cells = _cells()
        are = _is_colour(cells)
        wanted = planes_of(tint.exact(levels_of(cells)))
        greys = np.full((256, 3), NEUTRAL, np.float32)
        greys[:, 0] = np.arange(256)
        curve = planes_of(tint.exact(levels_of(greys)))[:, 0]
        self._curve = np.clip(curve + 0.5, 0, 255).astype(np.uint8)
        self._scales = tuple(_scale(cells[are, n], wanted[are, n]) for n in (1, 2))
        simple = np.empty_like(wanted)
        simple[:, 0] = np.interp(cells[:, 0], np.arange(256), curve)
        for n, scale in enumerate(self._scales, 1):
            simple[:, n] = NEUTRAL + scale * (cells[:, n] - NEUTRAL)
        self.is_fit = bool(np.abs((wanted - simple)[are]).max() < _MOST)
        self._rest = _packed(wanted - simple)
        self._dither: npt.NDArray[np.uint8] = np.zeros((0, 0), np.uint8)

    def apply(self, planes: Planes) -> None:
        """Change the colours that `planes` hold."""
        rest = self._looked_up(planes)
        height, width = planes.luma.shape
        more = cv2.resize(rest[0], (width, height), interpolation=cv2.INTER_LINEAR)
        cv2.LUT(planes.luma, self._curve, dst=planes.luma)
        cv2.addWeighted(planes.luma, 1, more, 1, -_MIDDLE, dst=planes.luma)
        for plane, scale, other in zip((planes.cb, planes.cr), self._scales, rest[1:], strict=True):
            moved = NEUTRAL * (1 - scale) - _MIDDLE
            cv2.addWeighted(plane, scale, other, 1, moved, dst=plane)

    def _looked_up(self, planes: Planes) -> tuple[Plane, Plane, Plane]:
        """What is added to Y', Cb and Cr besides, about the middle, for two by two pixels."""
        height, width = planes.cb.shape
        if self._dither.shape != (height, width):
            self._dither = np.tile(_BAYER, (-(-height // 4), -(-width // 4)))[:height, :width]
            self._dither = np.ascontiguousarray(self._dither)
        luma = cv2.resize(planes.luma, (width, height), interpolation=cv2.INTER_AREA)
        fine = cv2.addWeighted(luma, 1, self._dither, 0.5, -2)
        cb = cv2.addWeighted(planes.cb, 1, self._dither, 1, -4)
        cr = cv2.addWeighted(planes.cr, 1, self._dither, 1, -4)
        stacked = cv2.merge([cb, fine, cr, cr])
        places = cv2.cvtColor(stacked, cv2.COLOR_BGRA2BGR565).view(np.uint16)[..., 0]
        found = np.take(self._rest, places, mode="clip").view(np.uint8)
        one, two, three, _ = cv2.split(found.reshape(height, width, 4))
        return np.asarray(one, np.uint8), np.asarray(two, np.uint8), np.asarray(three, np.uint8)


def _cells() -> _Values:
    """Y', Cb and Cr in the middle of every cell of 6, 5 and 5 bits, shape (65536, 3)."""
    places = np.arange(65_536)
    cb, luma, cr = places & 31, (places >> 5) & 63, places >> 11
    return np.stack([luma * 4 + 1.5, cb * 8 + 3.5, cr * 8 + 3.5], axis=1).astype(np.float32)


def _is_colour(cells: _Values) -> npt.NDArray[np.bool_]:
    """Which cells hold colours that there are: most do not."""
    levels = levels_of(cells, is_held=False)
    return np.asarray(((levels > -8) & (levels < 263)).all(axis=1))


def _scale(colours: _Values, wanted: _Values) -> float:
    """By what colours are best scaled, in the sense of least squares."""
    away = colours - NEUTRAL
    return float((away * (wanted - NEUTRAL)).sum() / (away * away).sum())


def _packed(rest: _Values) -> npt.NDArray[np.uint32]:
    packed = np.full((len(rest), 4), _MIDDLE, np.uint8)
    packed[:, :3] = np.clip(rest + (_MIDDLE + 0.5), 0, 255).astype(np.uint8)
    return np.ascontiguousarray(packed).view(np.uint32)[:, 0]
