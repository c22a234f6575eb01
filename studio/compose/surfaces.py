"""The pictures that encoders take, and how frames get into them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, Protocol

import av
import cv2
import numpy as np
from av.video.reformatter import (
    ColorPrimaries,
    ColorRange,
    Colorspace,
    ColorTrc,
    VideoReformatter,
)

from studio.compose.layers.layer import Frame, Layer
from studio.compose.planes import Plane, Planes
from studio.domain.format import Size


class Surface(Protocol):
    """A picture of one size. `picture` is libav's frame, holding what was filled in last."""

    picture: Any

    @property
    def luma(self) -> Plane:
        """Its brightness, shape (height, width), 16 for black to 235 for white."""

    def fill(self, frame: Frame) -> None:
        """Take over `frame`, BGRA of this size."""

    def show(self, picture: Layer, n: int) -> None:
        """Take over frame `n` of `picture`."""


class Drawn(ABC):
    """A surface that takes frames as they are drawn."""

    def __init__(self, size: Size) -> None:
        self._size = size
        self._frame: Frame | None = None
        self.picture: Any = None

    @abstractmethod
    def fill(self, frame: Frame) -> None:
        """Take over `frame`, BGRA of this size."""

    def show(self, picture: Layer, n: int) -> None:
        """Draw, and take it over."""
        if self._frame is None:
            self._frame = np.full((self._size.height, self._size.width, 4), 255, np.uint8)
        picture.draw(self._frame, n)
        self.fill(self._frame)


class Planar:
    """`yuv420p`: three planes, filled in place."""

    def __init__(self, size: Size) -> None:
        self.picture: Any = av.VideoFrame(size.width, size.height, "yuv420p")
        self._planes = Planes(*(_memory(plane) for plane in self.picture.planes))

    @property
    def luma(self) -> Plane:
        """The first plane."""
        return self._planes.luma

    def fill(self, frame: Frame) -> None:
        """Convert into the planes."""
        self._planes.fill(frame)

    def show(self, picture: Layer, n: int) -> None:
        """Lay it straight into the planes."""
        picture.lay(self._planes, n)


class SemiPlanar(Drawn):
    """`nv12`, what graphics cards take: both colour differences in one plane.

    Each picture has memory of its own, for a card may still read the one before.
    """

    def __init__(self, size: Size) -> None:
        super().__init__(size)
        self._planes = Planes.of(size)

    @property
    def luma(self) -> Plane:
        """The plane that is copied to the first one."""
        return self._planes.luma

    def fill(self, frame: Frame) -> None:
        """Convert, and interleave the colour differences."""
        self._planes.fill(frame)
        self.picture = av.VideoFrame(self._size.width, self._size.height, "nv12")
        luma, chroma = self.picture.planes
        _memory(luma)[:] = self._planes.luma
        pairs = cv2.merge((self._planes.cb, self._planes.cr))
        _lines(chroma)[: chroma.height, : self._size.width] = pairs.reshape(chroma.height, -1)


class Deep(Drawn):
    """`yuv422p10le`: ten bits, colour halved in width only; converted by swscale."""

    def __init__(self, size: Size) -> None:
        super().__init__(size)
        self._reformatter = VideoReformatter()

    @property
    def luma(self) -> Plane:
        """The upper eight bits of brightness."""
        tens = _lines(self.picture.planes[0]).view("<u2")[:, : self._size.width]
        return (tens >> 2).astype(np.uint8)

    def fill(self, frame: Frame) -> None:
        """Convert to a new picture; ProRes writes its tags into every frame."""
        self.picture = self._reformatter.reformat(
            av.VideoFrame.from_ndarray(frame, format="bgra"),
            format="yuv422p10le",
            src_color_range=ColorRange.JPEG,
            dst_color_range=ColorRange.MPEG,
            dst_colorspace=Colorspace.ITU709,
            dst_color_primaries=ColorPrimaries.BT709,
            dst_color_trc=ColorTrc.BT709,
            threads=1,
        )


SURFACES: dict[str, Callable[[Size], Surface]] = {
    "yuv420p": Planar,
    "nv12": SemiPlanar,
    "yuv422p10le": Deep,
}
"""By the layout of pixels that an encoder takes."""


def _memory(plane: Any) -> Plane:
    """The memory of a plane, without what its lines are padded with."""
    return _lines(plane)[: plane.height, : plane.width]


def _lines(plane: Any) -> Plane:
    """The memory of a plane, a row for a line."""
    lines: Plane = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)
    return lines
