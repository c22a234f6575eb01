"""Who made it: what they did and their names, on both sides of one line."""

from __future__ import annotations

from studio.domain.brand import Brand
from studio.domain.format import Aspect
from studio.domain.scene import Item, Words
from studio.graphics.choreography import at, later, lifting
from studio.graphics.documents import Flow, FontRole, GroupLayer, MotionDocument, TextLayer
from studio.graphics.lines import Align
from studio.graphics.motions import Moment
from studio.graphics.scales import Space, Type, sized
from studio.graphics.templates.listed import items_of
from studio.graphics.templates.parts import QUIET, document, headline
from studio.graphics.templates.template import Template


def _make(words: Words, brand: Brand, aspect: Aspect) -> MotionDocument:
    is_wide = aspect is Aspect.WIDE
    items = items_of(words)
    rows = tuple((_row if is_wide else _stacked)(item, n) for n, item in enumerate(items))
    gap = Space.CLOSE if len(items) <= 6 else Space.TIGHT
    align = Align.CENTER
    names = GroupLayer(
        share=1.0, align=align, gap=float(gap if is_wide else Space.NEAR), children=rows
    )
    title = headline(words.headline, sized(Type.HEAD, aspect), 0.05, align, lines=2)
    root = GroupLayer(
        justify=Align.CENTER, align=align, gap=float(Space.WIDE), children=(title, names)
    )
    return document(words, brand, root, QUIET)


def _row(item: Item, place: int) -> GroupLayer:
    begin = _begins(place)
    left = GroupLayer(share=0.46, align=Align.END, children=(_did(item, Align.END),))
    right = GroupLayer(share=0.46, children=(_name(item, Align.START),))
    return GroupLayer(
        flow=Flow.ROW,
        share=1.0,
        gap=float(Space.WIDE),
        align=Align.CENTER,
        children=(left, right),
        motions=lifting(begin, units=30.0),
    )


def _stacked(item: Item, place: int) -> GroupLayer:
    begin = _begins(place)
    return GroupLayer(
        share=1.0,
        align=Align.CENTER,
        gap=6.0,
        children=(_did(item, Align.CENTER), _name(item, Align.CENTER)),
        motions=lifting(later(begin, 0.0), units=30.0),
    )


def _did(item: Item, align: Align) -> TextLayer:
    return TextLayer(
        mark="label",
        text=item.label,
        colour="muted",
        weight=500,
        size=float(Type.BODY),
        max_lines=2,
        align=align,
    )


def _name(item: Item, align: Align) -> TextLayer:
    return TextLayer(
        mark="point",
        text=", ".join(part for part in (item.value, item.detail) if part),
        font=FontRole.DISPLAY,
        weight=700,
        size=float(Type.SUBHEAD),
        max_lines=3,
        leading=1.15,
        align=align,
    )


def _begins(place: int) -> Moment:
    return at(0.3 + 0.16 * place)


CREDITS = Template("credits", "Credits", frozenset({"headline", "items", "points"}), _make)
