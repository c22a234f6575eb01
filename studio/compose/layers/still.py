"""A picture under a moving camera."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

import cv2
import numpy as np

from studio.compose.layers.camera import SLIDES, Move
from studio.compose.layers.layer import Frame, Layer
from studio.compose.layers.panes import NEAREST, Axis, Pane, slide
from studio.compose.layers.picture import even, load, resized
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
from studio.compose.planes import Planes
from studio.compose.specs import StillSpec
from studio.domain.format import Size
from studio.domain.scene import Camera, Fit, Focus
from studio.domain.time import FrameRate

_ROOM = 1.2
"""How much larger than the frame a whole picture over its blurred copy is made."""

_MARGIN = 0.08

_LONGEST = 24_000
"""Pixels at the frame's scale that are kept of a picture which fills it: more than any camera
sees. A strip of 20,000 by 10 pixels would else take gigabytes."""


class StillLayer(Layer):
    """Draws a still of `length` frames.

    The picture is brought once to the scale of the camera's nearest view, or a little above,
    so that a frame is one linear warp from hardly more pixels than it has.
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
        """Read the picture, to be shown in the colours of `tint`. Raises UnreadableInput."""
        self._size = (size.width, size.height)
        self._length = length
        self._is_still = spec.camera is Camera.HOLD
        self._tint = tint
        self._load = partial(_loaded, spec, path, size)
        self._fresh: Fitted | None = self._load()
        height, width = self._fresh.picture.shape[:2]
        self._move = Move(
            camera=spec.camera,
            focus=self._fresh.focus,
            width=width,
            height=height,
            ratio=size.width / size.height,
            seconds=rate.seconds(length),
            glide=spec.glide,
        )
        self._is_sliding = spec.camera in SLIDES
        nearest = 1.0 if self._is_sliding else NEAREST
        scale = self._size[0] / self._move.closest * nearest
        self._prepared = (_even(width * scale), _even(height * scale))
        self._scale = (self._prepared[0] / width, self._prepared[1] / height)

    @cached_property
    def _picture(self) -> Frame:
        """The picture at its scale."""
        picture = resized(self._taken(), *self._prepared)
        if self._tint:
            picture = np.ascontiguousarray(picture)
            self._tint.apply(picture)
        return picture

    @cached_property
    def _panes(self) -> tuple[Pane, Pane, Pane]:
        """The picture at its scale in the planes of an encoder: Y', Cb and Cr."""
        taken = self._taken()
        picture = even(taken)
        if self._tint:
            picture = np.ascontiguousarray(picture)
            self._tint.apply(picture)
        planes = Planes.sized(picture.shape[1], picture.shape[0])
        planes.fill(picture)
        room = Pane.room(*self._size)
        width, height = self._prepared
        luma, cb, cr = planes.each
        return (
            Pane(resized(luma[: taken.shape[0], : taken.shape[1]], width, height), room),
            Pane(resized(cb, width // 2, height // 2), room),
            Pane(resized(cr, width // 2, height // 2), room),
        )

    def _taken(self) -> Frame:
        """The picture as it was read. It is not kept: a layer is either drawn or laid."""
        fresh, self._fresh = self._fresh or self._load(), None
        return fresh.picture

    def draw(self, frame: Frame, n: int) -> None:
        """Fill the whole of `frame`."""
        x, y = self._axes(n)
        if self._is_sliding:
            slide(self._picture, x, y, frame)
            return
        cv2.warpAffine(
            self._picture,
            np.array([[x.scale, 0, x.start], [0, y.scale, y.start]], np.float64),
            self._size,
            dst=frame,
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REPLICATE,
        )

    def lays(self, n: int) -> bool:
        """Always."""
        return True

    def lay(self, planes: Planes, n: int) -> None:
        """Fill all of `planes`."""
        x, y = self._axes(n)
        for pane, plane, is_whole in zip(
            self._panes, planes.each, (True, False, False), strict=True
        ):
            across, down = (x, y) if is_whole else (x.halved, y.halved)
            show = pane.slide if self._is_sliding else pane.show
            show(across, down, plane)

    def changes_after(self, n: int) -> bool:
        """A held picture never changes."""
        return not self._is_still

    def _axes(self, n: int) -> tuple[Axis, Axis]:
        """From pixels of frame `n` to pixels of the picture at its scale, across and down."""
        view = self._move.view(n / max(1, self._length - 1))
        left, top = view.left * self._scale[0], view.top * self._scale[1]
        if self._is_sliding:
            return self._sliding(left, top)
        across = view.width * self._scale[0] / self._size[0]
        down = view.height * self._scale[1] / self._size[1]
        return (
            Axis(across, left + across / 2 - 0.5),
            Axis(down, top + down / 2 - 0.5),
        )

    def _sliding(self, left: float, top: float) -> tuple[Axis, Axis]:
        """A window that only moves sideways, or up and down, at the picture's own scale."""
        width, height = self._prepared
        left = _within(left, width - self._size[0])
        top = _within(top, height - self._size[1])
        if self._move.is_level:
            return Axis(1.0, left), Axis(1.0, top // 2 * 2)
        return Axis(1.0, left // 2 * 2), Axis(1.0, top)


def _loaded(spec: StillSpec, path: Path, size: Size) -> Fitted:
    return fitted(load(path, spec.ground, (size.width, size.height)), spec, size)


def _even(length: float) -> int:
    return max(2, 2 * round(length / 2))


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
        return _about(picture, spec.focus, size)
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


def _about(picture: Frame, focus: Focus, size: Size) -> Fitted:
    """The picture, of which at most `_LONGEST` pixels about the focus are kept either way."""
    height, width = picture.shape[:2]
    longest = _LONGEST / max(size.width / width, size.height / height)
    columns, left, x = _kept(width, longest, focus.x)
    rows, top, y = _kept(height, longest, focus.y)
    return Fitted(picture[top : top + rows, left : left + columns], Focus(x=x, y=y))


def _kept(length: int, longest: float, focus: float) -> tuple[int, int, float]:
    """Of `length` pixels how many are kept, from which on, and where the focus is in them."""
    if length <= longest:
        return length, 0, focus
    count = max(2, int(longest))
    first = round(_within(focus * length - count / 2, length - count))
    return count, first, _within((focus * length - first) / count, 1.0)
