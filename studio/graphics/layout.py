"""The places of a picture: where a design may put words, and where captions stand.

Sizes are in units: the shorter side of any picture is 1080 of them, so that one design
serves every size. This is the only place that knows these shares.
"""

from __future__ import annotations

from collections.abc import Mapping

from studio.domain.format import Aspect, Size
from studio.graphics.lines import Box

SHORT_SIDE = 1080.0
"""Units on the shorter side of a picture."""

Shares = tuple[float, float, float, float]
"""Left, top, right and bottom, as shares of a picture's width and height."""

_SAFE: Mapping[Aspect, Shares] = {
    Aspect.WIDE: (0.068, 0.095, 0.932, 0.775),
    Aspect.TALL: (0.085, 0.085, 0.915, 0.665),
    Aspect.SQUARE: (0.075, 0.08, 0.925, 0.765),
    Aspect.PORTRAIT: (0.08, 0.08, 0.92, 0.765),
}
_CAPTIONS: Mapping[Aspect, Shares] = {
    Aspect.WIDE: (0.14, 0.805, 0.86, 0.945),
    Aspect.TALL: (0.08, 0.69, 0.92, 0.80),
    Aspect.SQUARE: (0.08, 0.795, 0.92, 0.945),
    Aspect.PORTRAIT: (0.08, 0.79, 0.92, 0.925),
}


def safe_area(size: Size) -> Box:
    """Where designs put words, in the pixels of `size`: title-safe, and above the captions."""
    return _box(size, _SAFE[nearest_aspect(size)])


def caption_area(size: Size) -> Box:
    """Where captions stand, in the pixels of `size`, centred; never over a design's words.

    In tall pictures it stays clear of the lowest fifth, which phones cover with their own
    controls.
    """
    return _box(size, _CAPTIONS[nearest_aspect(size)])


def units(aspect: Aspect) -> Size:
    """The picture of `aspect` in units, such as 1920×1080."""
    ratio = aspect.ratio
    width = SHORT_SIDE * max(1.0, ratio)
    height = SHORT_SIDE * max(1.0, 1 / ratio)
    return Size(width=2 * round(width / 2), height=2 * round(height / 2))


def scale(size: Size) -> float:
    """Pixels to a unit."""
    return min(size.width, size.height) / SHORT_SIDE


def nearest_aspect(size: Size) -> Aspect:
    """The aspect whose ratio is nearest to that of `size`."""
    ratio = size.width / size.height
    return min(Aspect, key=lambda aspect: abs(aspect.ratio / ratio - 1))


def _box(size: Size, shares: Shares) -> Box:
    left, top, right, bottom = shares
    return Box(
        x=left * size.width,
        y=top * size.height,
        width=(right - left) * size.width,
        height=(bottom - top) * size.height,
    )
