"""Large words that spring in one by one as they are spoken."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, ClassVar

from studio.compose.layers.caption_styles.setting import SetLine, Type
from studio.compose.layers.caption_styles.style import Inks, Part, Style
from studio.domain.time import FrameRate

_SPRING_S = 0.24
_FROM = 0.55
_OVERSHOOT = 1.70158
"""Overshoots by a tenth: Robert Penner's "back" easing ("Programming Macromedia Flash MX")."""


class Pop(Style):
    """A word is seen from the frame it is heard in; the newest is in the accent colour."""

    title: ClassVar[str] = "Word pop"
    type: ClassVar[Type] = Type(
        size=58.0, tall_size=76.0, weight=800, leading=1.15, padding=(10.0, 6.0)
    )
    outline: ClassVar[float] = 5.0

    def parts(self, line: SetLine, n: int, presence: float, rate: FrameRate) -> tuple[Part, ...]:
        """The words said before, and the newest on its spring."""
        said = line.said(n)
        if said == 0:
            return ()
        steps = max(1, rate.frames(_SPRING_S))
        progress = min(1.0, (n - line.spec.words[said - 1].start + 1) / steps)
        newest = Part(
            ("newest", said - 1),
            scale=_FROM + (1 - _FROM) * _sprung(progress),
            opacity=min(1.0, 3 * progress),
        )
        return (Part(("said", said - 1)), newest) if said > 1 else (newest,)

    def paint(self, canvas: Any, line: SetLine, key: Hashable, inks: Inks) -> None:
        """Either all words before a place, or the one at that place."""
        what, place = key if isinstance(key, tuple) else ("said", 0)
        words = range(place) if what == "said" else (place,)
        colour = inks.ink if what == "said" else inks.accent
        for word in words:
            line.text.paint_word(canvas, word, line.x, line.y, colour)


def _sprung(progress: float) -> float:
    back = progress - 1
    return 1 + (_OVERSHOOT + 1) * back**3 + _OVERSHOOT * back**2
