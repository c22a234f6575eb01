"""Lines of text: the pieces on them, from left to right, and where they stand."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum

from studio.graphics.breaking import Atom, has_right_to_left


class Align(StrEnum):
    """Where lines stand in their width. START is the right side for right-to-left text."""

    START = "start"
    CENTER = "center"
    END = "end"


@dataclass(frozen=True)
class Box:
    """A rectangle in units, from the layout's top left."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Run:
    """A piece of a line and where it stands on it; `word` is the place of its word."""

    text: str
    x: float
    width: float
    word: int


@dataclass(frozen=True)
class Line:
    """One line: its text in reading order, its box, and where its letters stand."""

    text: str
    box: Box
    baseline: float
    runs: tuple[Run, ...]


def visual(row: list[Atom], text: str, is_rtl: bool) -> list[int]:
    """The atoms from left to right: runs against the base direction are turned (UAX 9, L2)."""
    if not has_right_to_left("".join(text[a.start : a.end] for a in row)):
        return list(range(len(row)))
    against: list[list[int]] = []
    previous = is_rtl
    for place, atom in enumerate(row):
        flows = _flow(text[atom.start : atom.end], is_rtl, previous)
        if against and flows != is_rtl and previous == flows:
            against[-1].append(place)
        else:
            against.append([place])
        previous = flows
    if is_rtl:
        return [place for group in reversed(against) for place in group]
    return [place for group in against for place in reversed(group)]


def _flow(piece: str, is_rtl: bool, before: bool) -> bool:
    """True for right to left. Numbers go with the letters before them (UAX 9, W2 and W7)."""
    if has_right_to_left(piece):
        return True
    if any(char.isalpha() for char in piece):
        return False
    return before if any(char.isdigit() for char in piece) else is_rtl


def joined(runs: list[Run], row: list[Atom]) -> list[Run]:
    """Neighbouring pieces of one word as one run, so that it is drawn in one go."""
    found: list[Run] = []
    for run, atom, before in zip(runs, row, [None, *row[:-1]], strict=True):
        last = found[-1] if found else None
        if last and before and last.word == run.word and before.end == atom.start:
            x = min(last.x, run.x)
            found[-1] = Run(last.text + run.text, x, last.width + run.width, run.word)
        else:
            found.append(run)
    return found


def spread(runs: list[Run], width: float) -> tuple[Run, ...]:
    """`runs` stretched by the last per mille, so that they end where the shaped line ends."""
    reach = max((run.x + run.width for run in runs), default=0.0)
    factor = width / reach if reach > 0 else 1.0
    return tuple(replace(run, x=run.x * factor, width=run.width * factor) for run in runs)


def aligned(line: Line, align: Align, width: float, is_rtl: bool) -> Line:
    """`line` moved to its side of `width`, on a whole unit so that letters stay crisp."""
    room = width - line.box.width
    share = {Align.START: 1.0 if is_rtl else 0.0, Align.CENTER: 0.5, Align.END: 1.0}[align]
    if align is Align.END and is_rtl:
        share = 0.0
    return replace(line, box=replace(line.box, x=math.floor(room * share)))
