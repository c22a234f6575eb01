"""SVG path data as Skia paths (SVG 1.1, section 8.3), without arcs being an exception."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import skia

_TOKEN = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_MOST_STEPS = 5000

Point = tuple[float, float]


def path_of(data: str) -> Any:
    """`data` as a path. What cannot be read ends it: the part before is drawn."""
    pen = _Pen()
    for step, (command, numbers) in enumerate(_commands(data)):
        if step >= _MOST_STEPS:
            break
        pen.follow(command, numbers)
    return pen.path


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    command, numbers = "", list[float]()
    for letter, number in _TOKEN.findall(data):
        if letter:
            command, numbers = letter, []
        elif command:
            numbers.append(float(number))
        takes = _TAKES.get(command.upper(), 0)
        if command and len(numbers) == takes:
            yield command, numbers
            numbers = []
            command = {"M": "L", "m": "l", "Z": "", "z": ""}.get(command, command)


class _Pen:
    def __init__(self) -> None:
        self.path = skia.Path()
        self._at: Point = (0.0, 0.0)
        self._start: Point = (0.0, 0.0)
        self._handle: Point | None = None
        self._before = ""

    def follow(self, command: str, numbers: list[float]) -> None:
        name = command.upper()
        points = self._points(command, numbers)
        if name == "Z":
            self.path.close()
            self._at = self._start
        elif name == "M":
            self.path.moveTo(*points[0])
            self._start = points[0]
        elif name in "LHV":
            self.path.lineTo(*points[0])
        elif name == "A":
            self._arc(numbers, points[0])
        else:
            self._curve(name, points)
        self._at = points[-1] if points else self._at
        self._before = name

    def _points(self, command: str, numbers: list[float]) -> list[Point]:
        x, y = self._at if command.islower() else (0.0, 0.0)
        name = command.upper()
        if name == "H":
            return [(x + numbers[0], self._at[1])]
        if name == "V":
            return [(self._at[0], y + numbers[0])]
        pairs = numbers[5:] if name == "A" else numbers
        return [(x + a, y + b) for a, b in zip(pairs[::2], pairs[1::2], strict=True)]

    def _curve(self, name: str, points: list[Point]) -> None:
        if name in "ST":
            points = [self._mirrored("CS" if name == "S" else "QT"), *points]
        self._handle = points[-2]
        flat = [value for point in points for value in point]
        (self.path.cubicTo if name in "CS" else self.path.quadTo)(*flat)

    def _mirrored(self, after: str) -> Point:
        if self._handle is None or self._before not in after:
            return self._at
        return 2 * self._at[0] - self._handle[0], 2 * self._at[1] - self._handle[1]

    def _arc(self, numbers: list[float], end: Point) -> None:
        large, sweep = skia.Path.ArcSize, skia.PathDirection
        self.path.arcTo(
            abs(numbers[0]),
            abs(numbers[1]),
            numbers[2],
            large.kLarge_ArcSize if numbers[3] else large.kSmall_ArcSize,
            sweep.kCW if numbers[4] else sweep.kCCW,
            *end,
        )
