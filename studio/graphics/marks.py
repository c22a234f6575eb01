"""Everything in a document that is not words: panels, shapes, paths, pictures."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import skia

from studio.domain.brand import Palette
from studio.domain.errors import UnreadableInput
from studio.graphics.arrange import Placed
from studio.graphics.colour import argb
from studio.graphics.documents import Form, GroupLayer, PathLayer, PictureLayer, ShapeLayer
from studio.graphics.lines import Box
from studio.graphics.paths import path_of
from studio.graphics.roles import colour_of


class Marks:
    """Draws layers without words in the colours of `palette`; `pictures` are files by name."""

    def __init__(
        self, palette: Palette, pictures: Mapping[str, Path], is_right_to_left: bool
    ) -> None:
        self._palette = palette
        self._pictures = dict(pictures)
        self._is_right_to_left = is_right_to_left
        self._images: dict[str, Any] = {}

    def draw(self, canvas: Any, placed: Placed, opacity: float, drawn: float) -> None:
        """Draw `placed` itself, not its children, with `drawn` of it there (0 to 1)."""
        layer = placed.layer
        if isinstance(layer, GroupLayer) and layer.fill:
            self._panel(canvas, layer, placed, opacity)
        elif isinstance(layer, ShapeLayer):
            self._shape(canvas, layer, placed, opacity, drawn)
        elif isinstance(layer, PathLayer):
            self._path(canvas, layer, placed.box, opacity)
        elif isinstance(layer, PictureLayer):
            self._picture(canvas, layer, placed, opacity)

    def _panel(self, canvas: Any, layer: GroupLayer, placed: Placed, opacity: float) -> None:
        paint = self._paint(layer.fill or "surface", opacity * layer.fill_opacity)
        radius = min(layer.radius * placed.factor, placed.box.height / 2)
        canvas.drawRoundRect(rectangle(placed.box), radius, radius, paint)

    def _shape(
        self, canvas: Any, layer: ShapeLayer, placed: Placed, opacity: float, drawn: float
    ) -> None:
        for paint in self._paints(layer, placed.factor, opacity):
            if layer.form is Form.ARC:
                canvas.drawArc(rectangle(placed.box), -90, 360 * drawn, False, paint)
            elif layer.form is Form.ELLIPSE:
                canvas.drawOval(rectangle(placed.box), paint)
            else:
                radius = layer.radius * placed.factor
                part = _part(placed.box, drawn, self._is_right_to_left)
                canvas.drawRoundRect(rectangle(part), radius, radius, paint)

    def _path(self, canvas: Any, layer: PathLayer, box: Box, opacity: float) -> None:
        factor = min(box.width / layer.box_width, box.height / layer.box_height)
        canvas.save()
        canvas.translate(box.x, box.y)
        canvas.scale(factor, factor)
        for paint in self._paints(layer, 1.0, opacity):
            canvas.drawPath(path_of(layer.path), paint)
        canvas.restore()

    def _picture(self, canvas: Any, layer: PictureLayer, placed: Placed, opacity: float) -> None:
        image = self._image(layer.picture)
        box = placed.box
        wide, high = box.width / image.width(), box.height / image.height()
        factor = max(wide, high) if layer.is_covering else min(wide, high)
        width, height = image.width() * factor, image.height() * factor
        left, top = box.x + (box.width - width) / 2, box.y + (box.height - height) / 2
        radius = layer.radius * placed.factor
        canvas.save()
        canvas.clipRRect(skia.RRect.MakeRectXY(rectangle(box), radius, radius), True)
        options = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
        paint = skia.Paint(Alphaf=opacity)
        canvas.drawImageRect(image, skia.Rect.MakeXYWH(left, top, width, height), options, paint)
        canvas.restore()

    def _image(self, name: str) -> Any:
        if name not in self._images:
            file = self._pictures.get(name)
            data = skia.Data.MakeWithCopy(file.read_bytes()) if file else None
            image = skia.Image.MakeFromEncoded(data) if data is not None else None
            if image is None:
                raise UnreadableInput(name, "the picture cannot be read.", "Choose another.")
            self._images[name] = image
        return self._images[name]

    def _paints(self, layer: ShapeLayer | PathLayer, factor: float, opacity: float) -> list[Any]:
        paints = [] if layer.fill is None else [self._paint(layer.fill, opacity)]
        if layer.stroke is not None:
            stroke = self._paint(layer.stroke, opacity)
            stroke.setStyle(skia.Paint.kStroke_Style)
            stroke.setStrokeWidth(layer.stroke_width * factor)
            stroke.setStrokeCap(skia.Paint.kRound_Cap)
            paints.append(stroke)
        return paints

    def _paint(self, role: str, opacity: float) -> Any:
        return skia.Paint(AntiAlias=True, Color=argb(colour_of(role, self._palette), opacity))


def rectangle(box: Box) -> Any:
    """`box` as Skia's rectangle."""
    return skia.Rect.MakeXYWH(box.x, box.y, box.width, box.height)


def _part(box: Box, share: float, is_right_to_left: bool) -> Box:
    """The part of `box` that is there when `share` of it is drawn, along its longer side."""
    if box.height > box.width:
        return Box(box.x, box.y, box.width, box.height * share)
    x = box.x + box.width * (1 - share) if is_right_to_left else box.x
    return Box(x, box.y, box.width * share, box.height)
