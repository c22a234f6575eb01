"""Colours that can be read on one another."""

from __future__ import annotations

from studio.graphics.colour import contrast, rgb

LEAST = 4.5
"""The least contrast of text (WCAG 2.2, success criterion 1.4.3)."""

_STEPS = 32


def blended(over: str, under: str, opacity: float) -> str:
    """`over` at `opacity` on `under`, as a screen mixes them. Colours are #RRGGBB."""
    pairs = zip(rgb(over), rgb(under), strict=True)
    return "#" + "".join(f"{round(a * opacity + b * (1 - opacity)):02X}" for a, b in pairs)


def readable(colour: str, ground: str, least: float = LEAST) -> str:
    """`colour`, mixed with white or black as little as gives `least` contrast with `ground`."""
    pole = max(("#FFFFFF", "#000000"), key=lambda end: contrast(end, ground))
    steps = (blended(pole, colour, step / _STEPS) for step in range(_STEPS))
    return next((mixed for mixed in steps if contrast(mixed, ground) >= least), pole)
