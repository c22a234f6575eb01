"""The sizes that all designs share, in units (1080 to the short side): of type and of space."""

from __future__ import annotations

from enum import IntEnum

from studio.domain.format import Aspect


class Type(IntEnum):
    """Sizes of type, each a step of the scale in `text.SCALE`; names say what they are for."""

    NOTE = 28
    LABEL = 36
    BODY = 42
    LEAD = 48
    SUBHEAD = 56
    HEAD = 86
    TITLE = 116
    DISPLAY = 134
    POSTER = 180
    FIGURE = 380


class Space(IntEnum):
    """Distances, each about half as large again: within a thing, between things, around all."""

    HAIR = 8
    TIGHT = 14
    CLOSE = 22
    NEAR = 32
    WIDE = 48
    FAR = 72
    VAST = 104


_NARROW = {
    Type.FIGURE: 300,
    Type.POSTER: 134,
    Type.DISPLAY: 116,
    Type.TITLE: 100,
    Type.HEAD: 74,
}


_TALLER = 1.14
"""How much larger small type is in tall pictures, which are seen small and have the room."""


def sized(wish: Type, aspect: Aspect) -> float:
    """The size of `wish` in a picture of `aspect`: large type is smaller where it is narrow."""
    if aspect is Aspect.WIDE:
        return float(wish)
    narrow = float(_NARROW.get(wish, wish))
    return round(narrow * _TALLER) if aspect is Aspect.TALL else narrow
