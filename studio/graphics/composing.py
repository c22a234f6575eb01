"""Composes one text: breaks it into balanced lines and knows where every word is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from studio.graphics.breaking import Atom, atoms, cleaned, is_right_to_left, pieces
from studio.graphics.fonts import FontShelf
from studio.graphics.lines import Box, Line, Run, aligned, joined, spread, visual
from studio.graphics.setting import Setter, TextStyle

_CAP_MIDDLE = 0.36
_TALL_SCRIPTS = ((0x0590, 0x0E7F, 1.22), (0x0E80, 0x10FF, 1.35), (0x1780, 0x17FF, 1.35))


@dataclass(frozen=True)
class Word:
    """Characters `start`…`end` (half-open) of the text, and the box on every line it is on."""

    text: str
    start: int
    end: int
    boxes: tuple[Box, ...]
    line: int


@dataclass(frozen=True)
class Layout:
    """A text in lines. Sizes in units; `width` is that of the widest line."""

    style: TextStyle
    lines: tuple[Line, ...]
    words: tuple[Word, ...]
    width: float
    height: float
    is_right_to_left: bool
    is_broken: bool
    setter: Setter

    def paint(
        self,
        canvas: Any,
        x: float,
        y: float,
        colours: int | Sequence[int],
        lines: Sequence[int] | None = None,
    ) -> None:
        """Draw with the top left at `x`, `y`; a colour (0xAARRGGBB) for all or for each word.

        `lines` are the lines to draw, all when it is None.
        """
        for number in range(len(self.lines)) if lines is None else lines:
            line = self.lines[number]
            paragraph = self.setter.line(line, self.style, colours, self.is_right_to_left)
            top = y + line.baseline - paragraph.AlphabeticBaseline
            paragraph.paint(canvas, x + line.box.x, top)

    def paint_word(self, canvas: Any, word: int, x: float, y: float, colour: int) -> None:
        """Draw one word alone, at its place in a layout whose top left is at `x`, `y`."""
        for line in self.lines:
            for run in line.runs:
                if run.word == word:
                    paragraph = self.setter.run(run.text, self.style, colour)
                    top = y + line.baseline - paragraph.AlphabeticBaseline
                    paragraph.paint(canvas, x + line.box.x + run.x, top)


@dataclass(frozen=True)
class Trial:
    """What is known of a layout before it is made: lines, height in units, broken words."""

    lines: int
    height: float
    is_broken: bool


class Composer:
    """One text on its way into lines, at any size and width; it remembers what it measured.

    `words` are the half-open places of the words to tell apart; None means whatever is
    between spaces.
    """

    def __init__(
        self,
        text: str,
        family: str,
        fonts: FontShelf,
        words: Sequence[tuple[int, int]] | None = None,
    ) -> None:
        self.text = cleaned(text)
        self.setter = Setter(fonts, self.text, family)
        self.is_rtl = is_right_to_left(self.text)
        self.words = tuple(words) if words is not None else _spaced_words(self.text)
        cuts = [place for word in self.words for place in word]
        self.atoms = atoms(self.text, cuts, self.setter.may_break)
        self.tallness = _tallness(self.text)

    def tried(self, style: TextStyle, width: float) -> Trial:
        """How `layout` would come out, at a fraction of its cost."""
        style = self._suited(style)
        whole, is_broken = self._whole(style, width)
        lines = len(self._rows(whole, style, width))
        return Trial(lines, lines * self._step(style), is_broken)

    def layout(self, style: TextStyle, width: float) -> Layout:
        """The text at `style` in balanced lines of at most `width` units."""
        style = self._suited(style)
        whole, is_broken = self._whole(style, width)
        rows = self._balanced(whole, style, width)
        step = self._step(style)
        lines = tuple(
            self._line(row, number * step, step, style) for number, row in enumerate(rows)
        )
        widest = max((line.box.width for line in lines), default=0.0)
        placed = tuple(aligned(line, style.align, widest, self.is_rtl) for line in lines)
        return Layout(
            style=style,
            lines=placed,
            words=self._words(placed),
            width=widest,
            height=step * len(lines),
            is_right_to_left=self.is_rtl,
            is_broken=is_broken,
            setter=self.setter,
        )

    def _step(self, style: TextStyle) -> float:
        return style.size * style.leading * self.tallness

    def _suited(self, style: TextStyle) -> TextStyle:
        """Letters that join are not spaced: it would tear or overlap them."""
        return style if self.tallness == 1 else replace(style, tracking=0.0)

    def _whole(self, style: TextStyle, width: float) -> tuple[list[Atom], bool]:
        whole: list[Atom] = []
        for atom in self.atoms:
            if self._width(atom, style) <= width:
                whole.append(atom)
                continue
            whole.extend(pieces(self.text, atom, width, partial(self.setter.width, style=style)))
        return whole, len(whole) > len(self.atoms)

    def _width(self, atom: Atom, style: TextStyle) -> float:
        return self.setter.width(self.text[atom.start : atom.end], style)

    def _balanced(self, whole: list[Atom], style: TextStyle, width: float) -> list[list[Atom]]:
        """Lines of the least width that needs no more of them than `width` does."""
        rows = self._rows(whole, style, width)
        if len(rows) < 2 or any(atom.is_cut for atom in whole):
            return rows
        low, high = width / len(rows) / 2, width
        while high - low > style.size / 8:
            middle = (low + high) / 2
            if len(self._rows(whole, style, middle)) > len(rows):
                low = middle
            else:
                high = middle
        return self._rows(whole, style, high)

    def _rows(self, whole: list[Atom], style: TextStyle, width: float) -> list[list[Atom]]:
        space = self.setter.width("\u00a0", style)
        rows: list[list[Atom]] = []
        room = 0.0
        for atom in whole:
            wide = self._width(atom, style) + (self.setter.width("-", style) if atom.is_cut else 0)
            if not rows or rows[-1][-1].is_last or wide > room:
                rows.append([])
                room = width
            rows[-1].append(atom)
            room -= wide + (space if atom.is_spaced else 0)
        return rows

    def _line(self, row: list[Atom], top: float, step: float, style: TextStyle) -> Line:
        text = "".join(self._written(atom, atom is row[-1]) for atom in row)
        runs = self._runs(row, style)
        width = self.setter.width(text, style)
        baseline = top + step / 2 + _CAP_MIDDLE * style.size
        return Line(text, Box(0.0, top, width, step), baseline, spread(runs, width))

    def _written(self, atom: Atom, is_end: bool) -> str:
        text = self.text[atom.start : atom.end]
        if is_end:
            return text + ("-" if atom.is_cut else "")
        return text + (" " if atom.is_spaced else "")

    def _runs(self, row: list[Atom], style: TextStyle) -> list[Run]:
        space = self.setter.width("\u00a0", style)
        order = visual(row, self.text, self.is_rtl)
        runs: dict[int, Run] = {}
        x = 0.0
        for before, place in zip([None, *order], order, strict=False):
            atom = row[place]
            if before is not None and row[min(before, place)].is_spaced:
                x += space
            written = self._written(atom, True) if atom is row[-1] else self._bare(atom)
            wide = self.setter.width(written, style)
            runs[place] = Run(written, x, wide, self._word_of(atom))
            x += wide
        return joined([runs[place] for place in range(len(row))], row)

    def _bare(self, atom: Atom) -> str:
        return self.text[atom.start : atom.end]

    def _word_of(self, atom: Atom) -> int:
        for number, (start, end) in enumerate(self.words):
            if start < atom.end and atom.start < end:
                return number
        return max(0, sum(1 for start, _ in self.words if start <= atom.start) - 1)

    def _words(self, lines: tuple[Line, ...]) -> tuple[Word, ...]:
        boxes: dict[int, list[tuple[int, Box]]] = {n: [] for n in range(len(self.words))}
        for number, line in enumerate(lines):
            for run in line.runs:
                box = Box(line.box.x + run.x, line.box.y, run.width, line.box.height)
                boxes.setdefault(run.word, []).append((number, box))
        return tuple(
            Word(
                text=self.text[start:end],
                start=start,
                end=end,
                boxes=tuple(box for _, box in boxes[n]),
                line=boxes[n][0][0] if boxes[n] else 0,
            )
            for n, (start, end) in enumerate(self.words)
        )


def _spaced_words(text: str) -> tuple[tuple[int, int], ...]:
    words: list[tuple[int, int]] = []
    place = 0
    for word in text.replace("\n", " ").split(" "):
        if word:
            words.append((place, place + len(word)))
        place += len(word) + 1
    return tuple(words)


def _tallness(text: str) -> float:
    """How much more height the tallest script of `text` needs than Latin does."""
    return max(
        (
            factor
            for char in text
            for low, high, factor in _TALL_SCRIPTS
            if low <= ord(char) <= high
        ),
        default=1.0,
    )
