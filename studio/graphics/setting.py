"""How a text is set, and the Skia paragraphs that shape it one line at a time.

Whether a line may end inside a chunk without spaces (Thai, Chinese, "end-to-end") is asked
of the paragraph's own break iterator: two characters of visible size, all others of none,
give a narrowest width of one character exactly if they may be parted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import skia

from studio.graphics.breaking import has_right_to_left, is_right_to_left
from studio.graphics.fonts import TEXT, FontShelf
from studio.graphics.lines import Align, Line

_REFERENCE = 100.0
_TINY = 0.01
_ENDLESS = 1e6
_KEPT = 200
_LEFT_TO_RIGHT_ISOLATE, _RIGHT_TO_LEFT_ISOLATE, _END_ISOLATE = "\u2066", "\u2067", "\u2069"


@dataclass(frozen=True)
class TextStyle:
    """How a text is set: `size` in units, `leading` in sizes a line, `tracking` in sizes."""

    size: float = 48.0
    family: str = TEXT
    weight: int = 500
    leading: float = 1.2
    tracking: float = 0.0
    align: Align = Align.START


class Setter:
    """Builds Skia paragraphs and remembers the widths of pieces."""

    def __init__(self, fonts: FontShelf, text: str, family: str) -> None:
        self.fonts = fonts
        self._chain = list(fonts.chain(text, family))
        self._widths: dict[tuple[str, int, float], float] = {}
        self._made: dict[tuple[tuple[str, TextStyle, int], ...], Any] = {}

    def width(self, piece: str, style: TextStyle) -> float:
        """How far `piece` reaches at `style`, in units; widths grow in step with the size."""
        key = (piece, style.weight, style.tracking)
        if key not in self._widths:
            at_reference = replace(style, size=_REFERENCE)
            isolated = _isolated(piece, is_right_to_left(piece))
            self._widths[key] = self._paragraph([(isolated, at_reference, 0)]).MaxIntrinsicWidth
        return self._widths[key] * style.size / _REFERENCE

    def may_break(self, chunk: str, place: int) -> bool:
        """True when a line may end before character `place` of `chunk`."""
        before, after = chunk[place - 1], chunk[place]
        seen, unseen = TextStyle(size=_REFERENCE), TextStyle(size=_TINY)
        parts = [(chunk[: place - 1], unseen, 0), (before, seen, 0)]
        parts += [(after, seen, 0), (chunk[place + 1 :], unseen, 0)]
        narrowest = self._paragraph(parts).MinIntrinsicWidth
        # Kerning and ligatures make two letters narrower than their sum, but never by half
        # of the narrower one.
        less, more = sorted((self.width(before, seen), self.width(after, seen)))
        return less > 1 and narrowest < more + less / 2

    def run(self, text: str, style: TextStyle, colour: int) -> Any:
        """One piece as a paragraph of one line."""
        return self._paragraph([(_isolated(text, is_right_to_left(text)), style, colour)])

    def coloured(self, parts: Sequence[tuple[str, TextStyle, int]]) -> Any:
        """Pieces that follow each other, each in its style and colour, as one line."""
        return self._paragraph(parts)

    def line(self, line: Line, style: TextStyle, colours: int | Sequence[int], is_rtl: bool) -> Any:
        """A whole line as a paragraph, in one colour or in one a word."""
        if isinstance(colours, int):
            return self._paragraph([(_isolated(line.text, is_rtl), style, colours)])
        opening, closing = _isolates(line.text, is_rtl)
        parts = [(opening, style, 0)]
        place = 0
        for run in line.runs:
            end = line.text.index(run.text, place) + len(run.text)
            parts.append((line.text[place:end], style, colours[run.word]))
            place = end
        return self._paragraph([*parts, (line.text[place:] + closing, style, 0)])

    def _paragraph(self, parts: Sequence[tuple[str, TextStyle, int]]) -> Any:
        key = tuple(parts)
        if key not in self._made:
            if len(self._made) >= _KEPT:
                self._made.clear()
            self._made[key] = self._build(parts)
        return self._made[key]

    def _build(self, parts: Sequence[tuple[str, TextStyle, int]]) -> Any:
        layout = skia.textlayout
        builder = layout.ParagraphBuilder.make(
            layout.ParagraphStyle(), self.fonts.collection, self.fonts.unicode
        )
        for text, style, colour in parts:
            if text:
                builder.pushStyle(self._style(style, colour))
                builder.addText(text)
                builder.pop()
        paragraph = builder.Build()
        paragraph.layout(_ENDLESS)
        return paragraph

    def _style(self, style: TextStyle, colour: int) -> Any:
        made = skia.textlayout.TextStyle()
        made.setFontFamilies(self._chain)
        slant = skia.FontStyle.Slant.kUpright_Slant
        made.setFontStyle(skia.FontStyle(style.weight, 5, slant))
        made.setFontSize(style.size)
        made.setLetterSpacing(style.tracking * style.size)
        made.setColor(colour)
        return made


def _isolates(text: str, is_rtl: bool) -> tuple[str, str]:
    if not is_rtl and not has_right_to_left(text):
        return "", ""
    return (_RIGHT_TO_LEFT_ISOLATE if is_rtl else _LEFT_TO_RIGHT_ISOLATE), _END_ISOLATE


def _isolated(text: str, is_rtl: bool) -> str:
    opening, closing = _isolates(text, is_rtl)
    return opening + text + closing
