"""A picture from a file, made ready for the camera."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageColor, ImageOps

from studio.compose.layers.layer import Frame
from studio.domain.brand import Colour
from studio.domain.errors import UnreadableInput

_LARGEST = 178_956_970
"""Pixels; Pillow's own limit against decompression bombs."""


def load(path: Path, ground: Colour, least: tuple[int, int]) -> Frame:
    """The picture in `path` as shown: turned as its EXIF says, clear parts over `ground`.

    A JPEG much larger than `least` (width, height in pixels) is decoded at a half, a quarter
    or an eighth of its size. Raises UnreadableInput.
    """
    try:
        with Image.open(path) as image:
            if image.width * image.height > _LARGEST:
                raise _unreadable(path, "it is too large")
            image.draft("RGB", (2 * max(least), 2 * max(least)))
            return _opaque(ImageOps.exif_transpose(image), ground)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as fault:
        raise _unreadable(path, str(fault)) from fault


def _unreadable(path: Path, problem: str) -> UnreadableInput:
    return UnreadableInput(
        path.name, f"the picture cannot be read ({problem}).", "Save it again as JPEG or PNG."
    )


def _opaque(image: Image.Image, ground: Colour) -> Frame:
    if image.has_transparency_data:
        backdrop = Image.new("RGBA", image.size, ImageColor.getrgb(ground))
        image = Image.alpha_composite(backdrop, image.convert("RGBA"))
    if image.mode.startswith(("I", "F")):
        image = _eight_bit(image)
    pixels = np.asarray(image.convert("RGB"))
    return _uint8(cv2.cvtColor(pixels, cv2.COLOR_RGB2BGRA))


def _eight_bit(image: Image.Image) -> Image.Image:
    """Sixteen bits or floats as eight, by their own range where they leave 0 to 65535."""
    values = np.asarray(image, dtype=np.float64)
    top = 65535.0 if values.max(initial=0) > 255 else 255.0
    return Image.fromarray(np.clip(values / top * 255 + 0.5, 0, 255).astype(np.uint8))


def resized(picture: Frame, width: int, height: int) -> Frame:
    """`picture` at another size, without aliasing when smaller and smooth when larger."""
    if (picture.shape[1], picture.shape[0]) == (width, height):
        return picture
    is_smaller = width < picture.shape[1]
    method = cv2.INTER_AREA if is_smaller else cv2.INTER_CUBIC
    return _uint8(cv2.resize(picture, (width, height), interpolation=method))


def framed(picture: Frame, width: int, height: int, margin: float) -> Frame:
    """`picture` whole, over its own enlarged, blurred and darkened copy of `width` x `height`.

    `margin` is the share of the height or width, 0 to 1, left free around the picture.
    """
    backdrop = _backdrop(picture, width, height)
    room = 1 - margin
    scale = min(width * room / picture.shape[1], height * room / picture.shape[0])
    inner_w, inner_h = round(picture.shape[1] * scale), round(picture.shape[0] * scale)
    left, top = (width - inner_w) // 2, (height - inner_h) // 2
    _shade(backdrop, left, top, inner_w, inner_h)
    backdrop[top : top + inner_h, left : left + inner_w] = resized(picture, inner_w, inner_h)
    return backdrop


def _backdrop(picture: Frame, width: int, height: int) -> Frame:
    """Blurred at a small size and enlarged: the same look at every size, at little cost."""
    small_w = 160
    small_h = max(2, round(small_w * height / width))
    scale = max(small_w / picture.shape[1], small_h / picture.shape[0])
    cover = resized(
        picture,
        max(small_w, round(picture.shape[1] * scale)),
        max(small_h, round(picture.shape[0] * scale)),
    )
    left, top = (cover.shape[1] - small_w) // 2, (cover.shape[0] - small_h) // 2
    crop = cover[top : top + small_h, left : left + small_w]
    blurred = cv2.GaussianBlur(crop, (0, 0), small_w / 26)
    dark = cv2.convertScaleAbs(blurred, alpha=0.55)
    dark[..., 3] = 255
    return _uint8(cv2.resize(dark, (width, height), interpolation=cv2.INTER_CUBIC))


def _shade(backdrop: Frame, left: int, top: int, width: int, height: int) -> None:
    """A soft shadow around the place of the picture, drawn in place."""
    small = np.zeros((backdrop.shape[0] // 8 + 1, backdrop.shape[1] // 8 + 1), np.float32)
    cv2.rectangle(
        small, (left // 8, top // 8), ((left + width) // 8, (top + height) // 8), 0.45, cv2.FILLED
    )
    soft = cv2.GaussianBlur(small, (0, 0), small.shape[0] / 40)
    full = cv2.resize(soft, (backdrop.shape[1], backdrop.shape[0]))
    backdrop[..., :3] = (backdrop[..., :3] * (1 - full[..., None])).astype(np.uint8)


def _uint8(picture: object) -> Frame:
    """`picture` as a contiguous array of bytes; cv2's types say less than is known."""
    return np.ascontiguousarray(picture, dtype=np.uint8)
