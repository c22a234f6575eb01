"""Several photographs on one page, wiped in one after another."""

from __future__ import annotations

from studio.domain.brand import Brand
from studio.domain.format import Aspect
from studio.domain.scene import Words
from studio.graphics.choreography import at
from studio.graphics.documents import Flow, GroupLayer, MotionDocument
from studio.graphics.scales import Space, Type
from studio.graphics.templates.art import shown
from studio.graphics.templates.parts import QUIET, beside, document, heading
from studio.graphics.templates.template import Template

_HEIGHTS = {Aspect.WIDE: 700.0, Aspect.SQUARE: 480.0, Aspect.PORTRAIT: 640.0, Aspect.TALL: 740.0}
_GAP = 18.0
_LEAST, _MOST = 3, 5


def _make(words: Words, brand: Brand, aspect: Aspect) -> MotionDocument:
    count = min(_MOST, max(_LEAST, len(words.pictures)))
    wall = _wall(words.pictures, count, _HEIGHTS[aspect])
    text = heading(words, aspect, Type.HEAD, lines=4, begin=0.5)
    root = beside(text, wall, aspect, share=0.32, gap=Space.FAR)
    return document(words, brand, root, QUIET)


def _wall(pictures: tuple[str, ...], count: int, height: float) -> GroupLayer:
    """Two columns of unequal widths; their pictures never share an edge across."""
    left = (count + 1) // 2
    first = _column(pictures, range(left), height, 0.62, 1.25)
    second = _column(pictures, range(left, count), height, 0.42, 1.0)
    return GroupLayer(flow=Flow.ROW, share=1.0, gap=_GAP, children=(first, second))


def _column(
    pictures: tuple[str, ...], places: range, height: float, split: float, grow: float
) -> GroupLayer:
    room = height - _GAP * (len(places) - 1)
    shares = [1.0] if len(places) == 1 else [split, *_even(1 - split, len(places) - 1)]
    tiles = tuple(
        shown(pictures, place, room * share, at(0.1 + 0.16 * place), 22.0)
        for place, share in zip(places, shares, strict=True)
    )
    return GroupLayer(grow=grow, gap=_GAP, children=tiles)


def _even(whole: float, parts: int) -> list[float]:
    return [whole / parts] * parts


PHOTO_COLLAGE = Template(
    "photo-collage", "Photo collage", frozenset({"headline", "detail", "pictures"}), _make
)
