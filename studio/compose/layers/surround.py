"""A picture shown whole in a frame of another shape, over its blurred copy or a plain colour."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from PIL import ImageColor

from studio.compose.layers.layer import Frame
from studio.compose.layers.picture import resized
from studio.domain.brand import Colour
from studio.domain.format import Size
from studio.domain.scene import Fit, Focus

LEAST_KEPT = 0.55
"""The least share of a picture a frame may be filled with by `Fit.AUTO`."""

_INSET, _INSET_HEIGHT = 0.64, 0.38
"""The share of the frame left free around a picture shown small, and how much of it is above."""

_BLUR_SIDE = 160
_DARKENED = 0.55
_SHADOW = 0.45


@dataclass(frozen=True)
class Place:
    """Where the whole picture lies in a frame, in pixels of the frame."""

    left: int
    top: int
    width: int
    height: int

    def focus(self, focus: Focus, width: int, height: int) -> Focus:
        """A focus in the picture as a focus in the frame of `width` x `height` pixels."""
        return Focus(
            x=min(1.0, (self.left + focus.x * self.width) / width),
            y=min(1.0, (self.top + focus.y * self.height) / height),
        )


def resolved(fit: Fit, width: int, height: int, size: Size) -> Fit:
    """`fit` with AUTO decided for a picture of `width` x `height` pixels: FILL or BLUR."""
    if fit is not Fit.AUTO:
        return fit
    ratio = width / height / (size.width / size.height)
    return Fit.FILL if min(ratio, 1 / ratio) >= LEAST_KEPT else Fit.BLUR


def inner_place(picture: tuple[int, int], frame: tuple[int, int], margin: float) -> Place:
    """The middle of `frame` that a picture takes when it is whole; both are (width, height).

    `margin` is the share of the height or width, 0 to 1, left free around the picture.
    """
    room = 1 - margin
    scale = min(frame[0] * room / picture[0], frame[1] * room / picture[1])
    width, height = (max(1, round(side * scale)) for side in picture)
    return Place((frame[0] - width) // 2, (frame[1] - height) // 2, width, height)


def inset_place(picture: tuple[int, int], frame: tuple[int, int]) -> Place:
    """The small place above the middle that leaves room for words below; (width, height) both."""
    whole = inner_place(picture, frame, _INSET)
    top = round((frame[1] - whole.height) * _INSET_HEIGHT)
    return Place(whole.left, top, whole.width, whole.height)


def framed(picture: Frame, ground: Frame, place: Place) -> Frame:
    """`ground` with a soft shadow and, at `place`, the whole picture; drawn on `ground`."""
    rows, columns = ground.shape[:2]
    if (place.width, place.height) != (columns, rows):
        shade(ground, shadow(columns, rows, place))
    below, right = place.top + place.height, place.left + place.width
    ground[place.top : below, place.left : right] = resized(picture, place.width, place.height)
    return ground


def plain(width: int, height: int, colour: Colour) -> Frame:
    """A ground of one colour."""
    red, green, blue = ImageColor.getrgb(colour)[:3]
    return np.full((height, width, 4), (blue, green, red, 255), np.uint8)


def blurred(picture: Frame, width: int, height: int) -> Frame:
    """The picture enlarged to cover, blurred and darkened.

    It is blurred at a small size and enlarged: the same look at every size, at little cost.
    """
    small_w = _BLUR_SIDE
    small_h = max(2, round(small_w * height / width))
    scale = max(small_w / picture.shape[1], small_h / picture.shape[0])
    cover = resized(
        picture,
        max(small_w, round(picture.shape[1] * scale)),
        max(small_h, round(picture.shape[0] * scale)),
    )
    left, top = (cover.shape[1] - small_w) // 2, (cover.shape[0] - small_h) // 2
    crop = cover[top : top + small_h, left : left + small_w]
    dark = cv2.convertScaleAbs(cv2.GaussianBlur(crop, (0, 0), small_w / 26), alpha=_DARKENED)
    dark[..., 3] = 255
    return np.asarray(cv2.resize(dark, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)


def shadow(width: int, height: int, place: Place) -> Frame:
    """How much of the ground's light is left around `place`, 255 for all: a soft shadow."""
    small = np.zeros((height // 8 + 1, width // 8 + 1), np.float32)
    corner = (place.left + place.width) // 8, (place.top + place.height) // 8
    cv2.rectangle(small, (place.left // 8, place.top // 8), corner, _SHADOW, cv2.FILLED)
    soft = cv2.GaussianBlur(small, (0, 0), max(1.0, small.shape[0] / 40))
    left = np.uint8(255) - (cv2.resize(soft, (width, height)) * 255).astype(np.uint8)
    return np.ascontiguousarray(cv2.merge([left, left, left, np.full_like(left, 255)]))


def shade(ground: Frame, light: Frame) -> None:
    """Multiply `ground` by `light`, 255 for 1, in place."""
    cv2.multiply(ground, light, dst=ground, scale=1 / 255)
