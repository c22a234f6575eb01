"""Words typed on a dark box while they are spoken, a caret after the last letter.

The line is shaped once and uncovered letter by letter, so letters that join or stack never
change under the reader's eyes.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any, ClassVar

from studio.compose.layers.caption_styles.setting import SetLine, Type
from studio.compose.layers.caption_styles.style import Inks, Part, Style, paint_box
from studio.domain.time import FrameRate
from studio.graphics.breaking import clusters, is_right_to_left
from studio.graphics.fonts import MONO
from studio.graphics.lines import Box, Line, Run

_CARET = 4.0
_CARET_GAP = 3.0
_TORN = 0.03
"""Sizes by which two halves of a word may be wider than the word, when set apart."""

_OVERHANG = 0.5
_SLACK = 0.08


@dataclass(frozen=True)
class _Place:
    """A run and its row; `row` counts from 0."""

    run: Run
    line: Line
    row: int


class Typewriter(Style):
    """A letter is seen from the frame it is due in: the letters of a word share its time."""

    title: ClassVar[str] = "Typewriter"
    type: ClassVar[Type] = Type(size=42.0, tall_size=52.0, weight=700, leading=1.3, family=MONO)

    def parts(self, line: SetLine, n: int, presence: float, rate: FrameRate) -> tuple[Part, ...]:
        """The box, the letters typed so far, and the caret while there are letters to come."""
        box = Part("box")
        last = line.spec.words[-1]
        if n >= last.start + last.length:
            return (box, Part("text"))
        windows = _windows(line, n)
        if not windows:
            return (box,)
        return (box, Part("text", windows=windows), _caret(line, windows[-1]))

    def paint(self, canvas: Any, line: SetLine, key: Hashable, inks: Inks) -> None:
        """The box, all words, or the caret at the line's own corner."""
        if key == "box":
            paint_box(canvas, line.box, inks.ground, corner=6.0)
        elif key == "text":
            line.text.paint(canvas, line.x, line.y, inks.ink)
        else:
            height = 1.05 * line.text.style.size
            paint_box(canvas, Box(line.x, line.y, _CARET, height), inks.accent, corner=1.0)


def _windows(line: SetLine, n: int) -> tuple[Box, ...]:
    """What is uncovered in frame `n`, in reading order."""
    newest = line.said(n) - 1
    places = _places(line)
    due = _due(line, newest, n, [place.run for place in places if place.run.word == newest])
    found = []
    for place in places:
        letters = len(place.run.text)
        if place.run.word == newest:
            letters, due = min(letters, due), due - letters
        elif place.run.word > newest:
            letters = 0
        width = _typed(line, place.run, letters)
        if width > 0:
            found.append(_window(line, place, width))
    return tuple(found)


def _places(line: SetLine) -> list[_Place]:
    rows = enumerate(line.text.lines)
    found = [_Place(run, row, number) for number, row in rows for run in row.runs]
    return sorted(found, key=lambda place: place.run.word)


def _due(line: SetLine, word: int, n: int, runs: list[Run]) -> int:
    """How many characters of a word that has begun are typed by frame `n`."""
    if word < 0:
        return 0
    spec = line.spec.words[word]
    share = min(1.0, (n - spec.start + 1) / spec.length)
    ends = [end for _, end in clusters("".join(run.text for run in runs))]
    return ends[max(0, round(share * len(ends)) - 1)]


def _typed(line: SetLine, run: Run, letters: int) -> float:
    """Units that the first `letters` characters of `run` reach, or as many as can be parted."""
    if letters <= 0:
        return 0.0
    if letters >= len(run.text):
        return run.width
    width, style = line.text.setter.width, line.text.style
    for end in reversed([end for _, end in clusters(run.text) if end <= letters]):
        before = width(run.text[:end], style)
        if abs(before + width(run.text[end:], style) - run.width) <= _TORN * style.size:
            return min(before, run.width)
    return 0.0


def _window(line: SetLine, place: _Place, width: float) -> Box:
    """The box of the typed part of a run, with room for what hangs over at its outer sides."""
    size = line.text.style.size
    left = line.x + place.line.box.x + place.run.x
    right = left + place.run.width
    is_rtl = is_right_to_left(place.run.text)
    slack, ahead = _SLACK * size, _SLACK * size if width >= place.run.width else 0.0
    if is_rtl:
        left, right = right - width - ahead, right + slack
    else:
        left, right = left - slack, left + width + ahead
    top, bottom = line.y + place.line.box.y, line.y + place.line.box.y + place.line.box.height
    top -= _OVERHANG * size if place.row == 0 else 0.0
    bottom += _OVERHANG * size if place.row == len(line.text.lines) - 1 else 0.0
    return Box(left, top, right - left, bottom - top)


def _caret(line: SetLine, newest: Box) -> Part:
    """The caret beside the newest letter, on the side where reading goes on."""
    if line.is_rtl:
        x = newest.x - _CARET_GAP - _CARET
    else:
        x = newest.x + newest.width + _CARET_GAP
    row = min(line.text.lines, key=lambda each: abs(line.y + each.box.y - newest.y))
    middle = row.box.y + (row.box.height - 1.05 * line.text.style.size) / 2
    return Part("caret", dx=x - line.x, dy=middle)
