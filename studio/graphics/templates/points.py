"""Points that build one after another beside their heading."""

from __future__ import annotations

from studio.domain.brand import Brand
from studio.domain.format import Aspect
from studio.domain.scene import Words
from studio.graphics.choreography import at
from studio.graphics.documents import (
    Flow,
    FontRole,
    Form,
    GroupLayer,
    MotionDocument,
    Property,
    Reveal,
    RevealBy,
    RevealStyle,
    ShapeLayer,
    TextLayer,
)
from studio.graphics.easing import Ease
from studio.graphics.lines import Align
from studio.graphics.templates.parts import (
    QUIET,
    appearing,
    detail,
    document,
    headline,
    moving,
    rule,
)
from studio.graphics.templates.template import Template

_FIRST, _EACH = 0.55, 0.4


def _make(words: Words, brand: Brand, aspect: Aspect) -> MotionDocument:
    is_wide = aspect is Aspect.WIDE
    points = [point for point in words.points if point.strip()]
    heading = GroupLayer(
        share=0.38 if is_wide and points else 1.0,
        gap=32.0,
        children=(
            rule(0.05),
            headline(words.headline, 100 if is_wide else 92, 0.1, lines=4),
            detail(words.detail, 0.5, 36),
        ),
    )
    build = GroupLayer(
        grow=1.0, gap=0.0, children=tuple(_point(text, n) for n, text in enumerate(points))
    )
    has_heading = bool(words.headline or words.detail)
    root = GroupLayer(
        flow=Flow.ADAPTIVE,
        align=Align.CENTER if is_wide else Align.START,
        justify=Align.START if is_wide else Align.CENTER,
        gap=90.0 if is_wide else 64.0,
        children=(heading, build) if has_heading else (build,),
    )
    centred = GroupLayer(justify=Align.CENTER, children=(root,))
    return document(words, brand, centred, QUIET)


def _point(text: str, place: int) -> GroupLayer:
    begin = _FIRST + _EACH * place
    line = ShapeLayer(
        fill="muted",
        height=2.0,
        opacity=0.0 if place == 0 else 0.28,
        motions=(moving(Property.DRAW, begin - 0.1, 0.9, (0.0, 1.0)),),
    )
    words = TextLayer(
        mark="point",
        text=text,
        weight=600,
        size=50.0,
        leading=1.22,
        max_lines=4,
        grow=1.0,
        reveal=Reveal(style=RevealStyle.RISE, by=RevealBy.WHOLE, at=at(begin), length_s=0.75),
    )
    row = GroupLayer(
        flow=Flow.ROW, gap=34.0, align=Align.CENTER, children=(_badge(place, begin), words)
    )
    return GroupLayer(gap=26.0, cue=text, children=(line, row, _air()))


def _badge(place: int, begin: float) -> GroupLayer:
    number = TextLayer(
        text=str(place + 1), colour="accent", font=FontRole.MONO, weight=700, size=30.0, leading=1.0
    )
    ring = ShapeLayer(
        form=Form.ARC,
        fill=None,
        stroke="accent",
        stroke_width=3.5,
        width=68.0,
        height=68.0,
        motions=(moving(Property.DRAW, begin, 0.9, (0.0, 1.0)),),
    )
    return GroupLayer(
        flow=Flow.STACK,
        align=Align.CENTER,
        justify=Align.CENTER,
        children=(ring, number),
        motions=(
            appearing(begin, 0.3),
            moving(Property.SCALE, begin, 0.7, (0.6, 1.0), Ease.SETTLE),
        ),
    )


def _air() -> ShapeLayer:
    return ShapeLayer(fill=None, width=1.0, height=1.0, opacity=0.0)


POINTS = Template("points", "Points", frozenset({"headline", "detail", "points"}), _make)
