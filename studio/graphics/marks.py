"""Everything in a document that is not words: panels, shapes, paths, icons, pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import skia

from studio.domain.brand import Palette
from studio.graphics.arrange import Placed
from studio.graphics.colour import argb, is_dark
from studio.graphics.icons import BOX, icon_path
from studio.graphics.layers import (
    Form,
    GroupLayer,
    IconLayer,
    LottieLayer,
    PathLayer,
    PictureLayer,
    ShapeLayer,
)
from studio.graphics.lines import Box
from studio.graphics.lottie import Lotties
from studio.graphics.paths import path_of
from studio.graphics.pictures import Pictures
from studio.graphics.roles import colour_of
from studio.graphics.shadows import Shadows
from studio.graphics.tints import tint

_LINEAR = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)


class Marks:
    """Draws layers without words in the colours of `palette`; `files` are pictures by name.

    `scale` is the number of pixels to a unit.
    """

    def __init__(
        self,
        palette: Palette,
        files: Mapping[str, Path],
        is_right_to_left: bool,
        scale: float = 1.0,
    ) -> None:
        self._palette = palette
        self._pictures = Pictures(files)
        self._lotties = Lotties(files)
        self._is_right_to_left = is_right_to_left
        self._scale = scale
        self._shadows = Shadows(0.45 if is_dark(palette.ground) else 0.2, scale)
        self._paths: dict[str, Any] = {}

    def draw(self, canvas: Any, placed: Placed, opacity: float, drawn: float) -> None:
        """Draw `placed` itself, not its children, with `drawn` of it there (0 to 1)."""
        layer = placed.layer
        if isinstance(layer, GroupLayer):
            self._panel(canvas, layer, placed, opacity)
        elif isinstance(layer, ShapeLayer):
            self._shape(canvas, layer, placed, opacity, drawn)
        elif isinstance(layer, PathLayer):
            self._path(canvas, layer, placed, opacity, drawn)
        elif isinstance(layer, IconLayer):
            self._icon(canvas, layer, placed.box, opacity, drawn)
        elif isinstance(layer, PictureLayer):
            self._picture(canvas, layer, placed, opacity)

    def wipe(self, canvas: Any, placed: Placed, drawn: float) -> None:
        """Let only the first `drawn` of `placed` be seen from now on."""
        part = _part(placed.box, drawn, self._is_right_to_left)
        canvas.clipRect(rectangle(part), skia.ClipOp.kIntersect, True)

    def clip(self, canvas: Any, layer: GroupLayer, placed: Placed) -> None:
        """Let only what lies in the rounded box of `placed` be seen from now on."""
        radius = layer.radius * placed.factor
        canvas.clipRRect(skia.RRect.MakeRectXY(rectangle(placed.box), radius, radius), True)

    def lottie(
        self, canvas: Any, layer: LottieLayer, box: Box, opacity: float, seconds: float
    ) -> None:
        """Draw an animation as it is after `seconds`."""
        animation = self._lotties.named(layer.animation)
        wide, high = box.width * self._scale, box.height * self._scale
        image = animation.image(seconds, wide, high, is_looped=layer.is_looped)
        factor = min(box.width / animation.width, box.height / animation.height)
        _draw_image(
            canvas, image, _centred(box, animation.width, animation.height, factor), opacity
        )

    def _panel(self, canvas: Any, layer: GroupLayer, placed: Placed, opacity: float) -> None:
        radius = min(layer.radius * placed.factor, placed.box.height / 2)
        if layer.has_shadow:
            self._shadows.draw(canvas, placed.box, radius, opacity)
        if layer.fill:
            plain = self._paint(layer.fill, opacity * layer.fill_opacity)
            pixels = placed.box.width * placed.box.height * self._scale**2
            paint = tint(canvas, plain, pixels)
            canvas.drawRoundRect(rectangle(placed.box), radius, radius, paint)
        if layer.stroke:
            stroke = self._stroke(layer.stroke, layer.stroke_width * placed.factor, opacity)
            inner = _inset(placed.box, layer.stroke_width * placed.factor / 2)
            canvas.drawRoundRect(rectangle(inner), radius, radius, stroke)

    def _shape(
        self, canvas: Any, layer: ShapeLayer, placed: Placed, opacity: float, drawn: float
    ) -> None:
        for paint in self._paints(layer, placed.factor, opacity):
            if layer.form is Form.ARC:
                if not layer.is_round:
                    paint.setStrokeCap(skia.Paint.kButt_Cap)
                start, sweep = layer.start - 90, layer.sweep * drawn
                canvas.drawArc(rectangle(placed.box), start, sweep, False, paint)
            elif layer.form is Form.ELLIPSE:
                canvas.drawOval(rectangle(placed.box), paint)
            else:
                part = _part(placed.box, drawn, self._is_right_to_left, layer.is_from_end)
                radius = min(layer.radius * placed.factor, part.width / 2, part.height / 2)
                canvas.drawRoundRect(rectangle(part), radius, radius, paint)

    def _path(
        self, canvas: Any, layer: PathLayer, placed: Placed, opacity: float, drawn: float
    ) -> None:
        box = placed.box
        across, down = box.width / layer.box_width, box.height / layer.box_height
        if not layer.is_stretched:
            across = down = min(across, down)
        # A stroke inside a scaled box is scaled with it; a stretched one is drawn outside.
        if layer.is_stretched and self._is_right_to_left:
            matrix = skia.Matrix.Scale(-across, down).postTranslate(box.x + box.width, box.y)
        else:
            matrix = skia.Matrix.Scale(across, down).postTranslate(box.x, box.y)
        outline = skia.Path()
        self._outline(layer.path).transform(matrix, outline)
        width = layer.stroke_width * (placed.factor if layer.is_stretched else across)
        if layer.fill is not None:
            canvas.save()
            if drawn < 1:
                self.wipe(canvas, placed, drawn)
            canvas.drawPath(outline, self._paint(layer.fill, opacity))
            canvas.restore()
        if layer.stroke is not None:
            canvas.drawPath(outline, _trimmed(self._stroke(layer.stroke, width, opacity), drawn))

    def _icon(self, canvas: Any, layer: IconLayer, box: Box, opacity: float, drawn: float) -> None:
        factor = min(box.width, box.height) / BOX
        canvas.save()
        canvas.translate(box.x + (box.width - BOX * factor) / 2, box.y)
        canvas.scale(factor, factor)
        stroke = self._stroke(layer.colour, layer.stroke_width, opacity)
        canvas.drawPath(self._outline(icon_path(layer.icon)), _trimmed(stroke, drawn))
        canvas.restore()

    def _picture(self, canvas: Any, layer: PictureLayer, placed: Placed, opacity: float) -> None:
        box = placed.box
        wide, high = round(box.width * self._scale), round(box.height * self._scale)
        hold = layer.hold if layer.is_covering else None
        image = self._pictures.image(layer.picture, wide, high, hold)
        factor = min(box.width / image.width(), box.height / image.height())
        if layer.is_covering:
            factor = max(box.width / image.width(), box.height / image.height())
        radius = layer.radius * placed.factor
        canvas.save()
        canvas.clipRRect(skia.RRect.MakeRectXY(rectangle(box), radius, radius), True)
        _draw_image(canvas, image, _centred(box, image.width(), image.height(), factor), opacity)
        canvas.restore()

    def _outline(self, data: str) -> Any:
        if data not in self._paths:
            self._paths[data] = path_of(data)
        return self._paths[data]

    def _paints(self, layer: ShapeLayer, factor: float, opacity: float) -> list[Any]:
        paints = [] if layer.fill is None else [self._paint(layer.fill, opacity)]
        if layer.stroke is not None:
            paints.append(self._stroke(layer.stroke, layer.stroke_width * factor, opacity))
        return paints

    def _stroke(self, role: str, width: float, opacity: float) -> Any:
        stroke = self._paint(role, opacity)
        stroke.setStyle(skia.Paint.kStroke_Style)
        stroke.setStrokeWidth(width)
        stroke.setStrokeCap(skia.Paint.kRound_Cap)
        stroke.setStrokeJoin(skia.Paint.kRound_Join)
        return stroke

    def _paint(self, role: str, opacity: float) -> Any:
        return skia.Paint(AntiAlias=True, Color=argb(colour_of(role, self._palette), opacity))


def rectangle(box: Box) -> Any:
    """`box` as Skia's rectangle."""
    return skia.Rect.MakeXYWH(box.x, box.y, box.width, box.height)


