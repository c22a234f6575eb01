"""Words on a dark box, the one being said in the accent colour."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, ClassVar

from studio.compose.layers.caption_styles.setting import SetLine
from studio.compose.layers.caption_styles.style import Inks, Part, Style, paint_box
from studio.domain.time import FrameRate

_LINGER_S = 0.25


class Highlight(Style):
    """The whole line from its first word on; a word stays lit a moment into a pause."""

    title: ClassVar[str] = "Word by word"

    def parts(self, line: SetLine, n: int, presence: float, rate: FrameRate) -> tuple[Part, ...]:
        """The line with the place of the word being said, -1 in a pause."""
        place = line.said(n) - 1
        if place < 0:
            return (Part(-1),)
        word = line.spec.words[place]
        is_lit = n < word.start + word.length + rate.frames(_LINGER_S)
        return (Part(place if is_lit else -1),)

    def paint(self, canvas: Any, line: SetLine, key: Hashable, inks: Inks) -> None:
        """The box, and the words with the one at place `key` lit."""
        paint_box(canvas, line.box, inks.ground)
        words = range(len(line.spec.words))
        colours = [inks.accent if place == key else inks.ink for place in words]
        line.text.paint(canvas, line.x, line.y, colours)
