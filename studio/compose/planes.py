"""BGRA frames as the planes an encoder takes: Y'CbCr 4:2:0 after Recommendation ITU-R BT.709.

OpenCV's own conversion knows only the coefficients of BT.601, and swscale takes twice as
long on one core.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import cv2
import numpy as np
import numpy.typing as npt

from studio.domain.format import Size

if TYPE_CHECKING:
    from studio.compose.layers.layer import Frame

Plane = npt.NDArray[np.uint8]

# BT.709-6, items 3.2 and 3.3; 219 and 224 steps of limited range from item 4.6.
_RED, _GREEN, _BLUE = 0.2126, 0.7152, 0.0722
LUMA, _CHROMA = 219 / 255, 224 / 255
_BLUE_SPAN, _RED_SPAN = 2 * (1 - _BLUE), 2 * (1 - _RED)
BLACK, NEUTRAL = 16.0, 128.0
"""What there is of brightness in black, and of colour in grey; LUMA is a level of brightness
by a level of 255."""

_STRIP_BYTES = 1_000_000
"""A strip of a frame and its channels stay in a core's second cache: 1.9 instead of 3.3 ms
for 1920 x 1080."""


@dataclass(frozen=True)
class _Strip:
    """Rows of a frame and where they go; the rest is memory to work in."""

    rows: slice
    luma: Plane
    cb: Plane
    cr: Plane
    channels: list[Plane]
    halves: list[Plane]


class Planes:
    """Where frames of one size are converted to: Y', Cb and Cr.

    `luma` has the frame's shape (height, width); `cb` and `cr` half of it each way. Colour is
    the mean of two by two pixels and sits in their middle.
    """

    def __init__(self, luma: Plane, cb: Plane, cr: Plane) -> None:
        self.luma, self.cb, self.cr = luma, cb, cr
        height, width = luma.shape
        rows = min(height, max(2, _STRIP_BYTES // (8 * width) // 2 * 2))
        channels: list[Plane] = [np.empty((rows, width), np.uint8) for _ in range(4)]
        halves: list[Plane] = [np.empty((rows // 2, width // 2), np.uint8) for _ in range(3)]
        self._strips = [
            _Strip(
                rows=slice(top, end),
                luma=luma[top:end],
                cb=cb[top // 2 : end // 2],
                cr=cr[top // 2 : end // 2],
                channels=[plane[: end - top] for plane in channels],
                halves=[plane[: (end - top) // 2] for plane in halves],
            )
            for top in range(0, height, rows)
            for end in (min(top + rows, height),)
        ]

    @classmethod
    def of(cls, size: Size) -> Self:
        """Planes with memory of their own, not yet filled, for a frame of even `size`."""
        return cls.sized(size.width, size.height)

    @classmethod
    def sized(cls, width: int, height: int) -> Self:
        """As `of`, in even numbers of pixels that may be more than a film has."""
        half = (height // 2, width // 2)
        whole = np.empty((height, width), np.uint8)
        return cls(whole, np.empty(half, np.uint8), np.empty(half, np.uint8))

    @property
    def each(self) -> tuple[Plane, Plane, Plane]:
        """Y', Cb and Cr."""
        return self.luma, self.cb, self.cr

    def fill(self, frame: Frame) -> None:
        """Convert `frame`, BGRA of this size; every value is within 1.1 of the exact one."""
        for strip in self._strips:
            _convert(frame[strip.rows], strip)


def _convert(frame: Frame, strip: _Strip) -> None:
    blue, green, red, _ = cv2.split(frame, strip.channels)
    cv2.addWeighted(blue, LUMA * _BLUE, green, LUMA * _GREEN, BLACK, dst=strip.luma)
    cv2.addWeighted(strip.luma, 1.0, red, LUMA * _RED, 0.0, dst=strip.luma)
    for plane, half in zip((blue, red, strip.luma), strip.halves, strict=True):
        cv2.resize(plane, half.shape[::-1], dst=half, interpolation=cv2.INTER_AREA)
    half_blue, half_red, half_luma = strip.halves
    _difference(half_blue, half_luma, _BLUE_SPAN, strip.cb)
    _difference(half_red, half_luma, _RED_SPAN, strip.cr)


def _difference(colour: Plane, luma: Plane, span: float, out: Plane) -> None:
    """A colour difference from a colour in full range and luma in limited range."""
    lumas = _CHROMA / LUMA / span
    offset = NEUTRAL + lumas * BLACK
    cv2.addWeighted(colour, _CHROMA / span, luma, -lumas, offset, dst=out)


Values = npt.NDArray[np.float32]


def planes_of(levels: Values) -> Values:
    """Y', Cb and Cr of red, green and blue from 0 to 255, both of shape (n, 3)."""
    red, green, blue = levels.T
    luma = _RED * red + _GREEN * green + _BLUE * blue
    cb, cr = (blue - luma) / _BLUE_SPAN, (red - luma) / _RED_SPAN
    planes = (BLACK + LUMA * luma, NEUTRAL + _CHROMA * cb, NEUTRAL + _CHROMA * cr)
    return np.stack(planes, axis=1).astype(np.float32)


def levels_of(planes: Values, *, is_held: bool = True) -> Values:
    """The other way; held within 0 and 255 unless told otherwise."""
    luma, cb, cr = planes.T
    luma = (luma - BLACK) / LUMA
    red = luma + _RED_SPAN * (cr - NEUTRAL) / _CHROMA
    blue = luma + _BLUE_SPAN * (cb - NEUTRAL) / _CHROMA
    green = (luma - _RED * red - _BLUE * blue) / _GREEN
    levels = np.stack([red, green, blue], axis=1).astype(np.float32)
    return np.clip(levels, 0, 255) if is_held else levels
