"""What a caption style is: how a line is set, what of it is seen when, and how that is drawn."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any, ClassVar

import skia

from studio.compose.layers.caption_styles.setting import SetLine, Type
from studio.compose.layers.contrast import blended, readable
from studio.compose.specs import CaptionStyle
from studio.domain.time import FrameRate
from studio.graphics.colour import argb, contrast, is_dark
from studio.graphics.lines import Box

NIGHT = "#0B0D12"
"""What boxes and outlines are drawn in: white on it has a contrast of 19 to 1."""

BOX_OPACITY = 0.8
CORNER = 18.0
_CLEAR = 7.0
"""The enhanced contrast of WCAG 2.2, success criterion 1.4.6: captions are read in passing."""


@dataclass(frozen=True)
class Inks:
    """Colours as Skia wants them (0xAARRGGBB), each at least 4.5:1 on the style's ground."""

    ink: int
    accent: int
    muted: int
    ground: int


@dataclass(frozen=True)
class Part:
    """Something drawn once and shown for many frames: `key` says what, the rest how.

    `scale` is about its own middle, `dx` and `dy` are in units; `windows` are the boxes (in
    units of the frame) that it is seen through, None for the whole of it.
    """

    key: Hashable
    scale: float = 1.0
    opacity: float = 1.0
    dx: float = 0.0
    dy: float = 0.0
    windows: tuple[Box, ...] | None = None


class Style(ABC):
    """One way to show spoken words. Has no state: the same line and frame look the same."""

    title: ClassVar[str]
    """For people."""

    type: ClassVar[Type] = Type()
    outline: ClassVar[float] = 0.0
    """Units of dark outline around everything a style draws, 0 where it has a box of its own."""

    def inks(self, style: CaptionStyle) -> Inks:
        """The brand's colours, as near as can be read on the ground, whatever lies behind it."""
        worst = NIGHT if self.outline else blended(NIGHT, "#FFFFFF", BOX_OPACITY)
        return inks(style, worst, argb(NIGHT, BOX_OPACITY))

    @abstractmethod
    def parts(self, line: SetLine, n: int, presence: float, rate: FrameRate) -> tuple[Part, ...]:
        """What is seen of `line` in frame `n` of the segment, lowest first.

        `presence` from 0 to 1 says how far the line has come, or is gone.
        """

    @abstractmethod
    def paint(self, canvas: Any, line: SetLine, key: Hashable, inks: Inks) -> None:
        """Draw the part named `key`, in units of the frame."""


def inks(style: CaptionStyle, worst: str, ground: int) -> Inks:
    """Colours that can be read on `worst`, the ground as it is hardest to read on.

    A brand's ink that was made for a light ground gives way to its surface, and that to white
    or black.
    """
    ink = next((c for c in (style.ink, style.surface) if contrast(c, worst) >= _CLEAR), None)
    ink = ink or readable("#FFFFFF" if is_dark(worst) else "#000000", worst)
    return Inks(
        ink=argb(ink),
        accent=argb(readable(style.accent, worst)),
        muted=argb(readable(blended(ink, worst, 0.5), worst)),
        ground=ground,
    )


def paint_box(canvas: Any, box: Box, colour: int, corner: float = CORNER) -> None:
    """A filled box with round corners."""
    shape = skia.Rect.MakeXYWH(box.x, box.y, box.width, box.height)
    canvas.drawRoundRect(shape, corner, corner, skia.Paint(AntiAlias=True, Color=colour))
