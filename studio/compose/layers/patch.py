"""Something drawn once, to be laid over many frames where an encoder wants them: in planes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import cv2
import numpy as np

from studio.compose.layers.layer import Frame
from studio.compose.layers.picture import resized
from studio.compose.planes import BLACK, NEUTRAL, Plane, Planes
from studio.domain.format import Size


@dataclass(frozen=True)
class Box:
    """A part of a frame in pixels, half-open, with even edges."""

    left: int
    top: int
    right: int
    bottom: int

    @classmethod
    def around(cls, left: float, top: float, right: float, bottom: float, size: Size) -> Self:
        """The smallest one that holds those edges, as far as it lies within `size`."""
        low_x, low_y = (max(0, int(edge) // 2 * 2) for edge in (left, top))
        high_x, high_y = min(size.width, _up(right)), min(size.height, _up(bottom))
        return cls(low_x, low_y, max(low_x + 2, high_x), max(low_y + 2, high_y))

    def blank(self) -> Frame:
        """A clear picture of its size: BGRA premultiplied."""
        return np.zeros((self.bottom - self.top, self.right - self.left, 4), np.uint8)


def _up(edge: float) -> int:
    return -(-int(np.ceil(edge)) // 2) * 2


@dataclass(frozen=True)
class Side:
    """What a plane keeps of itself, 255 for all, and what is added to that."""

    kept: Plane
    added: Plane

    @classmethod
    def dimmed(cls, light: Plane, nothing: float) -> Self:
        """What is left of a plane under `light`, 255 for all, where dark is `nothing`."""
        return cls(light, ((255 - light) * (nothing / 255) + 0.5).astype(np.uint8))

    def lay(self, plane: Plane) -> None:
        """Change `plane` in place."""
        cv2.multiply(plane, self.kept, dst=plane, scale=1 / 255)
        cv2.add(plane, self.added, dst=plane)


class Patch:
    """A clear picture, BGRA premultiplied, that fills `box`; ready to be laid into planes."""

    def __init__(self, pixels: Frame, box: Box) -> None:
        planes = Planes.of(Size(width=pixels.shape[1], height=pixels.shape[0]))
        planes.fill(pixels)
        kept = 255 - pixels[..., 3]
        half = resized(kept, planes.cb.shape[1], planes.cb.shape[0])
        self._box = box
        self._luma = _side(planes.luma, kept, BLACK)
        self._cb, self._cr = (_side(plane, half, NEUTRAL) for plane in (planes.cb, planes.cr))

    @classmethod
    def cropped(cls, frame: Frame, size: Size) -> Self:
        """What of a clear `frame` of `size` has anything on it."""
        left, top, width, height = cv2.boundingRect(np.ascontiguousarray(frame[..., 3]))
        box = Box.around(left, top, left + width, top + height, size)
        part = frame[box.top : box.bottom, box.left : box.right]
        return cls(np.ascontiguousarray(part), box)

    def lay(self, planes: Planes) -> None:
        """Lay the picture over what `planes` hold."""
        box = self._box
        half = slice(box.top // 2, box.bottom // 2), slice(box.left // 2, box.right // 2)
        self._luma.lay(planes.luma[box.top : box.bottom, box.left : box.right])
        self._cb.lay(planes.cb[half])
        self._cr.lay(planes.cr[half])


def _side(plane: Plane, kept: Plane, nothing: float) -> Side:
    """`plane` holds what was premultiplied, over `nothing` where it should be clear."""
    added = cv2.addWeighted(plane, 1.0, kept, -nothing / 255, 0.0)
    return Side(np.asarray(kept, np.uint8), np.asarray(added, np.uint8))
