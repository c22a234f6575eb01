"""Before and after: the second side wipes in over the room that the first one left."""

from __future__ import annotations

from studio.domain.brand import Brand
from studio.domain.format import Aspect
from studio.domain.scene import Item, Words
from studio.graphics.choreography import at, drawing, fading, landing, later, lifting, words
from studio.graphics.documents import (
    AnyLayer,
    Flow,
    FontRole,
    GroupLayer,
    IconLayer,
    MotionDocument,
    PictureLayer,
    RevealStyle,
    TextLayer,
)
from studio.graphics.easing import Ease
from studio.graphics.lines import Align
from studio.graphics.motions import Moment
from studio.graphics.scales import Space, Type
from studio.graphics.templates.listed import items_of
from studio.graphics.templates.parts import QUIET, document, heading, over
from studio.graphics.templates.template import Template

_ICONS = ("x", "check")
_COLOURS = (("surface", "muted", "ink"), ("accent", "on-accent", "on-accent"))


def _make(words_: Words, brand: Brand, aspect: Aspect) -> MotionDocument:
    sides = tuple(
        _side(item, place, words_.pictures[place : place + 1], aspect)
        for place, item in enumerate(items_of(words_, 2))
    )
    panels = GroupLayer(flow=Flow.ADAPTIVE, share=1.0, gap=float(Space.CLOSE), children=sides)
    return document(words_, brand, over(heading(words_, aspect), panels), QUIET)


def _side(item: Item, place: int, pictures: tuple[str, ...], aspect: Aspect) -> GroupLayer:
    begin = at(0.4 + 0.65 * place)
    fill, quiet, loud = _COLOURS[place]
    mark = GroupLayer(
        flow=Flow.ROW,
        gap=float(Space.TIGHT),
        align=Align.CENTER,
        children=(_badge(place, later(begin, 0.3), quiet), _name(item, begin, quiet)),
    )
    shown: tuple[AnyLayer, ...] = tuple(
        PictureLayer(picture=name, height=300.0, radius=18.0, motions=(fading(begin),))
        for name in pictures
    )
    return GroupLayer(
        grow=1.0,
        share=1.0,
        fill=fill,
        fill_opacity=0.82 if place == 0 else 1.0,
        radius=28.0,
        height=360.0 if aspect is Aspect.WIDE else 300.0,
        justify=Align.CENTER,
        padding=float(Space.WIDE),
        gap=float(Space.CLOSE),
        cue=f"{item.label} {item.value}",
        children=(mark, *shown, _said(item, begin, loud), _more(item, begin, quiet)),
        motions=lifting(begin) if place == 0 else (drawing(begin, 0.9, Ease.SWIFT),),
    )


def _badge(place: int, begin: Moment, colour: str) -> IconLayer:
    return IconLayer(
        icon=_ICONS[place],
        colour=colour,
        width=44.0,
        height=44.0,
        stroke_width=2.6,
        motions=(drawing(begin, 0.5), *landing(begin)),
    )


def _name(item: Item, begin: Moment, colour: str) -> TextLayer:
    return TextLayer(
        mark="label",
        text=item.label,
        colour=colour,
        weight=600,
        size=float(Type.BODY),
        max_lines=2,
        grow=1.0,
        reveal=words(later(begin, 0.1)),
    )


def _said(item: Item, begin: Moment, colour: str) -> TextLayer:
    return TextLayer(
        mark="point",
        text=item.value,
        colour=colour,
        font=FontRole.DISPLAY,
        weight=700,
        size=74.0,
        max_lines=5,
        leading=1.14,
        tracking=-0.015,
        reveal=words(later(begin, 0.2), RevealStyle.MASK),
    )


def _more(item: Item, begin: Moment, colour: str) -> TextLayer:
    return TextLayer(
        text=item.detail,
        colour=colour,
        size=float(Type.LABEL),
        max_lines=4,
        reveal=words(later(begin, 0.35)),
    )


BEFORE_AFTER = Template(
    "before-after",
    "Before and after",
    frozenset({"headline", "detail", "items", "pictures"}),
    _make,
)
