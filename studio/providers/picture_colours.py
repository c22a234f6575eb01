"""The palette that a picture suggests."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import ImageOps

from studio.domain.brand import Palette
from studio.domain.errors import UnreadableInput
from studio.graphics.dominant import palette_of_pixels
from studio.providers.opening import opened

_LOOK = 96
_SEEN = 128


def colours_of(picture: Path, name: str) -> Palette:
    """The palette of the picture in a file; what is transparent in it does not count.

    Raises BadInput when it cannot be read, or shows nothing.
    """
    with opened(picture, name) as image:
        image.draft("RGB", (_LOOK * 2, _LOOK * 2))
        small = ImageOps.exif_transpose(image).convert("RGBA")
        small.thumbnail((_LOOK, _LOOK))
    pixels = np.asarray(small).reshape(-1, 4)
    seen = pixels[pixels[:, 3] >= _SEEN][:, :3]
    if not len(seen):
        raise UnreadableInput(name, "there is nothing to see in it.", "Choose another picture.")
    return palette_of_pixels(seen)
