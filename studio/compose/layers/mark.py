"""The watermark: a logo in a corner of every frame."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from studio.compose.layers.camera import SAFE
from studio.compose.layers.layer import Frame, Layer
from studio.compose.layers.patch import Box, Patch
from studio.compose.layers.picture import unreadable
from studio.compose.planes import Planes
from studio.domain.format import Size
from studio.domain.look import Corner, Watermark
from studio.graphics.photos import FAULTS, open_photo


class MarkLayer(Layer):
    """Draws a picture, clear parts and all, within the title-safe area."""

    def __init__(self, mark: Watermark, path: Path, size: Size) -> None:
        """Read and scale the picture. Raises UnreadableInput."""
        logo = _logo(path, max(2, round(mark.size * min(size.width, size.height))))
        height, width = logo.shape[:2]
        across, down = round(SAFE * size.width), round(SAFE * size.height)
        is_left = mark.corner in (Corner.TOP_LEFT, Corner.BOTTOM_LEFT)
        is_top = mark.corner in (Corner.TOP_LEFT, Corner.TOP_RIGHT)
        left = across if is_left else size.width - across - width
        top = down if is_top else size.height - down - height
        self._rows, self._columns = slice(top, top + height), slice(left, left + width)
        self._box = Box.around(left, top, left + width, top + height, size)
        share = logo[..., 3:].astype(np.float32) / 255 * mark.opacity
        self._ink = logo[..., 2::-1].astype(np.float32) * share + 0.5
        self._left = 1 - share

    def draw(self, frame: Frame, n: int) -> None:
        """Draw the logo over `frame`."""
        part = frame[self._rows, self._columns, :3]
        np.copyto(part, part * self._left + self._ink, casting="unsafe")

    def lays(self, n: int) -> bool:
        """Always."""
        return True

    def lay(self, planes: Planes, n: int) -> None:
        """Lay the logo over `planes`."""
        self._patch.lay(planes)

    @cached_property
    def _patch(self) -> Patch:
        pixels = self._box.blank()
        top, left = self._rows.start - self._box.top, self._columns.start - self._box.left
        height, width = self._ink.shape[:2]
        part = pixels[top : top + height, left : left + width]
        np.copyto(part[..., :3], self._ink, casting="unsafe")
        np.copyto(part[..., 3:], (1 - self._left) * 255 + 0.5, casting="unsafe")
        return Patch(pixels, self._box)

    def changes_after(self, n: int) -> bool:
        """A watermark stands still."""
        return False


def _logo(path: Path, longest: int) -> Frame:
    """The picture as RGBA, its longer side `longest` pixels."""
    try:
        with open_photo(path) as image:
            logo = ImageOps.exif_transpose(image).convert("RGBA")
    except (*FAULTS, Image.DecompressionBombError) as fault:
        raise unreadable(path, str(fault)) from fault
    scale = longest / max(logo.size)
    size = (max(1, round(logo.width * scale)), max(1, round(logo.height * scale)))
    # Premultiplied, so that the colour of clear pixels does not bleed into the edges.
    return np.asarray(logo.convert("RGBa").resize(size, Image.Resampling.LANCZOS).convert("RGBA"))
