"""A picture under a moving camera."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from studio.compose.layers.camera import SLIDES, Move, View
from studio.compose.layers.layer import Frame, Layer
from studio.compose.layers.picture import load, resized
from studio.compose.layers.surround import (
    Place,
    blurred,
    framed,
    inner_place,
    inset_place,
    plain,
    resolved,
)
from studio.compose.looks.tinting import Tint
from studio.compose.specs import StillSpec
from studio.domain.format import Size
from studio.domain.scene import Camera, Fit, Focus
from studio.domain.time import FrameRate

_ROOM = 1.2
"""How much larger than the frame a whole picture over its blurred copy is made."""

_MARGIN = 0.08


class StillLayer(Layer):
    """Draws a still of `length` frames.

    The picture is brought once to the scale of the camera's nearest view, so that a frame
    is one linear warp with a scale of at most 1 and little below it.
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
        self._size = (size.width, size.height)
        self._length = length
        self._is_still = spec.camera is Camera.HOLD
        seconds = rate.seconds(length)
        found = fitted(load(path, spec.ground, self._size), spec, size)
        picture, focus = found.picture, found.focus
        self._move = Move(
            camera=spec.camera,
            focus=focus,
            width=picture.shape[1],
            height=picture.shape[0],
            ratio=size.width / size.height,
            seconds=seconds,
            glide=spec.glide,
        )
        self._is_sliding = spec.camera in SLIDES
        self._picture = picture
        self._fit_to_closest()
        if tint:
            self._picture = np.ascontiguousarray(self._picture)
            tint.apply(self._picture)

    def _fit_to_closest(self) -> None:
        """Bring the picture to the scale at which its nearest view is as wide as the frame."""
        scale = self._size[0] / self._move.closest
        height, width = self._picture.shape[:2]
        self._picture = resized(
            self._picture, max(2, round(width * scale)), max(2, round(height * scale))
        )
        self._scale = (self._picture.shape[1] / width, self._picture.shape[0] / height)

    def draw(self, frame: Frame, n: int) -> None:
        """Fill the whole of `frame`."""
        view = self._move.view(n / max(1, self._length - 1))
        if self._is_sliding:
            self._slide(frame, view.left * self._scale[0], view.top * self._scale[1])
            return
        cv2.warpAffine(
            self._picture,
            self._matrix(view),
            self._size,
            dst=frame,
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REPLICATE,
        )

    def _slide(self, frame: Frame, left: float, top: float) -> None:
        """A window that only moves sideways, or up and down, at the picture's own scale.

        Between two places of the window lies the mix of both: what the linear warp gives,
        in a third of the time.
        """
        left = _within(left, self._picture.shape[1] - self._size[0] - 1)
        top = _within(top, self._picture.shape[0] - self._size[1] - 1)
        if self._move.is_level:
            x, y = int(left), round(top)
            here, there, share = self._window(x, y), self._window(x + 1, y), left - x
        else:
            x, y = round(left), int(top)
            here, there, share = self._window(x, y), self._window(x, y + 1), top - y
        cv2.addWeighted(here, 1 - share, there, share, 0, dst=frame)

    def _window(self, x: int, y: int) -> Frame:
        return self._picture[y : y + self._size[1], x : x + self._size[0]]

    def changes_after(self, n: int) -> bool:
        """A held picture never changes."""
        return not self._is_still

    def _matrix(self, view: View) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
        """From pixels of the frame to pixels of the picture, centre to centre."""
        across = view.width * self._scale[0] / self._size[0]
        down = view.height * self._scale[1] / self._size[1]
        left, top = view.left * self._scale[0], view.top * self._scale[1]
        return np.array(
            [[across, 0, left + across / 2 - 0.5], [0, down, top + down / 2 - 0.5]], np.float64
        )


def _within(value: float, most: float) -> float:
    return max(0.0, min(value, most))


@dataclass(frozen=True)
class Fitted:
    """A picture as the camera finds it, and its focus there.

    One that is shown whole lies at `place` of its surround, and `ground` is that surround alone.
    """

    picture: Frame
    focus: Focus
    ground: Frame | None = None
    place: Place | None = None


def fitted(picture: Frame, spec: StillSpec, size: Size) -> Fitted:
    """The picture as `spec` puts it into frames of `size`."""
    fit = resolved(spec.fit, picture.shape[1], picture.shape[0], size)
    if fit is Fit.FILL:
        return Fitted(picture, spec.focus)
    is_held = spec.camera is Camera.HOLD
    room = 1.0 if is_held else _ROOM
    width, height = round(size.width * room), round(size.height * room)
    is_plain = fit in (Fit.BRAND, Fit.INSET)
    ground = plain(width, height, spec.ground) if is_plain else blurred(picture, width, height)
    margin = 0.0 if is_held and not is_plain else _MARGIN
    whole, frame = (picture.shape[1], picture.shape[0]), (width, height)
    is_small = fit is Fit.INSET
    place = inset_place(whole, frame) if is_small else inner_place(whole, frame, margin)
    alone = ground.copy() if spec.camera is Camera.PARALLAX else None
    shown = framed(picture, ground, place)
    return Fitted(shown, place.focus(spec.focus, width, height), alone, place)
