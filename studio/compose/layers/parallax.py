"""A picture with depth under a moving camera: what is near moves further than what is far."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import cv2
import numpy as np
import numpy.typing as npt

from studio.compose.layers.camera import Move, View, eased
from studio.compose.layers.depth import find_depth
from studio.compose.layers.layer import Frame, Layer
from studio.compose.layers.picture import load, resized
from studio.compose.layers.still import Fitted, fitted
from studio.compose.layers.surround import Place
from studio.compose.looks.tinting import Tint
from studio.compose.specs import StillSpec
from studio.domain.format import Size
from studio.domain.time import FrameRate

_SHIFT = 0.032
"""How much further the nearest travels than the farthest, as a share of the frame."""

_NEARER = 0.05
"""How much more the nearest grows."""

_GRID = 4
"""Pixels of the frame between two points at which depth is looked up; it is smooth."""

Matrix = npt.NDArray[np.float64]
Values = npt.NDArray[np.float32]


class _Planes(Protocol):
    """What is drawn: seen as `view` says, at `progress` 0 to 1 along the way."""

    def draw(self, frame: Frame, view: View, progress: float) -> None: ...


class ParallaxLayer(Layer):
    """Draws a still of `length` frames with depth.

    A picture that fills the frame is bent by the depth it seems to have. One that is shown
    whole is a plate that floats before its surround.
    """

    def __init__(
        self,
        spec: StillSpec,
        path: Path,
        size: Size,
        rate: FrameRate,
        length: int,
        tint: Tint | None = None,
    ) -> None:
        """Read and prepare the picture, in the colours of `tint`. Raises UnreadableInput."""
        self._length = length
        self._glide = spec.glide
        frame = (size.width, size.height)
        found = fitted(load(path, spec.ground, frame), spec, size)
        rows, columns = found.picture.shape[:2]
        self._move = Move(
            camera=spec.camera,
            focus=found.focus,
            width=columns,
            height=rows,
            ratio=size.width / size.height,
            seconds=rate.seconds(length),
            glide=spec.glide,
        )
        closest = self._move.closest / (1 + _NEARER)
        self._planes: _Planes = (
            _Bent(found, frame, closest, tint)
            if found.ground is None or found.place is None
            else _Plate(found.picture, found.ground, found.place, frame, tint)
        )

    def draw(self, frame: Frame, n: int) -> None:
        """Fill the whole of `frame`."""
        progress = n / max(1, self._length - 1)
        self._planes.draw(frame, self._move.view(progress), eased(progress, self._glide))


class _Bent:
    """A picture whose near parts are seen from nearer and further along."""

    def __init__(
        self, found: Fitted, frame: tuple[int, int], closest: float, tint: Tint | None
    ) -> None:
        rows, columns = found.picture.shape[:2]
        scale = frame[0] / closest
        wanted = (max(2, round(columns * scale)), max(2, round(rows * scale)))
        self._depth = find_depth(found.picture, found.focus)
        self._picture = np.ascontiguousarray(resized(found.picture, *wanted))
        if tint:
            tint.apply(self._picture)
        self._whole = (columns, rows)
        self._scale = (wanted[0] / columns, wanted[1] / rows)
        self._size = frame
        self._foot = (found.focus.x * columns, float(rows))
        self._grid = (frame[0] // _GRID + 1, frame[1] // _GRID + 1)

    def draw(self, frame: Frame, view: View, progress: float) -> None:
        """For every pixel of the frame, where in the picture it is found."""
        width, height = self._size
        across = view.left + (np.arange(width, dtype=np.float32) + 0.5) * (view.width / width)
        down = view.top + (np.arange(height, dtype=np.float32) + 0.5) * (view.height / height)
        ahead, lower = self._bend(view, progress)
        np.add(ahead, across[None, :], out=ahead)
        np.add(lower, down[:, None], out=lower)
        cv2.remap(
            self._picture,
            np.asarray(ahead * np.float32(self._scale[0]) - np.float32(0.5), np.float32),
            np.asarray(lower * np.float32(self._scale[1]) - np.float32(0.5), np.float32),
            cv2.INTER_LINEAR,
            dst=frame,
            borderMode=cv2.BORDER_REFLECT_101,
        )

    def _bend(self, view: View, progress: float) -> tuple[Values, Values]:
        """By how many pixels of the picture each pixel of the frame looks aside and down."""
        columns, rows = self._grid
        x = view.left + (np.arange(columns, dtype=np.float32) + 0.5) * (view.width / columns)
        y = view.top + (np.arange(rows, dtype=np.float32) + 0.5) * (view.height / rows)
        depth = self._seen(view)
        closer = np.float32(_NEARER * progress / (1 + _NEARER * progress))
        ahead = depth * (_SHIFT * (progress - 0.5) * view.width - closer * (x - self._foot[0]))
        lower = depth * (-closer * (y - self._foot[1]))[:, None]
        return self._fine(ahead), self._fine(lower)

    def _seen(self, view: View) -> Values:
        """The depth at the points of the grid over the frame."""
        rows, columns = self._depth.shape
        scale = (columns / self._whole[0], rows / self._whole[1])
        part = View(
            view.left * scale[0], view.top * scale[1], view.width * scale[0], view.height * scale[1]
        )
        return np.asarray(
            cv2.warpAffine(
                self._depth,
                _matrix(part, self._grid),
                self._grid,
                flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
                borderMode=cv2.BORDER_REPLICATE,
            ),
            np.float32,
        )

    def _fine(self, coarse: Values) -> Values:
        values = coarse.astype(np.float32)
        return np.asarray(
            cv2.resize(values, self._size, interpolation=cv2.INTER_LINEAR), np.float32
        )


class _Plate:
    """A whole picture with a soft edge, before its surround."""

    def __init__(
        self,
        picture: Frame,
        ground: Frame,
        place: Place,
        frame: tuple[int, int],
        tint: Tint | None,
    ) -> None:
        plate = np.zeros_like(picture)
        inner = (
            slice(place.top, place.top + place.height),
            slice(place.left, place.left + place.width),
        )
        shown, self._ground = np.ascontiguousarray(picture[inner]), np.ascontiguousarray(ground)
        if tint:
            tint.apply(shown)
            tint.apply(self._ground)
        plate[inner] = shown
        self._plate = plate
        self._size = frame
        self._middle = (place.left + place.width / 2, place.top + place.height / 2)

    def draw(self, frame: Frame, view: View, progress: float) -> None:
        """The surround, and over it the plate, nearer and further along."""
        cv2.warpAffine(
            self._ground,
            _matrix(view, self._size),
            self._size,
            dst=frame,
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REPLICATE,
        )
        over = cv2.warpAffine(
            self._plate,
            _matrix(self._nearer(view, progress), self._size),
            self._size,
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_CONSTANT,
        )
        clear = cv2.bitwise_not(cv2.extractChannel(over, 3))
        light = cv2.merge([clear, clear, clear, clear])
        cv2.add(cv2.multiply(frame, light, scale=1 / 255), over, dst=frame)
        frame[..., 3] = 255

    def _nearer(self, view: View, progress: float) -> View:
        closer = 1 + _NEARER * progress
        x, y = self._middle
        return View(
            left=x - (x - view.left) / closer + _SHIFT * (progress - 0.5) * view.width,
            top=y - (y - view.top) / closer,
            width=view.width / closer,
            height=view.height / closer,
        )


def _matrix(view: View, size: tuple[int, int]) -> Matrix:
    """From pixels of a frame of `size` to pixels of what `view` looks at, centre to centre."""
    across, down = view.width / size[0], view.height / size[1]
    return np.array(
        [[across, 0, view.left + across / 2 - 0.5], [0, down, view.top + down / 2 - 0.5]],
        np.float64,
    )
