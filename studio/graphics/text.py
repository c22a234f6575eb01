"""Shaped text: broken into balanced lines, fitted into a box, painted word by word.

Skia's paragraphs shape and place the glyphs of one line each. Lines are broken here,
because the binding tells neither where a paragraph broke nor where its words are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from studio.graphics.composing import Composer, Layout, Trial, Word
from studio.graphics.fonts import FontShelf
from studio.graphics.lines import Align, Box, Line, Run
from studio.graphics.setting import TextStyle

__all__ = [
    "SCALE",
    "Align",
    "Box",
    "Composer",
    "Layout",
    "Line",
    "Run",
    "TextStyle",
    "Word",
    "fit",
    "fitted",
    "layout",
]

SCALE = (14, 16, 18, 21, 24, 28, 32, 36, 42, 48, 56, 64, 74, 86, 100, 116, 134, 156, 180, 208, 240)
"""The type scale in units (1080 to the short side), each about a sixth larger."""

_LEGIBLE = 28.0
_SMALL = 34.0


def layout(
    text: str,
    style: TextStyle,
    width: float,
    fonts: FontShelf,
    words: Sequence[tuple[int, int]] | None = None,
) -> Layout:
    """`text` at `style` in lines of at most `width` units, balanced, nothing cut off.

    `words` are the half-open places of the words to tell apart; None means whatever is
    between spaces. A word wider than `width` is broken, and `is_broken` says so.
    """
    return Composer(text, style.family, fonts, words).layout(style, width)


def fit(
    text: str,
    style: TextStyle,
    width: float,
    height: float,
    fonts: FontShelf,
    max_lines: int = 3,
) -> Layout:
    """The layout with the largest size of the scale, up to `style.size`, that fits the box.

    More than `max_lines` lines (unless it is one) are accepted before a size below half the
    wished one or below what reads on a small screen, and a broken word before 55 % of it.
    Whatever the text, it fits: the last resort is a size below the scale.
    """
    return fitted(Composer(text, style.family, fonts), style, width, height, max_lines)


def fitted(
    composer: Composer, style: TextStyle, width: float, height: float, max_lines: int = 3
) -> Layout:
    """As `fit`, for a text that is laid out again and again."""
    smaller = (float(size) for size in reversed(SCALE) if size < style.size)
    for size in (style.size, *smaller):
        sized = replace(style, size=size)
        if _is_good(composer.tried(sized, width), size, style.size, height, max_lines):
            return composer.layout(sized, width)
    return _smallest(composer, style, width, height)


def _is_good(trial: Trial, size: float, wished: float, height: float, max_lines: int) -> bool:
    if trial.height > height:
        return False
    share = size / wished
    if trial.is_broken and share > 0.55 and size > _SMALL:
        return False
    if trial.lines <= max_lines:
        return True
    return max_lines > 1 and (share < 1 / 2 or size <= _LEGIBLE)


def _smallest(composer: Composer, style: TextStyle, width: float, height: float) -> Layout:
    size = min(style.size, float(SCALE[0]))
    while composer.tried(replace(style, size=size), width).height > height and size > 1:
        size *= 0.9
    return composer.layout(replace(style, size=size), width)
