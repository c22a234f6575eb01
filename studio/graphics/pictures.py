"""Pictures for layers: read once, turned upright, and made as large as they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import skia
from PIL import Image, ImageOps

from studio.domain.errors import UnreadableInput
from studio.graphics.layers import Hold
from studio.graphics.photos import FAULTS, in_srgb, open_photo

MOST_PIXELS = 89_000_000
_ROOM = 1.08
_CENTRES = {Hold.MIDDLE: (0.5, 0.5), Hold.TOP: (0.5, 0.0), Hold.TOP_LEFT: (0.0, 0.0)}


class Pictures:
    """Pictures by name from `files`; none but these can be read."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        self._files = dict(files)
        self._made: dict[tuple[str, int, int, Hold | None], Any] = {}

    def image(self, name: str, width: int, height: int, hold: Hold | None) -> Any:
        """The picture `name` as a Skia image of about `width` × `height` pixels.

        With a `hold` it is cut to that shape and this part of it stays; without one it keeps
        its own shape within it. A little larger than asked, for the moment in which it is
        shown larger.

        Raises:
            UnreadableInput: no file has that name, it is damaged or has too many pixels.
        """
        key = (name, width, height, hold)
        if key not in self._made:
            self._made[key] = _image(self._read(name), width, height, hold)
        return self._made[key]

    def _read(self, name: str) -> Image.Image:
        file = self._files.get(name)
        try:
            if file is None:
                raise FileNotFoundError(name)
            with open_photo(file) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise ValueError("too many pixels")
                profile = opened.info.get("icc_profile")
                return in_srgb(ImageOps.exif_transpose(opened), profile).convert("RGBA")
        except (*FAULTS, Image.DecompressionBombError) as fault:
            raise UnreadableInput(name, "the picture cannot be read.", "Choose another.") from fault


def _image(picture: Image.Image, width: int, height: int, hold: Hold | None) -> Any:
    wished = (max(1, round(width * _ROOM)), max(1, round(height * _ROOM)))
    if hold is None:
        made = ImageOps.contain(picture, wished, Image.Resampling.LANCZOS)
    else:
        lanczos = Image.Resampling.LANCZOS
        made = ImageOps.fit(picture, wished, lanczos, centering=_CENTRES[hold])
    # Premultiplied, so that clear edges do not darken when it is scaled.
    pixels = np.asarray(made, dtype=np.uint16)
    alpha = pixels[..., 3:4]
    ready = np.concatenate([pixels[..., 2::-1] * alpha // 255, alpha], axis=-1).astype(np.uint8)
    return skia.Image.fromarray(
        np.ascontiguousarray(ready),
        skia.ColorType.kBGRA_8888_ColorType,
        skia.AlphaType.kPremul_AlphaType,
    )
