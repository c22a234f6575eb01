"""Code in its colours: broken into lines that fit, typed out one after another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import skia

from studio.domain.brand import Palette
from studio.graphics.clock import CODE_S, Clock
from studio.graphics.colour import argb
from studio.graphics.fonts import MONO, FontShelf
from studio.graphics.layers import CodeLayer
from studio.graphics.lines import Box
from studio.graphics.roles import word_colour
from studio.graphics.setting import Setter, TextStyle

if TYPE_CHECKING:
    from pygments.lexer import Lexer

LEADING = 1.55
_TAB = 4
_LEAST = 27.0
_SMALLEST = 6.0
_MARGIN = 4
_ROLES = (
    ("Comment", "muted"),
    ("Keyword", "accent"),
    ("Name.Tag", "accent"),
    ("Literal.String", "accent-2"),
    ("Literal.Number", "accent-3"),
    ("Name.Function", "series-3"),
    ("Name.Class", "series-3"),
    ("Name.Builtin", "series-3"),
    ("Name.Decorator", "accent-3"),
    ("Name.Attribute", "accent-2"),
    ("Punctuation", "muted"),
    ("Operator", "muted"),
)


@dataclass(frozen=True)
class Piece:
    """A part of a line in one colour role."""

    text: str
    role: str


@dataclass(frozen=True)
class CodeLine:
    """Pieces from left to right; `number` counts lines as written, 0 for a continued one."""

    pieces: tuple[Piece, ...]
    number: int

    @property
    def text(self) -> str:
        """The line without its colours."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True)
class CodeBlock:
    """Lines at a size, ready to be drawn; `margin` is the room for numbers, all in units."""

    lines: tuple[CodeLine, ...]
    size: float
    advance: float
    margin: float
    setter: Setter

    @property
    def width(self) -> float:
        """How far the longest line reaches."""
        longest = max((len(line.text) for line in self.lines), default=0)
        return self.margin + self.advance * longest

    @property
    def height(self) -> float:
        """All lines."""
        return len(self.lines) * self.size * LEADING

    def draw(
        self, canvas: Any, layer: CodeLayer, box: Box, palette: Palette, clock: Clock, now: float
    ) -> None:
        """Draw in `box` as it is `now`, in seconds of the scene."""
        begins = clock.seconds(layer.at)
        for place, line in enumerate(self.lines):
            since = begins + layer.each_s * line_place(self.lines, place) * clock.pace
            share = clock.share(since, CODE_S, now)
            if share > 0:
                self._line(canvas, line, box, place, share, palette)

    def _line(
        self, canvas: Any, line: CodeLine, box: Box, place: int, share: float, palette: Palette
    ) -> None:
        top = box.y + place * self.size * LEADING
        style = TextStyle(self.size, MONO, 400, LEADING)
        if self.margin and line.number:
            number = self.setter.run(str(line.number), style, argb(word_colour("muted", palette)))
            left = box.x + self.margin - 2 * self.advance - number.MaxIntrinsicWidth
            number.paint(canvas, left, top)
        parts = [
            (piece.text, style, argb(word_colour(piece.role, palette))) for piece in line.pieces
        ]
        shown = self.setter.coloured(parts)
        left = box.x + self.margin
        if share >= 1:
            shown.paint(canvas, left, top)
            return
        typed = round(share * len(line.text)) * self.advance
        canvas.save()
        canvas.clipRect(skia.Rect.MakeXYWH(left, top, typed, self.size * LEADING))
        shown.paint(canvas, left, top)
        canvas.restore()
        cursor = skia.Rect.MakeXYWH(left + typed, top + 0.2 * self.size, 0.5 * self.size, self.size)
        canvas.drawRect(cursor, skia.Paint(Color=argb(palette.accent, 0.8 * (1 - share))))


def line_place(lines: tuple[CodeLine, ...], place: int) -> int:
    """The place of line `place` as it was written; continued lines come with their first."""
    return sum(1 for line in lines[: place + 1] if line.number) - 1


def block_of(layer: CodeLayer, size: float, width: float, fonts: FontShelf) -> CodeBlock:
    """`layer` in at most `width` units and at most `size`: smaller, then broken, to fit."""
    setter = Setter(fonts, layer.code + "0", MONO)
    written = list(_written(layer))
    per_size = setter.width("0", TextStyle(100.0, MONO, 400)) / 100
    gutter = _MARGIN if layer.is_numbered else 0
    longest = gutter + max((sum(len(p.text) for p in line) for line in written), default=1)
    fitting = width / max(1, longest) / per_size
    least = min(_LEAST, size)
    set_at = max(_SMALLEST, min(size, max(fitting, least)))
    columns = max(1, int(width / (set_at * per_size) + 1e-6) - gutter)
    lines = tuple(
        CodeLine(part, number + 1 if first else 0)
        for number, line in enumerate(written)
        for first, part in _broken(line, columns)
    )
    advance = set_at * per_size
    return CodeBlock(lines, set_at, advance, gutter * advance, setter)


def _written(layer: CodeLayer) -> Iterator[tuple[Piece, ...]]:
    """The lines of a layer in their colours, without what cannot be drawn."""
    line: list[Piece] = []
    for kind, text in _lexer(layer.language).get_tokens(_plain(layer.code)):
        role = next((role for name, role in _ROLES if name in str(kind)), "ink")
        for part in text.splitlines(keepends=True):
            bare = part.rstrip("\n")
            if bare:
                line.append(Piece(bare, role))
            if part.endswith("\n"):
                yield tuple(line)
                line = []
    if line:
        yield tuple(line)


def _plain(code: str) -> str:
    lines = code.expandtabs(_TAB).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(
        "".join(char if char.isprintable() else " " for char in each).rstrip() for each in lines
    ).strip("\n")


def _lexer(language: str) -> Lexer:
    from pygments.lexers import get_lexer_by_name
    from pygments.lexers.special import TextLexer
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language.strip().lower() or "text", stripnl=True)
    except ClassNotFound:
        return TextLexer()


def _broken(line: tuple[Piece, ...], columns: int) -> Iterator[tuple[bool, tuple[Piece, ...]]]:
    """`line` in parts of at most `columns` characters, and whether each is the first."""
    room, part, is_first = columns, list[Piece](), True
    for piece in line:
        text = piece.text
        while len(text) > room:
            part.append(Piece(text[:room], piece.role))
            yield is_first, tuple(p for p in part if p.text)
            text, room, part, is_first = text[room:], columns, [], False
        part.append(Piece(text, piece.role))
        room -= len(text)
    yield is_first, tuple(part)
