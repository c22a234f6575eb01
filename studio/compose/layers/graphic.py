"""A designed scene, or words over a picture."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from studio.compose.layers.layer import Frame, Layer, Remarks
from studio.compose.layers.patch import Box, Patch
from studio.compose.planes import Planes
from studio.compose.specs import GraphicSpec
from studio.domain.format import Size
from studio.domain.ids import AssetId
from studio.domain.time import FrameRate
from studio.graphics.documents import MotionDocument, TextLayer, layers
from studio.graphics.fonts import FontShelf
from studio.graphics.painter import Painter
from studio.graphics.text import SCALE


class GraphicLayer(Layer):
    """Draws a motion document of `length` frames; `files` are the pictures it names."""

    def __init__(
        self,
        spec: GraphicSpec,
        size: Size,
        length: int,
        fonts: FontShelf,
        rate: FrameRate,
        files: Mapping[AssetId, Path],
    ) -> None:
        document = MotionDocument.model_validate(spec.document)
        self._size = size
        self._rest: Patch | None = None
        self._root = document.root
        self._fonts = fonts
        named = {str(asset): path for asset, path in files.items()}
        self._painter = Painter(document, size, length, fonts, rate, named, spec.words_s)

    def draw(self, frame: Frame, n: int) -> None:
        """Draw the document over `frame`."""
        self._painter.draw(frame, n)

    def lays(self, n: int) -> bool:
        """Once nothing moves any more."""
        return not self._painter.changes_after(n)

    def lay(self, planes: Planes, n: int) -> None:
        """Lay the document at rest over `planes`; it is drawn for that once."""
        if self._rest is None:
            box = Box(0, 0, self._size.width, self._size.height)
            pixels = box.blank()
            self._painter.draw(pixels, n)
            self._rest = Patch.cropped(pixels, self._size)
        self._rest.lay(planes)

    def changes_after(self, n: int) -> bool:
        """What the painter says."""
        return self._painter.changes_after(n)

    def remarks(self) -> Remarks:
        """Characters no font has, and texts below the type scale."""
        texts = [each.text for _, each in layers(self._root) if isinstance(each, TextLayer)]
        small = [
            placed.layer.text
            for placed in self._painter.placed.walk()
            if isinstance(placed.layer, TextLayer)
            and placed.layout
            and placed.layout.style.size < SCALE[0]
        ]
        return Remarks(self._fonts.missing_glyphs("".join(texts)), tuple(small))
