"""A caption line as it is set: fitted, placed in the picture, its colours chosen."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from studio.compose.specs import LineSpec
from studio.domain.format import Size
from studio.graphics.composing import Composer, Trial
from studio.graphics.fonts import FontShelf
from studio.graphics.layout import caption_area, scale
from studio.graphics.lines import Align, Box
from studio.graphics.setting import TextStyle
from studio.graphics.text import Layout

LEAST_SIZE = 24.0
"""Units (1080 to the short side) below which words are hard to read on a phone."""

MOST_ROWS = 2
_STEP = 0.9


@dataclass(frozen=True)
class Type:
    """How a style sets its words: sizes, padding and leading in units, as in `TextStyle`.

    `padding` is what a style draws around the words, across and down.
    """

    size: float = 46.0
    tall_size: float = 58.0
    weight: int = 600
    leading: float = 1.25
    padding: tuple[float, float] = (30.0, 16.0)
    align: Align = Align.CENTER
    family: str = ""
    """Empty for the brand's own."""


@dataclass(frozen=True)
class SetLine:
    """A line in its place. Boxes are in units of the frame.

    `box` is the text with its padding; `is_small` when the words did not fit at a size that
    can be read well.
    """

    spec: LineSpec
    text: Layout
    box: Box
    x: float
    y: float
    is_small: bool

    @property
    def is_rtl(self) -> bool:
        """True when the line is read from right to left."""
        return self.text.is_right_to_left

    def said(self, n: int) -> int:
        """How many words have begun by frame `n`."""
        return sum(1 for word in self.spec.words if word.start <= n)


class Typesetter:
    """Sets lines in the caption area of a picture of `size` pixels."""

    def __init__(self, kind: Type, font: str, size: Size, fonts: FontShelf) -> None:
        self._type = kind
        self._family = kind.family or font
        self._fonts = fonts
        self._scale = scale(size)
        self._area = _in_units(caption_area(size), self._scale)
        self._wished = kind.tall_size if size.height > size.width else kind.size

    def set(self, line: LineSpec) -> SetLine:
        """The line in at most two rows within the caption area, smaller where it needs more.

        Whatever the words, all of them are inside: the last resort is a size below
        `LEAST_SIZE` in as many rows as it takes.
        """
        across, down = self._type.padding
        width, height = self._area.width - 2 * across, self._area.height - 2 * down
        places = [(word.begin, word.end) for word in line.words]
        composer = Composer(line.text, self._family, self._fonts, places)
        style = self._fitted(composer, width, height)
        return self._placed(line, composer.layout(style, width), style.size < LEAST_SIZE * _STEP)

    def _fitted(self, composer: Composer, width: float, height: float) -> TextStyle:
        style = TextStyle(
            size=self._wished,
            family=self._family,
            weight=self._type.weight,
            leading=self._type.leading,
            align=self._type.align,
        )
        while style.size > LEAST_SIZE and _is_large(composer.tried(style, width), height):
            style = replace(style, size=style.size * _STEP)
        while style.size > 1 and composer.tried(style, width).height > height:
            style = replace(style, size=style.size * _STEP)
        return style

    def _placed(self, line: LineSpec, text: Layout, is_small: bool) -> SetLine:
        """Bottom of the caption area, on whole pixels so that letters stay crisp."""
        across, down = self._type.padding
        width, height = text.width + 2 * across, text.height + 2 * down
        room = self._area.width - width
        share = {Align.CENTER: 0.5, Align.START: float(text.is_right_to_left), Align.END: 1.0}
        x = self._whole(self._area.x + room * share[self._type.align])
        y = self._whole(self._area.y + self._area.height - height)
        box = Box(x, y, self._whole(width, up=True), self._whole(height, up=True))
        return SetLine(line, text, box, x + across, y + down, is_small)

    def _whole(self, units: float, *, up: bool = False) -> float:
        pixels = units * self._scale
        return (math.ceil(pixels) if up else math.floor(pixels)) / self._scale


def _is_large(trial: Trial, height: float) -> bool:
    return trial.lines > MOST_ROWS or trial.is_broken or trial.height > height


def _in_units(box: Box, factor: float) -> Box:
    return Box(box.x / factor, box.y / factor, box.width / factor, box.height / factor)
