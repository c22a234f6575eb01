"""Colour tables on frames, by whichever of three ways is the cheapest that is right.

A table that treats red, green and blue apart is three curves. One that gives greys of the
brightness alone is one. Any other is three curves for the greys, and what is left is looked up
by colours of 5, 6 and 5 bits, dithered: a table of 256 KB that stays in a core's cache.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from studio.graphics.cube import Colours, Cube

Frame = npt.NDArray[np.uint8]
"""As `compose.layers.Frame`, which layers are made with looks for."""

_LUMA = (0.299, 0.587, 0.114)
_EXACT = 1.2
"""Levels of 255 by which a cheaper way may differ."""

_STRIP_BYTES = 1_000_000
_MIDDLE = 128
_BAYER = np.array([[0, 4, 1, 5], [6, 2, 7, 3], [1, 5, 0, 4], [7, 3, 6, 2]], np.uint8)
"""Ordered dither in eighths (Bayer, 1973), so that the steps of 5 bits are not seen."""


class Tint:
    """Applies a table to frames, mixed with the picture by `strength` from 0 to 1."""

    def __init__(self, cube: Cube, strength: float = 1.0) -> None:
        self._cube = cube
        self._strength = strength
        greys = np.repeat(np.arange(256, dtype=np.float32)[:, None], 3, axis=1)
        curves = self.exact(greys)
        self._curves = _levels(curves)
        samples = _samples()
        wanted = self.exact(samples)
        apart = [np.interp(samples[:, n], greys[:, n], curves[:, n]) for n in range(3)]
        bent = np.stack(apart, axis=1).astype(np.float32)
        luma = samples @ np.array(_LUMA, np.float32)
        grey = np.interp(luma, greys[:, 0], curves[:, 1])[:, None]
        self._is_apart = bool(np.abs(bent - wanted).max() <= _EXACT)
        self._is_grey = not self._is_apart and bool(np.abs(grey - wanted).max() <= _EXACT)
        self._is_whole = False
        self._rest: npt.NDArray[np.uint32] | None = None
        if not (self._is_apart or self._is_grey):
            # A table too far from its curves for one byte is looked up whole.
            self._is_whole = bool(np.abs(wanted - bent).max() >= _MIDDLE - 1)
            self._rest = _packed(wanted - _MIDDLE if self._is_whole else wanted - bent)
        self._lut = _merged(self._curves)
        self._dither = _dither(4, 4)

    @property
    def is_costly(self) -> bool:
        """True for a table that neither curves nor greys alone can say."""
        return self._rest is not None

    def exact(self, levels: Colours) -> Colours:
        """What red, green and blue from 0 to 255, shape (n, 3), become."""
        colours = levels / np.float32(255)
        found = self._cube.at(colours)
        mixed = colours + (found - colours) * self._strength
        return np.asarray(np.clip(mixed, 0, 1) * 255, np.float32)

    def apply(self, frame: Frame) -> None:
        """Change the colours of `frame`, BGRA, in place; alpha stays."""
        rows = max(4, _STRIP_BYTES // (frame.shape[1] * 4) // 4 * 4)
        for top in range(0, frame.shape[0], rows):
            strip = frame[top : top + rows]
            if self._is_grey:
                self._grey(strip)
            elif self._rest is None:
                cv2.LUT(strip, self._lut, dst=strip)
            else:
                self._full(strip, self._rest)

    def _grey(self, strip: Frame) -> None:
        grey = cv2.cvtColor(strip, cv2.COLOR_BGRA2GRAY)
        cv2.LUT(grey, self._curves[:, 1], dst=grey)
        cv2.cvtColor(grey, cv2.COLOR_GRAY2BGRA, dst=strip)

    def _full(self, strip: Frame, table: npt.NDArray[np.uint32]) -> None:
        height, width = strip.shape[:2]
        if self._dither.shape[0] < height or self._dither.shape[1] != width:
            self._dither = _dither(width, height)
        dithered = cv2.addWeighted(strip, 1, self._dither[:height], 1, -4)
        places = cv2.cvtColor(dithered, cv2.COLOR_BGRA2BGR565).view(np.uint16)[..., 0]
        rest = np.take(table, places, mode="clip").view(np.uint8).reshape(strip.shape)
        if self._is_whole:
            np.copyto(strip[..., :3], rest[..., :3])
            return
        cv2.LUT(strip, self._lut, dst=strip)
        cv2.addWeighted(strip, 1, rest, 1, -_MIDDLE, dst=strip)


def _samples() -> Colours:
    """The middle of every cell of 5, 6 and 5 bits: red, green, blue, shape (65536, 3)."""
    places = np.arange(65_536)
    blue, green, red = places & 31, (places >> 5) & 63, places >> 11
    return np.stack([red * 8 + 3.5, green * 4 + 1.5, blue * 8 + 3.5], axis=1).astype(np.float32)


def _packed(rest: Colours) -> npt.NDArray[np.uint32]:
    """Differences of red, green and blue as BGRA about the middle, a number for each."""
    bgra = np.full((len(rest), 4), _MIDDLE, np.uint8)
    bgra[:, :3] = np.clip(rest[:, ::-1] + (_MIDDLE + 0.5), 0, 255).astype(np.uint8)
    return np.ascontiguousarray(bgra).view(np.uint32)[:, 0]


def _levels(curves: Colours) -> Frame:
    return np.ascontiguousarray((np.clip(curves, 0, 255) + 0.5).astype(np.uint8))


def _merged(curves: Frame) -> Frame:
    """Curves of red, green and blue as a table for BGRA, shape (1, 256, 4)."""
    lut = np.empty((1, 256, 4), np.uint8)
    lut[0, :, :3] = curves[:, ::-1]
    lut[0, :, 3] = np.arange(256)
    return lut


def _dither(width: int, height: int) -> Frame:
    """Offsets from 0 to 7, four times as fine for green, for a strip of that size."""
    tile = np.zeros((4, 4, 4), np.uint8)
    tile[..., 0] = tile[..., 2] = _BAYER
    tile[..., 1] = _BAYER // 2 + 2
    tile[..., 3] = 4
    return np.tile(tile, (-(-height // 4), -(-width // 4), 1))[:height, :width]
