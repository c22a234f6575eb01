"""A place: a pin that drops on a map of contour lines, with its name beside it."""

from __future__ import annotations

from studio.domain.brand import Brand
from studio.domain.format import Aspect
from studio.domain.scene import Words
from studio.graphics.choreography import at, drawing, fading, motion, words
from studio.graphics.documents import (
    Flow,
    FontRole,
    Form,
    GroupLayer,
    IconLayer,
    MotionDocument,
    PathLayer,
    Property,
    RevealBy,
    RevealStyle,
    ShapeLayer,
    TextLayer,
)
from studio.graphics.easing import Ease
from studio.graphics.lines import Align
from studio.graphics.scales import Space, Type, sized
from studio.graphics.templates.art import contours
from studio.graphics.templates.parts import (
    QUIET,
    beside,
    detail,
    document,
    headline,
    label,
    rule,
    seed_of,
)
from studio.graphics.templates.template import Template

_HEIGHTS = {Aspect.WIDE: 690.0, Aspect.SQUARE: 430.0, Aspect.PORTRAIT: 560.0, Aspect.TALL: 620.0}
_PIN = "M12 23C12 23 3.5 14.6 3.5 9A8.5 8.5 0 0 1 20.5 9C20.5 14.6 12 23 12 23Z"
_PIN_SIDE = 150.0


def _make(words_: Words, brand: Brand, aspect: Aspect) -> MotionDocument:
    height = _HEIGHTS[aspect]
    map_ = GroupLayer(
        flow=Flow.STACK,
        share=1.0,
        align=Align.CENTER,
        justify=Align.CENTER,
        children=(contours(seed_of(words_) % 1000, height, at(0.0)), _ripple(0.95), _pin()),
    )
    said = words_.headline or words_.detail or words_.source
    text = GroupLayer(
        gap=float(Space.NEAR),
        children=(
            rule(0.05),
            label(words_.source, 0.2),
            headline(words_.headline, sized(Type.TITLE, aspect), 0.3, lines=4),
            _coordinates(words_.detail),
        ),
    )
    root = beside(text if said else GroupLayer(), map_, aspect, share=0.44)
    return document(words_, brand, root, QUIET)


def _pin() -> GroupLayer:
    """Falls, lands and settles; its point is where the middle of the map is."""
    drop = PathLayer(path=_PIN, fill="accent", width=_PIN_SIDE, height=_PIN_SIDE)
    eye = ShapeLayer(form=Form.ELLIPSE, fill="ground", width=44.0, height=44.0)
    pin = GroupLayer(
        flow=Flow.STACK,
        align=Align.CENTER,
        children=(drop, GroupLayer(padding=32.0, children=(eye,))),
        motions=(
            fading(at(0.5), 0.2),
            motion(Property.Y, at(0.5), 0.9, (-190.0, 0.0), Ease.SPRING),
        ),
    )
    return GroupLayer(gap=0.0, children=(pin, GroupLayer(width=1.0, height=_PIN_SIDE - 20)))


def _ripple(begin: float) -> ShapeLayer:
    return ShapeLayer(
        form=Form.ELLIPSE,
        fill="accent",
        width=120.0,
        height=60.0,
        opacity=0.32,
        motions=(
            fading(at(begin), 0.2),
            motion(Property.SCALE, at(begin), 1.2, (0.2, 1.0)),
        ),
    )


def _coordinates(text: str) -> GroupLayer | TextLayer:
    if not any(char.isdigit() for char in text):
        return detail(text, 0.6, float(Type.BODY))
    mark = IconLayer(icon="navigation", width=40.0, height=40.0, motions=(drawing(at(0.6), 0.7),))
    figures = TextLayer(
        mark="detail",
        text=text,
        colour="muted",
        font=FontRole.MONO,
        weight=400,
        size=float(Type.LABEL),
        max_lines=3,
        grow=1.0,
        reveal=words(at(0.6), RevealStyle.FADE, RevealBy.WHOLE),
    )
    return GroupLayer(
        flow=Flow.ROW, gap=float(Space.CLOSE), align=Align.CENTER, children=(mark, figures)
    )


MAP_PIN = Template("map-pin", "Place on a map", frozenset({"headline", "detail", "source"}), _make)
