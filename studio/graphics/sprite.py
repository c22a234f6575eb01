"""A foreground that no longer moves, kept as pixels: drawn once, then only copied."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import skia
from numpy.typing import NDArray

_TILE = 48


class Sprite:
    """The parts of a transparent frame that have anything on them.

    `frame` is BGRA premultiplied, (height, width, 4); it may be used again afterwards. Words
    leave most of their own box clear, so rows of tiles are kept and copied, not the box.
    """

    def __init__(self, frame: NDArray[np.uint8]) -> None:
        self._parts = [
            (left, top, *_image(frame[top : top + _TILE, left:right]))
            for left, right, top in _runs(frame)
        ]

    def draw(self, canvas: Any) -> None:
        """Draw at its own place, in whole pixels, whatever the canvas's scale is."""
        canvas.save()
        canvas.resetMatrix()
        for left, top, image, _ in self._parts:
            canvas.drawImage(image, left, top)
        canvas.restore()


def _runs(frame: NDArray[np.uint8]) -> Iterator[tuple[int, int, int]]:
    """Left, right and top of neighbouring tiles of a row that are not clear."""
    height, width = frame.shape[:2]
    for top in range(0, height, _TILE):
        columns = np.asarray(frame[top : top + _TILE, :, 3].any(axis=0))
        seen = [bool(columns[left : left + _TILE].any()) for left in range(0, width, _TILE)]
        start: int | None = None
        for n, is_seen in enumerate([*seen, False]):
            if is_seen and start is None:
                start = n
            elif not is_seen and start is not None:
                yield start * _TILE, min(width, n * _TILE), top
                start = None


def _image(part: NDArray[np.uint8]) -> tuple[Any, NDArray[np.uint8]]:
    """`part` as Skia's image, and the memory that must outlive it."""
    pixels = np.ascontiguousarray(part)
    image = skia.Image.fromarray(
        pixels,
        skia.ColorType.kBGRA_8888_ColorType,
        skia.AlphaType.kPremul_AlphaType,
        copy=False,
    )
    return image, pixels
