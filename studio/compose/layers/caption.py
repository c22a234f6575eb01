"""Spoken words burned into the picture, in one of the caption styles."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import skia

from studio.compose.layers.caption_styles import STYLES
from studio.compose.layers.caption_styles.pictures import Picture, PictureMaker, Sprite
from studio.compose.layers.caption_styles.setting import SetLine, Typesetter
from studio.compose.layers.caption_styles.style import Part
from studio.compose.layers.layer import Frame, Layer, Remarks
from studio.compose.layers.patch import Box, Patch
from studio.compose.planes import Planes
from studio.compose.specs import CaptionSpec, LineSpec
from studio.domain.format import Size
from studio.domain.time import FrameRate
from studio.graphics.fonts import FontShelf
from studio.graphics.layout import scale

_FADE_S = 0.1
_SMOOTH = skia.SamplingOptions(skia.FilterMode.kLinear)


@dataclass(frozen=True)
class _State:
    """What is seen of the captions in a frame; equal states look equal."""

    line: int
    presence: float
    parts: tuple[Part, ...]


class CaptionLayer(Layer):
    """Draws the lines of a segment over whatever is there.

    The parts of a line are drawn once each and then blended within their own rectangles.
    """

    def __init__(self, spec: CaptionSpec, size: Size, rate: FrameRate, fonts: FontShelf) -> None:
        self._lines = spec.lines
        self._rate = rate
        self._fonts = fonts
        self._scale = scale(size)
        self._fade = max(1, rate.frames(_FADE_S))
        self._style = STYLES[spec.style.kind]
        self._typesetter = Typesetter(self._style.type, spec.style.font, size, fonts)
        self._maker = PictureMaker(self._style, self._style.inks(spec.style), size)
        self._size = size
        self._laid: tuple[_State | None, Patch | None] = (None, None)
        self._set: dict[int, SetLine] = {}
        self._pictures: dict[tuple[int, Hashable], Picture | None] = {}

    def draw(self, frame: Frame, n: int) -> None:
        """Draw the line of frame `n`, if there is one."""
        state = self._state(n)
        if state is None:
            return
        self._show(canvas_of(frame), state)

    def lays(self, n: int) -> bool:
        """Always."""
        return True

    def lay(self, planes: Planes, n: int) -> None:
        """Lay the line of frame `n`, if there is one."""
        state = self._state(n)
        if state is None:
            return
        if state != self._laid[0]:
            self._laid = (state, self._patch(state))
        if patch := self._laid[1]:
            patch.lay(planes)

    def _patch(self, state: _State) -> Patch | None:
        """What is seen in `state`, drawn by itself; None where that is nothing."""
        sprites = [
            _edges(sprite, part, self._scale)
            for part in state.parts
            if (picture := self._picture(state.line, part.key))
            for sprite in (picture.ink, picture.outline)
            if sprite
        ]
        if not sprites:
            return None
        left, top, right, bottom = zip(*sprites, strict=True)
        box = Box.around(min(left), min(top), max(right), max(bottom), self._size)
        pixels = box.blank()
        canvas = canvas_of(pixels)
        canvas.translate(-box.left, -box.top)
        self._show(canvas, state)
        return Patch(pixels, box)

    def _show(self, canvas: Any, state: _State) -> None:
        drawn = [(part, self._picture(state.line, part.key)) for part in state.parts]
        for part, picture in drawn:
            if picture and picture.outline:
                self._blend(canvas, picture.outline, part, state.presence)
        for part, picture in drawn:
            if picture:
                self._blend(canvas, picture.ink, part, state.presence)

    def changes_after(self, n: int) -> bool:
        """True when another word is said, or a line comes, goes or moves."""
        return self._state(n) != self._state(n + 1)

    def remarks(self) -> Remarks:
        """Characters no font has, and lines too long to be set at a size that reads well."""
        small = [line.text for place, line in enumerate(self._lines) if self._line(place).is_small]
        missing = self._fonts.missing_glyphs("".join(line.text for line in self._lines))
        return Remarks(missing, tuple(small))

    def _state(self, n: int) -> _State | None:
        for place, line in enumerate(self._lines):
            if line.start <= n < line.start + line.length:
                presence = self._presence(place, n)
                parts = self._style.parts(self._line(place), n, presence, self._rate)
                return _State(place, presence, parts)
        return None

    def _line(self, place: int) -> SetLine:
        if place not in self._set:
            self._set[place] = self._typesetter.set(self._lines[place])
        return self._set[place]

    def _presence(self, place: int, n: int) -> float:
        """Lines fade in and out, but for one that follows another at once."""
        line = self._lines[place]
        since, left = n - line.start + 1, line.start + line.length - n
        has_before = place > 0 and _touch(self._lines[place - 1], line)
        has_after = place + 1 < len(self._lines) and _touch(line, self._lines[place + 1])
        coming = 1.0 if has_before else since / (self._fade + 1)
        going = 1.0 if has_after else left / (self._fade + 1)
        return min(1.0, coming, going)

    def _picture(self, line: int, key: Hashable) -> Picture | None:
        """A part of a line; those of other lines are forgotten."""
        place = (line, key)
        if place not in self._pictures:
            self._pictures = {k: p for k, p in self._pictures.items() if k[0] == line}
            self._pictures[place] = self._maker.picture(self._line(line), key)
        return self._pictures[place]

    def _blend(self, canvas: Any, sprite: Sprite, part: Part, presence: float) -> None:
        paint = skia.Paint(Alphaf=part.opacity * presence)
        left = sprite.left + round(part.dx * self._scale)
        top = sprite.top + round(part.dy * self._scale)
        canvas.save()
        if part.windows is not None:
            canvas.clipPath(_through(part, self._scale))
        if part.scale == 1.0:
            canvas.drawImage(sprite.image, left, top, paint=paint)
        else:
            x, y = sprite.middle
            canvas.translate(x, y)
            canvas.scale(part.scale, part.scale)
            canvas.drawImage(sprite.image, left - x, top - y, _SMOOTH, paint)
        canvas.restore()


def canvas_of(frame: Frame) -> Any:
    """A canvas on the memory of `frame`, in pixels."""
    info = skia.ImageInfo.Make(
        frame.shape[1], frame.shape[0], skia.kBGRA_8888_ColorType, skia.kPremul_AlphaType
    )
    return skia.Surface.MakeRasterDirect(info, frame).getCanvas()


def _edges(sprite: Sprite, part: Part, factor: float) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a sprite as `part` shows it, with a pixel for smoothing."""
    left, top = sprite.left + round(part.dx * factor), sprite.top + round(part.dy * factor)
    right, bottom = left + sprite.image.width(), top + sprite.image.height()
    x, y = sprite.middle
    return (
        x + (left - x) * part.scale - 1,
        y + (top - y) * part.scale - 1,
        x + (right - x) * part.scale + 1,
        y + (bottom - y) * part.scale + 1,
    )


def _through(part: Part, factor: float) -> Any:
    """The windows of `part` as one path, on whole pixels."""
    path = skia.Path()
    for box in part.windows or ():
        left, top = round(box.x * factor), round(box.y * factor)
        right, bottom = (
            round((box.x + box.width) * factor),
            round((box.y + box.height) * factor),
        )
        path.addRect(skia.Rect.MakeLTRB(left, top, right, bottom))
    return path


def _touch(one: LineSpec, two: LineSpec) -> bool:
    return one.start + one.length >= two.start
