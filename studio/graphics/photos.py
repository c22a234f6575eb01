"""Opens pictures of every format Greenlight reads, those of phones among them, in sRGB."""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageCms

FAULTS = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    TypeError,
    struct.error,
    OverflowError,
    RuntimeError,
)
"""What Pillow and its readers raise for a damaged file, at opening or while decoding."""

_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")


def open_photo(path: Path, formats: Sequence[str] | None = None) -> Image.Image:
    """The picture in `path`, not decoded yet; `formats` as Pillow names them, None for all.

    A HEIC picture comes turned as its phone was held, ten bits of it brought to eight.
    Raises UnidentifiedImageError, DecompressionBombError, or one of `FAULTS`.
    """
    if is_heic(path):
        # Half a tenth of a second to import, for a format that few pictures have.
        import pillow_heif

        pillow_heif.register_heif_opener(thumbnails=False, depth_images=False)
    Image.init()
    known = None if formats is None else [name for name in formats if name in Image.OPEN]
    return Image.open(path, formats=known)


def is_heic(path: Path) -> bool:
    """True when the file begins as a HEIC picture does (ISO/IEC 23008-12)."""
    with path.open("rb") as file:
        head = file.read(12)
    return head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture in sRGB; one without a profile, or with a damaged one, is taken to be."""
    if not profile or image.mode not in ("RGB", "RGBA", "CMYK", "L"):
        return image
    try:
        return _converted(image, ImageCms.ImageCmsProfile(io.BytesIO(profile)))
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image


def _converted(image: Image.Image, profile: ImageCms.ImageCmsProfile) -> Image.Image:
    srgb = ImageCms.createProfile("sRGB")
    if image.mode == "RGBA":
        colours = _converted(image.convert("RGB"), profile)
        colours.putalpha(image.getchannel("A"))
        return colours
    converted = ImageCms.profileToProfile(image, profile, srgb, outputMode="RGB")
    return image if converted is None else converted
