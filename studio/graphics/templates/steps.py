"""Steps on one line, each with its icon; the line reaches the next as its step is named."""

from __future__ import annotations

from studio.domain.brand import Brand
from studio.domain.format import Aspect
from studio.domain.scene import Item, Words
from studio.graphics.choreography import (
    at,
    drawing,
    fading,
    landing,
    later,
    lifting,
    standing,
    words,
)
from studio.graphics.documents import (
    Flow,
    FontRole,
    Form,
    GroupLayer,
    IconLayer,
    MotionDocument,
    Property,
    RevealBy,
    ShapeLayer,
    TextLayer,
)
from studio.graphics.easing import Ease
from studio.graphics.lines import Align
from studio.graphics.motions import Moment
from studio.graphics.scales import Space, Type, sized
from studio.graphics.templates.listed import icons_of, items_of
from studio.graphics.templates.parts import QUIET, document, heading, over
from studio.graphics.templates.template import Template

_MOST = 6
_MOST_ABREAST = 5
_DISC = 104.0


def _make(words_: Words, brand: Brand, aspect: Aspect) -> MotionDocument:
    steps = items_of(words_, _MOST)
    icons = icons_of(steps)
    is_row = aspect is Aspect.WIDE and 0 < len(steps) <= _MOST_ABREAST
    made = tuple(
        (_column if is_row else _row)(item, icons[n], n, n == len(steps) - 1, aspect)
        for n, item in enumerate(steps)
    )
    line = GroupLayer(flow=Flow.ROW if is_row else Flow.COLUMN, share=1.0, gap=0.0, children=made)
    gap = Space.FAR if is_row else Space.WIDE
    return document(words_, brand, over(heading(words_, aspect), line, gap=gap), QUIET)


def _column(item: Item, icon: str, place: int, is_last: bool, aspect: Aspect) -> GroupLayer:
    begin = _begins(place)
    # The last one has no line, but takes as much room, so that all stand evenly.
    line = ShapeLayer(
        fill="accent",
        height=4.0,
        radius=2.0,
        grow=1.0,
        opacity=0.0 if is_last else 0.45,
        motions=(drawing(later(begin, 0.3), 0.7, Ease.IN_OUT),),
    )
    head = GroupLayer(
        flow=Flow.ROW,
        share=1.0,
        gap=float(Space.TIGHT),
        align=Align.CENTER,
        children=(_disc(icon, begin), line, GroupLayer(width=1.0)),
    )
    said = GroupLayer(share=0.86, gap=float(Space.HAIR), children=_said(item, begin, aspect))
    return GroupLayer(
        grow=1.0, share=1.0, gap=float(Space.NEAR), cue=_cue(item), children=(head, said)
    )


def _row(item: Item, icon: str, place: int, is_last: bool, aspect: Aspect) -> GroupLayer:
    begin = _begins(place)
    said = GroupLayer(
        grow=1.0,
        gap=float(Space.HAIR),
        children=(
            *_said(item, begin, aspect),
            GroupLayer(width=1.0, height=0.0 if is_last else float(Space.NEAR)),
        ),
    )
    line = ShapeLayer(
        fill="accent",
        width=4.0,
        is_tall=True,
        opacity=0.0 if is_last else 0.45,
        motions=(
            drawing(later(begin, 0.3), 0.5, Ease.IN_OUT),
            standing(Property.Y, _DISC / 2),
        ),
    )
    rail = GroupLayer(
        flow=Flow.STACK,
        width=_DISC,
        align=Align.CENTER,
        is_tall=True,
        children=(line, _disc(icon, begin)),
    )
    return GroupLayer(
        flow=Flow.ROW, share=1.0, gap=float(Space.NEAR), cue=_cue(item), children=(rail, said)
    )


def _disc(icon: str, begin: Moment) -> GroupLayer:
    disc = ShapeLayer(form=Form.ELLIPSE, width=_DISC, height=_DISC, fill="accent")
    sign = IconLayer(
        icon=icon,
        colour="on-accent",
        width=52.0,
        height=52.0,
        motions=(drawing(later(begin, 0.15), 0.8), fading(later(begin, 0.1), 0.2)),
    )
    return GroupLayer(
        flow=Flow.STACK,
        align=Align.CENTER,
        justify=Align.CENTER,
        children=(disc, sign),
        motions=landing(begin, start=0.5),
    )


def _said(item: Item, begin: Moment, aspect: Aspect) -> tuple[TextLayer, ...]:
    label = TextLayer(
        mark="label",
        text=item.label,
        font=FontRole.DISPLAY,
        weight=700,
        size=sized(Type.SUBHEAD, aspect),
        max_lines=2,
        leading=1.12,
        reveal=words(later(begin, 0.15), by=RevealBy.WHOLE),
    )
    size = sized(Type.BODY, aspect)
    value = _quiet(item.value, later(begin, 0.25), size)
    return label, value, _quiet(item.detail, later(begin, 0.35), size)


def _quiet(text: str, begin: Moment, size: float) -> TextLayer:
    return TextLayer(
        mark="point",
        text=text,
        colour="muted",
        size=size,
        max_lines=3,
        leading=1.3,
        motions=lifting(begin, units=20.0),
    )


def _cue(item: Item) -> str:
    return item.label or item.value


def _begins(place: int) -> Moment:
    return at(0.4 + 0.35 * place)


STEPS = Template("steps", "Steps", frozenset({"headline", "detail", "items", "points"}), _make)
