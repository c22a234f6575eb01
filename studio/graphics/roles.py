"""Colours of a document by their role."""

from __future__ import annotations

from studio.domain.brand import Palette
from studio.graphics.colour import contrast, is_dark, mix, shade

_READABLE = 4.5
_READABLE_LARGE = 3.3
_LARGE = 64.0
_SEEN = 1.9
_FIXED = frozenset({"on-accent", "ground", "surface", "line"})
_POSITIVE, _NEGATIVE = "#2FB67C", "#E5484D"
_TURN = 46.0


def colour_of(role: str, palette: Palette) -> str:
    """`role`, a role of the palette, one derived from it, or `#RRGGBB`, as `#RRGGBB`."""
    if role.startswith("#"):
        return role
    if role == "on-accent":
        return "#101216" if not is_dark(palette.accent) else "#FFFFFF"
    if role == "line":
        return mix(palette.ground, palette.ink, 0.26)
    if role.startswith("series-"):
        return _series(palette)[int(role[-1]) - 1]
    if role in {"accent-2", "accent-3"}:
        return _turned(palette, _TURN if role == "accent-2" else -_TURN)
    if role in {"positive", "negative"}:
        return _seen(_POSITIVE if role == "positive" else _NEGATIVE, palette)
    return str(getattr(palette, role))


def word_colour(role: str, palette: Palette, size: float = 0.0) -> str:
    """As `colour_of`, moved towards the ink until it reads on the ground at 4.5 to 1.

    From `size` 64 units on (WCAG's "large scale"), 3.3 is enough.
    """
    wanted = _READABLE_LARGE if size >= _LARGE else _READABLE
    colour = colour_of(role, palette)
    if role in _FIXED or role.startswith("#"):
        return colour
    return _towards_ink(colour, palette, wanted)


def _series(palette: Palette) -> tuple[str, ...]:
    """Six colours that belong together and can be told apart, the strongest first."""
    second, third = (_turned(palette, turn) for turn in (_TURN, -_TURN))
    return (
        palette.accent,
        second,
        mix(palette.accent, palette.ink, 0.5),
        third,
        palette.muted,
        _seen(mix(second, palette.ground, 0.45), palette),
    )


def _turned(palette: Palette, degrees: float) -> str:
    return _seen(shade(palette.accent, turn=degrees), palette)


def _seen(colour: str, palette: Palette) -> str:
    return _towards_ink(colour, palette, _SEEN)


def _towards_ink(colour: str, palette: Palette, wanted: float) -> str:
    for step in range(11):
        made = mix(colour, palette.ink, step / 10)
        if contrast(made, palette.ground) >= wanted:
            return made
    return palette.ink
