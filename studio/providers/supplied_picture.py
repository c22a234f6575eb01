"""The person's own picture, turned, brought to sRGB and scaled down for a scene."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image, ImageColor, ImageOps

from studio.domain.errors import UnreadableInput
from studio.graphics.photos import in_srgb
from studio.providers.interface import Card, Picture, PictureAsk
from studio.providers.opening import opened

LONGEST_SIDE = 4096
"""Pixels; a camera that goes into a 4K film still finds more than it needs."""

_QUALITY = 92
_FULL_COLOUR = 0


class SuppliedPicture:
    """Makes the picture of a still from the file it names, whole: the camera frames it later."""

    card = Card(name="supplied", title="Your own picture", version="1", extension="jpg")

    def can_make(self, ask: PictureAsk) -> bool:
        """True for a still whose file is at hand."""
        return ask.visual.kind == "still" and ask.source is not None

    def make(self, ask: PictureAsk, target: Path) -> Picture:
        """Write the picture as JPEG, or as PNG with its transparency when `target` ends so.

        A JPEG shows the brand's ground where the picture is transparent. `ask.size` is not
        used: the long side has at most `LONGEST_SIDE` pixels, and nothing is enlarged.

        Raises:
            BadInput: the source cannot be read.
        """
        if ask.source is None:
            raise UnreadableInput("The scene", "it has no picture.", "Choose one for it.")
        with opened(ask.source, ask.source.name) as image:
            picture = prepared(image)
        if target.suffix.lower() == ".png":
            picture.save(target, "PNG")
        else:
            _save_jpeg(picture, ask.brand.palette.ground, target)
        return Picture(picture.width, picture.height)


def prepared(image: Image.Image) -> Image.Image:
    """The first frame of `image` as RGB or RGBA in sRGB, turned as its EXIF says, scaled down."""
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    image.load()
    profile = image.info.get("icc_profile")
    ImageOps.exif_transpose(image, in_place=True)
    plain = in_srgb(_scaled(_eight_bit(image)), profile)
    wanted = "RGBA" if plain.has_transparency_data else "RGB"
    return plain if plain.mode == wanted else plain.convert(wanted)


def _scaled(image: Image.Image) -> Image.Image:
    if max(image.size) <= LONGEST_SIDE:
        return image
    if image.mode in ("P", "PA", "1"):
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    scale = LONGEST_SIDE / max(image.size)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _eight_bit(image: Image.Image) -> Image.Image:
    """Sixteen bits as their upper eight; longer numbers by the largest of them."""
    if image.mode.startswith("I;16"):
        return Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))
    if image.mode not in ("I", "F"):
        return image
    values = np.nan_to_num(np.asarray(image, dtype=np.float32), nan=0.0, posinf=0.0, neginf=0.0)
    largest = float(values.max(initial=0.0))
    top = 65_535.0 if 255 < largest <= 65_535 else max(largest, 255.0)
    return Image.fromarray(np.clip(values / top * 255, 0, 255).astype(np.uint8))


def _save_jpeg(picture: Image.Image, ground: str, target: Path) -> None:
    if picture.mode == "RGBA":
        backdrop = Image.new("RGBA", picture.size, ImageColor.getrgb(ground))
        picture = Image.alpha_composite(backdrop, picture).convert("RGB")
    picture.save(target, "JPEG", quality=_QUALITY, subsampling=_FULL_COLOUR, optimize=True)
