"""A plain line of words over the picture, with a dark outline to be read on anything."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, ClassVar

from studio.compose.layers.caption_styles.setting import SetLine, Type
from studio.compose.layers.caption_styles.style import Inks, Part, Style
from studio.domain.time import FrameRate


class Plain(Style):
    """The whole line from its first word on."""

    title: ClassVar[str] = "Plain line"
    type: ClassVar[Type] = Type(weight=600, padding=(10.0, 8.0))
    outline: ClassVar[float] = 4.0

    def parts(self, line: SetLine, n: int, presence: float, rate: FrameRate) -> tuple[Part, ...]:
        """The line."""
        return (Part("line"),)

    def paint(self, canvas: Any, line: SetLine, key: Hashable, inks: Inks) -> None:
        """All words in the ink."""
        line.text.paint(canvas, line.x, line.y, inks.ink)
