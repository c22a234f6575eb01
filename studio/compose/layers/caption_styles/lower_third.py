"""A panel in the brand's colours that slides in at the side where reading begins."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, ClassVar

from studio.compose.layers.caption_styles.setting import SetLine, Type
from studio.compose.layers.caption_styles.style import Inks, Part, Style, inks, paint_box
from studio.compose.layers.contrast import blended
from studio.compose.specs import CaptionStyle
from studio.domain.time import FrameRate
from studio.graphics.colour import argb, is_dark
from studio.graphics.lines import Align, Box

_OPACITY = 0.94
_BAR = 8.0
_SLIDE = 44.0


class LowerThird(Style):
    """The whole line from its first word on; words still to be said are held back a little."""

    title: ClassVar[str] = "Lower third"
    type: ClassVar[Type] = Type(
        size=42.0, tall_size=50.0, leading=1.3, padding=(36.0, 16.0), align=Align.START
    )

    def inks(self, style: CaptionStyle) -> Inks:
        """Colours for the brand's surface."""
        behind = "#FFFFFF" if is_dark(style.surface) else "#000000"
        worst = blended(style.surface, behind, _OPACITY)
        return inks(style, worst, argb(style.surface, _OPACITY))

    def parts(self, line: SetLine, n: int, presence: float, rate: FrameRate) -> tuple[Part, ...]:
        """The panel and its words, on their way from or to the side."""
        away = (1 - presence) ** 2 * _SLIDE * (1 if line.is_rtl else -1)
        return (Part("panel", dx=away), Part(line.said(n), dx=away))

    def paint(self, canvas: Any, line: SetLine, key: Hashable, inks: Inks) -> None:
        """The panel with its bar, or the words with the first `key` of them said."""
        if key == "panel":
            _paint_panel(canvas, line, inks)
            return
        said = key if isinstance(key, int) else 0
        words = range(len(line.spec.words))
        colours = [inks.ink if place < said else inks.muted for place in words]
        line.text.paint(canvas, line.x, line.y, colours)


def _paint_panel(canvas: Any, line: SetLine, inks: Inks) -> None:
    box = line.box
    paint_box(canvas, box, inks.ground, corner=0.0)
    x = box.x + box.width - _BAR if line.is_rtl else box.x
    paint_box(canvas, Box(x, box.y, _BAR, box.height), inks.accent, corner=0.0)
