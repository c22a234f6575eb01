"""Words on a dark box that hugs each of their rows."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, ClassVar

import skia

from studio.compose.layers.caption_styles.setting import SetLine, Type
from studio.compose.layers.caption_styles.style import Inks, Part, Style
from studio.domain.time import FrameRate

_CORNER = 10.0
_AROUND = (20.0, 6.0)


class Boxed(Style):
    """The whole line from its first word on."""

    title: ClassVar[str] = "Boxed"
    type: ClassVar[Type] = Type(leading=1.3, padding=_AROUND)

    def parts(self, line: SetLine, n: int, presence: float, rate: FrameRate) -> tuple[Part, ...]:
        """The line."""
        return (Part("line"),)

    def paint(self, canvas: Any, line: SetLine, key: Hashable, inks: Inks) -> None:
        """One shape around all rows, and the words."""
        canvas.drawPath(_around(line), skia.Paint(AntiAlias=True, Color=inks.ground))
        line.text.paint(canvas, line.x, line.y, inks.ink)


def _around(line: SetLine) -> Any:
    """The boxes of the rows as one path, so that none shows through another."""
    across, down = _AROUND
    whole = skia.Path()
    for row in line.text.lines:
        shape = skia.Rect.MakeXYWH(
            line.x + row.box.x - across,
            line.y + row.box.y - down,
            row.box.width + 2 * across,
            row.box.height + 2 * down,
        )
        path = skia.Path()
        path.addRoundRect(shape, _CORNER, _CORNER)
        whole = skia.Op(whole, path, skia.PathOp.kUnion_PathOp)
    return whole
