"""A phone beside what is said of it."""

from __future__ import annotations

from studio.domain.brand import Brand
from studio.domain.format import Aspect
from studio.domain.scene import Words
from studio.graphics.choreography import at, drawing, later, lifting, words
from studio.graphics.documents import (
    Device,
    Flow,
    GroupLayer,
    IconLayer,
    MockupLayer,
    MotionDocument,
    RevealBy,
    TextLayer,
)
from studio.graphics.lines import Align
from studio.graphics.scales import Space, Type
from studio.graphics.templates.parts import FLOWING, beside, document, heading
from studio.graphics.templates.template import Template

_HEIGHTS = {Aspect.WIDE: 720.0, Aspect.SQUARE: 690.0, Aspect.PORTRAIT: 820.0, Aspect.TALL: 860.0}
_MOST = 4
_SHARES = {Aspect.WIDE: 0.56, Aspect.SQUARE: 0.54, Aspect.PORTRAIT: 0.5, Aspect.TALL: 0.48}


def _make(words_: Words, brand: Brand, aspect: Aspect) -> MotionDocument:
    phone = MockupLayer(
        mark="phone",
        device=Device.PHONE,
        picture=words_.pictures[0] if words_.pictures else "",
        title="" if words_.pictures else brand.name[:120],
        height=_HEIGHTS[aspect],
        at=at(0.25),
    )
    text = heading(words_, aspect, lines=4)
    points = [point for point in words_.points if point.strip()][:_MOST]
    if points:
        listed = tuple(_point(point, n) for n, point in enumerate(points))
        below = GroupLayer(gap=float(Space.TIGHT), children=listed)
        text = text.model_copy(update={"children": (*text.children, below)})
    return document(
        words_, brand, beside(text, phone, aspect, _SHARES[aspect], flow=Flow.ROW), FLOWING
    )


def _point(text: str, place: int) -> GroupLayer:
    begin = at(0.7 + 0.2 * place)
    tick = IconLayer(
        icon="check", width=40.0, height=40.0, stroke_width=2.6, motions=(drawing(begin, 0.5),)
    )
    said = TextLayer(
        mark="point",
        text=text,
        weight=600,
        size=float(Type.BODY),
        max_lines=3,
        grow=1.0,
        reveal=words(later(begin, 0.08), by=RevealBy.WHOLE),
    )
    return GroupLayer(
        flow=Flow.ROW,
        gap=float(Space.CLOSE),
        align=Align.CENTER,
        cue=text,
        children=(tick, said),
        motions=lifting(begin, units=24.0),
    )


PHONE = Template("phone", "Phone", frozenset({"headline", "detail", "points", "pictures"}), _make)
