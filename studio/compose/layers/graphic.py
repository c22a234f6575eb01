"""A designed scene, or words over a picture."""

from __future__ import annotations

from studio.compose.layers.layer import Frame, Layer
from studio.compose.specs import GraphicSpec
from studio.domain.format import Size
from studio.graphics.documents import MotionDocument
from studio.graphics.fonts import FontShelf
from studio.graphics.painter import Painter


class GraphicLayer(Layer):
    """Draws a motion document of `length` frames."""

    def __init__(self, spec: GraphicSpec, size: Size, length: int, fonts: FontShelf) -> None:
        document = MotionDocument.model_validate(spec.document)
        self._painter = Painter(document, size, length, fonts)

    def draw(self, frame: Frame, n: int) -> None:
        """Draw the document over `frame`."""
        self._painter.draw(frame, n)

    def changes_after(self, n: int) -> bool:
        """What the painter says."""
        return self._painter.changes_after(n)