def _trimmed(paint: Any, drawn: float) -> Any:
    """`paint` for the first `drawn` of a line; what is too short to be cut is left out."""
    if drawn < 1:
        mode = skia.TrimPathEffect.Mode.kNormal
        effect = skia.TrimPathEffect.Make(0.0, max(1e-4, drawn), mode)
        paint.setPathEffect(effect)
    return paint


def _draw_image(canvas: Any, image: Any, box: Box, opacity: float) -> None:
    canvas.drawImageRect(image, rectangle(box), _LINEAR, skia.Paint(Alphaf=opacity))


def _centred(box: Box, width: float, height: float, factor: float) -> Box:
    wide, high = width * factor, height * factor
    return Box(box.x + (box.width - wide) / 2, box.y + (box.height - high) / 2, wide, high)


def _inset(box: Box, by: float) -> Box:
    return Box(box.x + by, box.y + by, max(0.0, box.width - 2 * by), max(0.0, box.height - 2 * by))


def _part(box: Box, share: float, is_right_to_left: bool, is_from_end: bool = False) -> Box:
    """The part of `box` that is there when `share` of it is drawn, along its longer side."""
    share = min(1.0, max(0.0, share))
    if is_from_end:
        return replace(box, y=box.y + box.height * (1 - share), height=box.height * share)
    if box.height > box.width:
        return replace(box, height=box.height * share)
    x = box.x + box.width * (1 - share) if is_right_to_left else box.x
    return replace(box, x=x, width=box.width * share)
