"""Colours of a document by their role."""

from __future__ import annotations

from studio.domain.brand import Palette
from studio.graphics.colour import contrast, is_dark, mix

_READABLE = 4.5
_READABLE_LARGE = 3.3
_LARGE = 64.0


def colour_of(role: str, palette: Palette) -> str:
    """`role`, a role of the palette or `#RRGGBB`, as `#RRGGBB`."""
    if role.startswith("#"):
        return role
    if role == "on-accent":
        return "#101216" if not is_dark(palette.accent) else "#FFFFFF"
    return str(getattr(palette, role))


def word_colour(role: str, palette: Palette, size: float = 0.0) -> str:
    """As `colour_of`, moved towards the ink until it reads on the ground at 4.5 to 1.

    From `size` 64 units on (WCAG's "large scale"), 3.3 is enough.
    """
    wanted = _READABLE_LARGE if size >= _LARGE else _READABLE
    colour = colour_of(role, palette)
    if role in {"on-accent", "ground", "surface"} or role.startswith("#"):
        return colour
    for step in range(11):
        made = mix(colour, palette.ink, step / 10)
        if contrast(made, palette.ground) >= wanted:
            return made
    return palette.ink
