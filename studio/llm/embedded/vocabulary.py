"""Word lists, written as running text."""

from __future__ import annotations


def vocabulary(*lines: str) -> frozenset[str]:
    """The words of `lines`, which are parted by spaces."""
    return frozenset(word for line in lines for word in line.split())


def numbered(line: str, start: int = 0, step: int = 1) -> dict[str, int]:
    """The words of `line` with numbers from `start`, `step` apart."""
    return {word: start + place * step for place, word in enumerate(line.split())}
