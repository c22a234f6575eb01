"""A picture from a file, made ready for the camera."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from PIL import ExifTags, Image, ImageColor, ImageOps

from studio.compose.layers.layer import Frame
from studio.domain.brand import Colour
from studio.domain.errors import UnreadableInput
from studio.graphics.photos import FAULTS, in_srgb, open_photo

_LARGEST = 178_956_970
"""Pixels; Pillow's own limit against decompression bombs."""

_SPARE = 1.3
"""How much larger than the frame a picture is kept, for cameras that come closer."""


def load(path: Path, ground: Colour, least: tuple[int, int]) -> Frame:
    """The picture in `path` as shown: turned as its EXIF says, clear parts over `ground`.

    A JPEG much larger than `least` (width, height in pixels) is decoded at a half, a quarter
    or an eighth of its size: faster, and as fine as the closest camera needs it.
    Raises UnreadableInput.
    """
    try:
        with open_photo(path) as image:
            if image.width * image.height > _LARGEST:
                raise unreadable(path, "it is too large")
            image.draft("RGB", _wanted(image, least))
            profile = image.info.get("icc_profile")
            ImageOps.exif_transpose(image, in_place=True)
            return _opaque(in_srgb(image, profile), ground)
    except (*FAULTS, Image.DecompressionBombError) as fault:
        raise unreadable(path, str(fault)) from fault


def _wanted(image: Image.Image, least: tuple[int, int]) -> tuple[int, int]:
    """Width and height to decode at least, before the picture is turned as its EXIF says."""
    width, height = (round(side * _SPARE) for side in least)
    is_turned = image.getexif().get(ExifTags.Base.Orientation, 1) > 4
    return (height, width) if is_turned else (width, height)


def unreadable(path: Path, problem: str) -> UnreadableInput:
    """The error for a picture that cannot be read, which says why."""
    return UnreadableInput(
        path.name, f"the picture cannot be read ({problem}).", "Save it again as JPEG or PNG."
    )


def _opaque(image: Image.Image, ground: Colour) -> Frame:
    if image.has_transparency_data:
        backdrop = Image.new("RGBA", image.size, ImageColor.getrgb(ground))
        image = Image.alpha_composite(backdrop, image.convert("RGBA"))
    if image.mode.startswith(("I", "F")):
        image = _eight_bit(image)
    pixels = np.asarray(image if image.mode == "RGB" else image.convert("RGB"))
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


def even(picture: Frame) -> Frame:
    """`picture` with an even number of rows and columns: its last ones repeated where need be."""
    height, width = picture.shape[:2]
    if height % 2 == width % 2 == 0:
        return picture
    border = (0, height % 2, 0, width % 2)
    return _uint8(cv2.copyMakeBorder(picture, *border, cv2.BORDER_REPLICATE))


def _uint8(picture: object) -> Frame:
    """`picture` as a contiguous array of bytes; cv2's types say less than is known."""
    return np.ascontiguousarray(picture, dtype=np.uint8)
