"""Dates on a line that draws itself from the first to the last."""

from __future__ import annotations

from studio.domain.brand import Brand
from studio.domain.format import Aspect
from studio.domain.scene import Item, Words
from studio.graphics.choreography import at, drawing, landing, later, standing, words
from studio.graphics.documents import (
    Flow,
    FontRole,
    Form,
    GroupLayer,
    MotionDocument,
    Property,
    RevealBy,
    RevealStyle,
    ShapeLayer,
    TextLayer,
)
from studio.graphics.easing import Ease
from studio.graphics.lines import Align
from studio.graphics.motions import Moment
from studio.graphics.scales import Space, Type, sized
from studio.graphics.templates.listed import items_of
from studio.graphics.templates.parts import QUIET, document, heading, over
from studio.graphics.templates.template import Template

_MOST = 7
_MOST_ABREAST = 5
_DOT = 30.0


def _make(words_: Words, brand: Brand, aspect: Aspect) -> MotionDocument:
    dates = items_of(words_, _MOST)
    is_row = aspect is Aspect.WIDE and 0 < len(dates) <= _MOST_ABREAST
    made = tuple(
        (_column if is_row else _row)(item, n, n == len(dates) - 1, aspect)
        for n, item in enumerate(dates)
    )
    line = GroupLayer(flow=Flow.ROW if is_row else Flow.COLUMN, share=1.0, gap=0.0, children=made)
    gap = Space.FAR if is_row else Space.WIDE
    return document(words_, brand, over(heading(words_, aspect), line, gap=gap), QUIET)


def _column(item: Item, place: int, is_last: bool, aspect: Aspect) -> GroupLayer:
    begin = _begins(place)
    line = ShapeLayer(
        fill="line" if is_last else "accent",
        height=5.0,
        grow=1.0,
        opacity=0.0 if is_last else 1.0,
        motions=(drawing(later(begin, 0.2), 0.55, Ease.IN_OUT),),
    )
    head = GroupLayer(
        flow=Flow.ROW, share=1.0, gap=0.0, align=Align.CENTER, children=(_dot(begin), line)
    )
    said = GroupLayer(share=0.88, children=(_said(item, begin, aspect),))
    return GroupLayer(
        grow=1.0,
        share=1.0,
        gap=float(Space.CLOSE),
        cue=f"{item.label} {item.value}",
        children=(_date(item, begin, float(Type.HEAD)), head, said),
    )


def _row(item: Item, place: int, is_last: bool, aspect: Aspect) -> GroupLayer:
    begin = _begins(place)
    said = GroupLayer(
        grow=1.0,
        gap=float(Space.HAIR),
        children=(
            _date(item, begin, sized(Type.SUBHEAD, aspect)),
            _said(item, begin, aspect),
            GroupLayer(height=0.0 if is_last else float(Space.CLOSE)),
        ),
    )
    line = ShapeLayer(
        fill="accent",
        width=5.0,
        is_tall=True,
        opacity=0.0 if is_last else 1.0,
        motions=(drawing(later(begin, 0.25), 0.5, Ease.IN_OUT), standing(Property.Y, 33.0)),
    )
    rail = GroupLayer(
        flow=Flow.STACK,
        width=_DOT,
        align=Align.CENTER,
        is_tall=True,
        children=(
            GroupLayer(width=5.0, is_tall=True, flow=Flow.STACK, children=(line,)),
            GroupLayer(gap=0.0, children=(GroupLayer(width=1.0, height=18.0), _dot(begin))),
        ),
    )
    return GroupLayer(
        flow=Flow.ROW,
        share=1.0,
        gap=float(Space.NEAR),
        cue=f"{item.label} {item.value}",
        children=(rail, said),
    )


def _dot(begin: Moment) -> GroupLayer:
    ring = ShapeLayer(form=Form.ELLIPSE, fill="accent", width=_DOT, height=_DOT)
    middle = ShapeLayer(form=Form.ELLIPSE, fill="ground", width=12.0, height=12.0)
    return GroupLayer(
        flow=Flow.STACK,
        align=Align.CENTER,
        justify=Align.CENTER,
        children=(ring, middle),
        motions=landing(begin, 0.6, 0.2),
    )


def _date(item: Item, begin: Moment, size: float) -> TextLayer:
    return TextLayer(
        mark="label",
        text=item.label,
        colour="accent",
        font=FontRole.DISPLAY,
        weight=700,
        size=size,
        max_lines=2,
        leading=1.05,
        tracking=-0.02,
        reveal=words(begin, RevealStyle.MASK, RevealBy.WHOLE),
    )


def _said(item: Item, begin: Moment, aspect: Aspect) -> TextLayer:
    return TextLayer(
        mark="point",
        text=" ".join(part for part in (item.value, item.detail) if part),
        weight=500,
        size=sized(Type.BODY, aspect),
        max_lines=4,
        leading=1.28,
        reveal=words(later(begin, 0.18)),
    )


def _begins(place: int) -> Moment:
    return at(0.4 + 0.4 * place)


TIMELINE = Template(
    "timeline", "Timeline of dates", frozenset({"headline", "detail", "items", "points"}), _make
)
