"""Colour tables: .cube files (Adobe, Cube LUT Specification 1.0) and how they are looked up."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from studio.domain.errors import UnreadableInput

MOST_BYTES = 40_000_000
LEAST_SIZE, MOST_SIZE = 2, 129
"""Points along a side; the specification allows 256, which no camera or studio ships."""

MOST_CURVE = 65_536
_REMEDY = "Export it again as a .cube file of 33 points."

Triple = tuple[float, float, float]

Colours = NDArray[np.float32]
"""Red, green and blue from 0 to 1, shape (..., 3)."""


@dataclass(frozen=True)
class Cube:
    """A table of colours, shape (size, size, size, 3), by blue, then green, then red.

    It covers inputs from `low` to `high`, each a triple of red, green and blue.
    """

    table: Colours
    low: Triple = (0.0, 0.0, 0.0)
    high: Triple = (1.0, 1.0, 1.0)

    def at(self, colours: Colours) -> Colours:
        """The colours that `colours` become, of the same shape; trilinear between points."""
        side = self.table.shape[0] - 1
        low, high = np.array(self.low, np.float32), np.array(self.high, np.float32)
        places = np.clip((colours - low) / (high - low), 0, 1) * side
        below = np.minimum(places.astype(np.int32), side - 1)
        share = (places - below).astype(np.float32)
        found = np.zeros(colours.shape, np.float32)
        for corner in range(8):
            steps = [(corner >> axis) & 1 for axis in range(3)]
            weight = np.ones(colours.shape[:-1], np.float32)
            for axis, step in enumerate(steps):
                weight = weight * (share[..., axis] if step else 1 - share[..., axis])
            red, green, blue = (below[..., axis] + step for axis, step in enumerate(steps))
            found += self.table[blue, green, red] * weight[..., None]
        return found


def read_cube(path: Path, name: str) -> Cube:
    """The table in a .cube file; `name` is what people call it.

    One of curves (LUT_1D_SIZE) becomes a table of 33 points. Raises UnreadableInput, which says
    what is wrong in which line.
    """
    if path.stat().st_size > MOST_BYTES:
        raise UnreadableInput(name, "it is too large for a colour table.", _REMEDY)
    return parse_cube(path.read_text(encoding="utf-8", errors="replace"), name)


def parse_cube(text: str, name: str) -> Cube:
    """As `read_cube`, from the file's text."""
    sizes: dict[str, int] = {}
    bounds: dict[str, Triple] = {"DOMAIN_MIN": (0.0, 0.0, 0.0), "DOMAIN_MAX": (1.0, 1.0, 1.0)}
    rows: list[Triple] = []
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        word, *rest = line.split("#")[0].split() or [""]
        if word in ("LUT_1D_SIZE", "LUT_3D_SIZE"):
            sizes[word] = _size(word, rest, number, name)
        elif word in bounds:
            bounds[word] = _triple(rest, number, name)
        elif word in ("LUT_1D_INPUT_RANGE", "LUT_3D_INPUT_RANGE"):
            low, high = _numbers(rest, 2, number, name)
            bounds = {"DOMAIN_MIN": (low, low, low), "DOMAIN_MAX": (high, high, high)}
        elif word and word != "TITLE":
            rows.append(_triple([word, *rest], number, name))
    lowest, highest = bounds["DOMAIN_MIN"], bounds["DOMAIN_MAX"]
    if any(a >= b for a, b in zip(lowest, highest, strict=True)):
        raise _wrong(name, "its domain is empty")
    return _cube(sizes, rows, (lowest, highest), name)


def _cube(
    sizes: dict[str, int], rows: list[Triple], bounds: tuple[Triple, Triple], name: str
) -> Cube:
    if len(sizes) != 1:
        raise _wrong(name, "it says no size" if not sizes else "it says two sizes")
    (kind, size), *_ = sizes.items()
    wanted = size if kind == "LUT_1D_SIZE" else size**3
    if len(rows) != wanted:
        raise _wrong(name, f"it has {len(rows):,} colours in place of {wanted:,}")
    values = np.array(rows, np.float32)
    if kind == "LUT_3D_SIZE":
        return Cube(values.reshape(size, size, size, 3), *bounds)
    return Cube(_curves(values), *bounds)


def _curves(values: Colours, size: int = 33) -> Colours:
    """A curve for each colour, shape (points, 3), as a table."""
    at = np.linspace(0, 1, size)
    points = np.linspace(0, 1, len(values))
    red, green, blue = (np.interp(at, points, values[:, n]) for n in range(3))
    blues, greens, reds = np.meshgrid(blue, green, red, indexing="ij")
    return np.stack([reds, greens, blues], axis=-1).astype(np.float32)


def _size(word: str, rest: list[str], number: int, name: str) -> int:
    most = MOST_CURVE if word == "LUT_1D_SIZE" else MOST_SIZE
    value = rest[0] if len(rest) == 1 else ""
    if not value.isascii() or not value.isdigit() or not LEAST_SIZE <= int(value[:9]) <= most:
        raise _wrong(name, f"line {number} says no size from {LEAST_SIZE} to {most}")
    return int(value)


def _triple(words: list[str], number: int, name: str) -> Triple:
    red, green, blue = _numbers(words, 3, number, name)
    return red, green, blue


def _numbers(words: list[str], count: int, number: int, name: str) -> list[float]:
    try:
        values = [float(word) for word in words]
    except ValueError as fault:
        raise _wrong(name, f"line {number} holds something else than numbers") from fault
    if len(values) != count or not all(abs(value) < 1e6 for value in values):
        raise _wrong(name, f"line {number} does not hold {count} numbers")
    return values


def _wrong(name: str, problem: str) -> UnreadableInput:
    return UnreadableInput(name, f"the colour table cannot be read: {problem}.", _REMEDY)
