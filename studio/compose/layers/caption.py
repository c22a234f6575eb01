"""Spoken words burned into the picture, the one being said in the accent colour."""

from __future__ import annotations

from dataclasses import dataclass, replace

import skia

from studio.compose.layers.contrast import blended, readable
from studio.compose.layers.layer import Frame, Layer
from studio.compose.specs import CaptionSpec, CaptionStyle, LineSpec
from studio.domain.format import Size
from studio.domain.time import FrameRate
from studio.graphics.colour import argb
from studio.graphics.fonts import FontShelf
from studio.graphics.layout import caption_area, scale
from studio.graphics.lines import Align
from studio.graphics.setting import TextStyle
from studio.graphics.text import Layout, layout

BOX = "#0B0D12"
BOX_OPACITY = 0.8
_PADDING = (30.0, 16.0)
_CORNER = 18.0
_FADE_S = 0.1
_LINGER_S = 0.25
_SIZE, _TALL_SIZE, _LEAST_SIZE = 46.0, 58.0, 24.0


@dataclass(frozen=True)
class _State:
    """What is seen of the captions in a frame; equal states look equal."""

    line: int
    word: int
    opacity: float


@dataclass(frozen=True)
class _Patch:
    """A drawn line and where its left top goes, in pixels."""

    image: skia.Image
    left: int
    top: int


class CaptionLayer(Layer):
    """Draws the lines of a segment over whatever is there.

    A line is drawn once for each of its words and then blended within its own rectangle.
    """

    def __init__(self, spec: CaptionSpec, size: Size, rate: FrameRate, fonts: FontShelf) -> None:
        self._lines = spec.lines
        self._size = size
        self._fade = max(1, rate.frames(_FADE_S))
        self._linger = rate.frames(_LINGER_S)
        self._painter = _LinePainter(spec.style, size, fonts)
        self._patches: dict[tuple[int, int], _Patch] = {}

    def draw(self, frame: Frame, n: int) -> None:
        """Draw the line of frame `n`, if there is one."""
        state = self._state(n)
        if state is None:
            return
        patch = self._patch(state)
        info = skia.ImageInfo.Make(
            frame.shape[1], frame.shape[0], skia.kBGRA_8888_ColorType, skia.kPremul_AlphaType
        )
        canvas = skia.Surface.MakeRasterDirect(info, frame).getCanvas()
        paint = skia.Paint(Alphaf=state.opacity)
        canvas.drawImage(patch.image, patch.left, patch.top, paint=paint)

    def changes_after(self, n: int) -> bool:
        """True when another word is said, or a line comes, goes or fades."""
        return self._state(n) != self._state(n + 1)

    def _state(self, n: int) -> _State | None:
        for place, line in enumerate(self._lines):
            if line.start <= n < line.start + line.length:
                return _State(place, self._spoken(line, n), self._opacity(place, n))
        return None

    def _spoken(self, line: LineSpec, n: int) -> int:
        """The place of the word being said, or -1 in a pause."""
        begun = [k for k, word in enumerate(line.words) if word.start <= n]
        if not begun:
            return -1
        word = line.words[begun[-1]]
        return begun[-1] if n < word.start + word.length + self._linger else -1

    def _opacity(self, place: int, n: int) -> float:
        """Lines fade in and out, but for one that follows another at once."""
        line = self._lines[place]
        since, left = n - line.start + 1, line.start + line.length - n
        has_before = place > 0 and _touch(self._lines[place - 1], line)
        has_after = place + 1 < len(self._lines) and _touch(line, self._lines[place + 1])
        coming = 1.0 if has_before else since / (self._fade + 1)
        going = 1.0 if has_after else left / (self._fade + 1)
        return min(1.0, coming, going)

    def _patch(self, state: _State) -> _Patch:
        key = (state.line, state.word)
        if key not in self._patches:
            self._patches = {k: p for k, p in self._patches.items() if k[0] == state.line}
            self._patches[key] = self._painter.patch(self._lines[state.line], state.word)
        return self._patches[key]


def _touch(one: LineSpec, two: LineSpec) -> bool:
    return one.start + one.length >= two.start


class _LinePainter:
    """Draws lines of words on their box."""

    def __init__(self, style: CaptionStyle, size: Size, fonts: FontShelf) -> None:
        self._fonts = fonts
        self._size = size
        self._scale = scale(size)
        self._area = caption_area(size)
        self._wished = _TALL_SIZE if size.height > size.width else _SIZE
        worst = blended(BOX, "#FFFFFF", BOX_OPACITY)
        self._ink = argb(readable(style.ink, worst))
        self._accent = argb(readable(style.accent, worst))
        self._font = style.font

    def patch(self, line: LineSpec, spoken: int) -> _Patch:
        """`line` with the word at place `spoken` lit, none where it is -1."""
        text = self._fitted(line)
        factor, (pad_x, pad_y) = self._scale, _PADDING
        width = round((text.width + 2 * pad_x) * factor)
        height = round((text.height + 2 * pad_y) * factor)
        surface = skia.Surface(width, height)
        canvas = surface.getCanvas()
        corner = _CORNER * factor
        box = skia.Paint(AntiAlias=True, Color=argb(BOX, BOX_OPACITY))
        canvas.drawRoundRect(skia.Rect.MakeWH(width, height), corner, corner, box)
        canvas.scale(factor, factor)
        colours = [self._accent if k == spoken else self._ink for k in range(len(line.words))]
        text.paint(canvas, pad_x, pad_y, colours)
        left = round(self._area.x + (self._area.width - width) / 2)
        top = round(self._area.y + self._area.height) - height
        return _Patch(surface.makeImageSnapshot(), left, top)

    def _fitted(self, line: LineSpec) -> Layout:
        """The line in at most two rows within the caption area, smaller where it needs more."""
        width = self._area.width / self._scale - 2 * _PADDING[0]
        height = self._area.height / self._scale - 2 * _PADDING[1]
        places = [(word.begin, word.end) for word in line.words]
        style = TextStyle(
            size=self._wished, family=self._font, weight=600, leading=1.25, align=Align.CENTER
        )
        found = layout(line.text, style, width, self._fonts, places)
        while _is_large(found, height) and style.size > _LEAST_SIZE:
            style = replace(style, size=style.size * 0.9)
            found = layout(line.text, style, width, self._fonts, places)
        return found


def _is_large(found: Layout, height: float) -> bool:
    return len(found.lines) > 2 or found.is_broken or found.height > height
