"""Features on a grid of cards, each with an icon that draws itself."""

from __future__ import annotations

from collections.abc import Sequence

from studio.domain.brand import Brand
from studio.domain.format import Aspect
from studio.domain.scene import Item, Words
from studio.graphics.choreography import at, drawing, later, lifting, words
from studio.graphics.documents import (
    AnyLayer,
    Flow,
    FontRole,
    GroupLayer,
    IconLayer,
    MotionDocument,
    RevealBy,
    ShapeLayer,
    TextLayer,
)
from studio.graphics.motions import Moment
from studio.graphics.scales import Space, Type, sized
from studio.graphics.templates.listed import icons_of, items_of
from studio.graphics.templates.parts import QUIET, document, heading, over
from studio.graphics.templates.template import Template

_MOST = {Aspect.WIDE: 8, Aspect.TALL: 8, Aspect.SQUARE: 6, Aspect.PORTRAIT: 6}


def _make(words_: Words, brand: Brand, aspect: Aspect) -> MotionDocument:
    items = items_of(words_, _MOST[aspect])
    across = _across(len(items), aspect)
    icons = icons_of(items)
    cards = [_card(item, icons[n], n, aspect) for n, item in enumerate(items)]
    rows = tuple(_row(cards[n : n + across], across) for n in range(0, len(cards), across))
    grid = GroupLayer(share=1.0, gap=float(Space.CLOSE), children=rows)
    return document(words_, brand, over(heading(words_, aspect, lines=2), grid), QUIET)


def _across(count: int, aspect: Aspect) -> int:
    if aspect is Aspect.WIDE:
        return {1: 1, 2: 2, 4: 4, 7: 4, 8: 4}.get(count, 3)
    return 1 if count <= (3 if aspect is Aspect.TALL else 2) else 2


def _row(cards: Sequence[GroupLayer], across: int) -> GroupLayer:
    """A row of the grid; one that is not full leaves the room free."""
    spare: tuple[AnyLayer, ...] = tuple(
        GroupLayer(grow=1.0, children=(_nothing(),)) for _ in range(across - len(cards))
    )
    return GroupLayer(flow=Flow.ROW, share=1.0, gap=float(Space.CLOSE), children=(*cards, *spare))


def _nothing() -> ShapeLayer:
    return ShapeLayer(fill=None, width=1.0, height=1.0)


def _card(item: Item, icon: str, place: int, aspect: Aspect) -> GroupLayer:
    begin = at(0.35 + 0.14 * place)
    is_flat = aspect in {Aspect.TALL, Aspect.SQUARE}
    sign = _sign(icon, begin, 64.0 if aspect is Aspect.WIDE else 72.0)
    said = GroupLayer(
        grow=1.0,
        share=1.0,
        gap=float(Space.HAIR),
        children=(
            _text(item.label, "label", "ink", sized(Type.LEAD, aspect), later(begin, 0.15)),
            _text(item.value, "point", "muted", sized(Type.LABEL, aspect), later(begin, 0.22)),
            _text(item.detail, "detail", "muted", sized(Type.LABEL, aspect) - 4, later(begin, 0.3)),
        ),
    )
    return GroupLayer(
        grow=1.0,
        share=1.0,
        fill="surface",
        fill_opacity=0.78,
        stroke="line",
        radius=26.0,
        padding=float(Space.NEAR),
        gap=float(Space.CLOSE if not is_flat else Space.TIGHT),
        cue=item.label,
        children=(sign, said),
        motions=lifting(begin, 0.9, 60.0),
    )


def _sign(icon: str, begin: Moment, side: float) -> IconLayer:
    return IconLayer(
        icon=icon,
        width=side,
        height=side,
        stroke_width=1.8,
        motions=(drawing(later(begin, 0.15), 1.0),),
    )


def _text(text: str, mark: str, colour: str, size: float, begin: Moment) -> TextLayer:
    is_label = mark == "label"
    return TextLayer(
        mark=mark,
        text=text,
        colour=colour,
        font=FontRole.DISPLAY if is_label else FontRole.TEXT,
        weight=700 if is_label else 500,
        size=float(size),
        max_lines=2 if is_label else 3,
        leading=1.18 if is_label else 1.3,
        reveal=words(begin, by=RevealBy.WHOLE),
    )


FEATURE_GRID = Template(
    "feature-grid",
    "Features with icons",
    frozenset({"headline", "detail", "items", "points"}),
    _make,
)
