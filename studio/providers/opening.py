"""Opens a picture that a person brought, without trusting its name, its size or its end."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from studio.domain.errors import EmptyInput, TooLarge, UnreadableInput
from studio.graphics.photos import FAULTS, open_photo

MAX_PIXELS = 100_000_000
"""Pixels of a picture that is decoded whole: at most about 700 MB for a moment."""

MAX_JPEG_PIXELS = 175_000_000
"""Pixels of a JPEG, which is decoded at a half, a quarter or an eighth of its size."""

MAX_PICTURE_BYTES = 300 * 1024 * 1024

EXTENSIONS = {
    "AVIF": "avif",
    "BMP": "bmp",
    "GIF": "gif",
    "HEIF": "heic",
    "JPEG": "jpg",
    "MPO": "jpg",
    "PNG": "png",
    "TIFF": "tif",
    "WEBP": "webp",
}
"""The formats that are read, and how their files end. No others, whatever Pillow knows."""

_SMALLER = "Save it smaller, 4096 pixels on its long side are plenty, and try again."
_AGAIN = "Save it again as JPEG or PNG and try again."


@contextmanager
def opened(path: Path, name: str) -> Iterator[Image.Image]:
    """The picture in `path`, not decoded yet; `name` is what people call it.

    Faults met while it is decoded inside the block become the same errors.

    Raises:
        EmptyInput: there is nothing in the file.
        TooLarge: it has more pixels or bytes than Greenlight decodes.
        UnreadableInput: it is damaged, cut short, or no picture.
    """
    _check_bytes(path, name)
    try:
        with _open(path) as image:
            _check_pixels(image, name)
            yield image
    except UnidentifiedImageError as fault:
        raise UnreadableInput(name, "it is not a picture Greenlight reads.", _AGAIN) from fault
    except Image.DecompressionBombError as fault:
        pixels = re.search(r"\d{6,}", str(fault))
        raise _too_many_pixels(name, int(pixels.group()) if pixels else 0, MAX_PIXELS) from fault
    except MemoryError as fault:
        raise TooLarge(name, "its size", "this machine's memory", _SMALLER) from fault
    except FAULTS as fault:
        raise UnreadableInput(name, "the picture is damaged or cut short.", _AGAIN) from fault


def is_picture(path: Path) -> bool:
    """True when the file begins as a picture does that Greenlight reads."""
    try:
        with _open(path):
            return True
    except Image.DecompressionBombError:
        return True
    except FAULTS:
        return False


def _open(path: Path) -> Image.Image:
    with warnings.catch_warnings():
        # Pillow warns from 89 megapixels on; the limits here are checked right after.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        return open_photo(path, tuple(EXTENSIONS))


def _check_bytes(path: Path, name: str) -> None:
    try:
        size = path.stat().st_size
    except OSError as fault:
        raise UnreadableInput(name, "there is no such file.", "Look at its name again.") from fault
    if size == 0:
        raise EmptyInput(name)
    if size > MAX_PICTURE_BYTES:
        limit = f"{MAX_PICTURE_BYTES >> 20} MB"
        raise TooLarge(name, f"{size >> 20} MB", limit, _SMALLER)


def _check_pixels(image: Image.Image, name: str) -> None:
    is_scaled = image.format in ("JPEG", "MPO") and not image.info.get("progressive")
    limit = MAX_JPEG_PIXELS if is_scaled else MAX_PIXELS
    if image.width * image.height > limit:
        raise _too_many_pixels(name, image.width * image.height, limit)


def _too_many_pixels(name: str, pixels: int, limit: int) -> TooLarge:
    megapixels = f"{pixels / 1e6:,.0f} megapixels"
    return TooLarge(name, megapixels, f"{limit // 1_000_000} megapixels", _SMALLER)
