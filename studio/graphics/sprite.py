"""A foreground that no longer moves, kept as pixels: drawn once, then only copied."""

from __future__ import annotations

from typing import Any

import numpy as np
import skia
from numpy.typing import NDArray


class Sprite:
    """The part of a transparent frame that has anything on it.

    `frame` is BGRA premultiplied, (height, width, 4); it may be used again afterwards.
    """

    def __init__(self, frame: NDArray[np.uint8]) -> None:
        rows = np.flatnonzero(frame[..., 3].any(axis=1))
        columns = np.flatnonzero(frame[..., 3].any(axis=0))
        self._is_empty = len(rows) == 0
        self._left = int(columns[0]) if len(columns) else 0
        self._top = int(rows[0]) if len(rows) else 0
        if not self._is_empty:
            part = frame[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
            self._pixels = np.ascontiguousarray(part)
            self._image = skia.Image.fromarray(
                self._pixels,
                skia.ColorType.kBGRA_8888_ColorType,
                skia.AlphaType.kPremul_AlphaType,
                copy=False,
            )

    def draw(self, canvas: Any) -> None:
        """Draw at its own place, in whole pixels, whatever the canvas's scale is."""
        if self._is_empty:
            return
        canvas.save()
        canvas.resetMatrix()
        canvas.drawImage(self._image, self._left, self._top)
        canvas.restore()
