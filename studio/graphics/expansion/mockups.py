"""A browser's window and a phone, around a picture or around a page that is drawn."""

from __future__ import annotations

from studio.graphics.choreography import drawing, fading, later, lifting
from studio.graphics.layers import (
    AnyLayer,
    Device,
    Flow,
    Form,
    GroupLayer,
    Hold,
    MockupLayer,
    PictureLayer,
    ShapeLayer,
    TextLayer,
)
from studio.graphics.lines import Align
from studio.graphics.motions import Moment
from studio.graphics.scales import Space, Type

_BROWSER_HEIGHT, _PHONE_WIDTH = 520.0, 330.0
_PHONE_RATIO = 2.05
_LIGHTS = ("negative", "accent", "positive")


def mockup(layer: MockupLayer) -> GroupLayer:
    """The layers of `layer`."""
    return _browser(layer) if layer.device is Device.BROWSER else _phone(layer)


def _browser(layer: MockupLayer) -> GroupLayer:
    height = layer.height or _BROWSER_HEIGHT
    lights = tuple(
        ShapeLayer(form=Form.ELLIPSE, fill=colour, width=16.0, height=16.0, opacity=0.85)
        for colour in _LIGHTS
    )
    address = TextLayer(
        mark="address",
        text=layer.address,
        colour="muted",
        size=float(Type.NOTE),
        max_lines=1,
        leading=1.1,
    )
    pill = GroupLayer(
        grow=1.0,
        fill="ground",
        fill_opacity=0.55,
        radius=22.0,
        padding=10.0,
        align=Align.CENTER,
        children=(address,) if layer.address else (_blank(0.4, 16.0),),
    )
    bar = GroupLayer(
        padding=16.0,
        share=1.0,
        children=(
            GroupLayer(
                flow=Flow.ROW,
                share=1.0,
                gap=float(Space.CLOSE),
                align=Align.CENTER,
                children=(GroupLayer(flow=Flow.ROW, gap=12.0, children=lights), pill),
            ),
        ),
    )
    view: AnyLayer = (
        _shown(layer, height, Hold.TOP_LEFT, 20.0) if layer.picture else _page(layer, height)
    )
    return _device(layer, (bar, view), radius=22.0)


def _phone(layer: MockupLayer) -> GroupLayer:
    height = layer.height or _PHONE_WIDTH * _PHONE_RATIO
    inner = height - 28.0
    view = _shown(layer, inner, Hold.TOP, 40.0) if layer.picture else _small_page(layer, inner)
    case = GroupLayer(padding=14.0, share=1.0, children=(view,))
    made = _device(layer, (case,), radius=54.0)
    return made.model_copy(update={"share": None, "width": height / _PHONE_RATIO})


def _device(layer: MockupLayer, children: tuple[AnyLayer, ...], radius: float) -> GroupLayer:
    return GroupLayer(
        share=1.0,
        gap=0.0,
        fill="surface",
        stroke="line",
        radius=radius,
        has_shadow=True,
        children=children,
        motions=lifting(layer.at, 1.0, 90.0),
    )


def _shown(layer: MockupLayer, height: float, hold: Hold, radius: float) -> PictureLayer:
    return PictureLayer(
        mark="picture", picture=layer.picture, height=height, hold=hold, radius=radius
    )


def _page(layer: MockupLayer, height: float) -> GroupLayer:
    """A page as one sees it from afar: a heading, lines, a button, three cards."""
    begin = later(layer.at, 0.35)
    cards = tuple(_card(later(begin, 0.3 + 0.1 * n), height * 0.26) for n in range(3))
    hero = (
        _title(layer, begin, Type.SUBHEAD),
        _blank(0.56, 16.0, later(begin, 0.12)),
        _blank(0.42, 16.0, later(begin, 0.18)),
        ShapeLayer(
            fill="accent",
            width=190.0,
            height=50.0,
            radius=25.0,
            motions=lifting(later(begin, 0.25), units=24.0),
        ),
    )
    return GroupLayer(
        share=1.0,
        height=height,
        fill="ground",
        fill_opacity=0.6,
        radius=20.0,
        padding=44.0,
        gap=float(Space.NEAR),
        justify=Align.CENTER,
        children=(
            GroupLayer(share=1.0, gap=20.0, children=hero),
            GroupLayer(flow=Flow.ROW, share=1.0, gap=float(Space.CLOSE), children=cards),
        ),
    )


def _small_page(layer: MockupLayer, height: float) -> GroupLayer:
    """A page on a phone: a picture's place, words, a list, a button."""
    begin = later(layer.at, 0.35)
    tall = height / 660.0
    rows = tuple(
        GroupLayer(
            flow=Flow.ROW,
            share=1.0,
            gap=16.0,
            align=Align.CENTER,
            children=(
                ShapeLayer(form=Form.ELLIPSE, fill="line", width=44.0 * tall, height=44.0 * tall),
                GroupLayer(grow=1.0, gap=10.0, children=(_blank(0.9, 12.0), _blank(0.6, 12.0))),
            ),
            motions=lifting(later(begin, 0.25 + 0.1 * n), units=24.0),
        )
        for n in range(3)
    )
    art = ShapeLayer(
        fill="accent",
        opacity=0.9,
        height=170.0 * tall,
        radius=26.0,
        motions=lifting(begin, units=24.0),
    )
    button = ShapeLayer(
        fill="accent",
        height=58.0 * tall,
        radius=29.0 * tall,
        motions=lifting(later(begin, 0.6), units=24.0),
    )
    return GroupLayer(
        share=1.0,
        height=height,
        fill="ground",
        fill_opacity=0.75,
        radius=40.0,
        padding=26.0,
        gap=22.0 * tall,
        justify=Align.CENTER,
        children=(art, _title(layer, later(begin, 0.12), Type.NOTE), *rows, button),
    )


def _title(layer: MockupLayer, begin: Moment, size: Type) -> AnyLayer:
    if not layer.title:
        return _blank(0.5, 0.7 * size, begin)
    return TextLayer(
        mark="page-title",
        text=layer.title,
        weight=700,
        size=float(size),
        max_lines=2,
        leading=1.12,
        motions=(fading(begin),),
    )


def _card(begin: Moment, height: float) -> GroupLayer:
    return GroupLayer(
        grow=1.0,
        height=height,
        fill="surface",
        radius=16.0,
        padding=20.0,
        gap=14.0,
        justify=Align.CENTER,
        children=(
            ShapeLayer(fill="accent", width=34.0, height=34.0, radius=10.0, opacity=0.9),
            _blank(0.8, 12.0),
            _blank(0.55, 12.0),
        ),
        motions=lifting(begin, units=30.0),
    )


def _blank(share: float, height: float, begin: Moment | None = None) -> GroupLayer:
    """Where words would stand."""
    line = ShapeLayer(
        fill="line",
        height=height,
        radius=height / 2,
        motions=(drawing(begin, 0.7),) if begin else (),
    )
    return GroupLayer(share=share, children=(line,))
