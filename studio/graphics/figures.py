"""Figures on cells of one width, so that a number does not tremble while it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from studio.graphics.text import Layout


@dataclass(frozen=True)
class Seat:
    """A character and where it is drawn, in units from the start of the number."""

    char: str
    x: float
    width: float


def cell_widths(text: str, layout: Layout) -> tuple[float, ...]:
    """The width of the cell of every character; all digits are as wide as the widest.

    The first is as wide as its character, so that the number begins at the margin.
    """
    setter, style = layout.setter, layout.style
    digit = max(setter.width(char, style) for char in "0123456789")
    own = [setter.width("\u00a0" if char == " " else char, style) for char in text]
    return tuple(
        digit if char.isdigit() and place > 0 else width
        for place, (char, width) in enumerate(zip(text, own, strict=True))
    )


def seats(reading: str, final: str, widths: Sequence[float]) -> tuple[Seat, ...]:
    """The characters of `reading` on the cells of `final`, aligned where the number ends."""
    missing = len(final) - len(reading)
    head = next((place for place, char in enumerate(final) if char.isdigit()), 0)
    found = []
    for place, char in enumerate(reading):
        cell = place if place < head else place + missing
        if char.strip() and 0 <= cell < len(widths):
            found.append(Seat(char, sum(widths[:cell]), widths[cell]))
    return tuple(found)
