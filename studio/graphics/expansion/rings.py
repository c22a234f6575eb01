"""Pies and rings: parts of a whole, drawn clockwise in one go, with what they are beside."""

from __future__ import annotations

from studio.graphics.choreography import drawing, later, lifting, words
from studio.graphics.easing import Ease
from studio.graphics.expansion.labels import label, value
from studio.graphics.layers import (
    ChartForm,
    ChartLayer,
    Flow,
    FontRole,
    Form,
    GroupLayer,
    ShapeLayer,
    TextLayer,
)
from studio.graphics.lines import Align
from studio.graphics.motions import Moment, RevealBy, RevealStyle
from studio.graphics.scales import Space, Type

_ROUND = 420.0
_SERIES = 6
_GAP_DEGREES = 2.0
_LEGEND = 0.74


def ring(layer: ChartLayer) -> GroupLayer:
    """A ring (or a full circle) of parts, with what they are beside it."""
    total = sum(max(0.0, datum.value) for datum in layer.data) or 1.0
    is_ring = layer.form is ChartForm.DONUT
    side = min(layer.height or _ROUND, 700.0)
    thick = side * (0.17 if is_ring else 0.25)
    arcs, start = [], 0.0
    for place, datum in enumerate(layer.data):
        sweep = 360 * max(0.0, datum.value) / total
        begin = later(layer.at, layer.length_s * start / 360)
        arcs.append(_arc(start, sweep, thick, side, _slice(layer, place), begin, layer))
        start += sweep
    middle = TextLayer(
        mark="value",
        text=layer.middle if is_ring else "",
        font=FontRole.DISPLAY,
        weight=700,
        size=float(Type.HEAD),
        max_lines=1,
        width=side * 0.56,
        align=Align.CENTER,
        is_counting=True,
        reveal=words(later(layer.at, 0.3), RevealStyle.FADE, RevealBy.WHOLE, length_s=1.2),
    )
    whole = GroupLayer(
        flow=Flow.STACK,
        width=side,
        align=Align.CENTER,
        justify=Align.CENTER,
        children=(*arcs, middle),
    )
    return GroupLayer(
        flow=Flow.ADAPTIVE,
        share=1.0,
        align=Align.CENTER,
        gap=float(Space.FAR),
        children=(
            whole,
            GroupLayer(
                flow=Flow.ADAPTIVE,
                grow=1.0,
                share=1.0,
                align=Align.CENTER,
                children=(_legend(layer),),
            ),
        ),
    )


def _arc(
    start: float,
    sweep: float,
    thick: float,
    side: float,
    colour: str,
    begin: Moment,
    layer: ChartLayer,
) -> GroupLayer:
    gap = _GAP_DEGREES if sweep > 3 * _GAP_DEGREES and sweep < 359 else 0.0
    length = max(0.15, layer.length_s * sweep / 360)
    arc = ShapeLayer(
        form=Form.ARC,
        fill=None,
        stroke=colour,
        stroke_width=thick,
        start=min(360.0, start + gap / 2),
        sweep=min(360.0, max(0.0, sweep - gap)),
        is_round=False,
        width=side - thick,
        height=side - thick,
        motions=(drawing(begin, length, Ease.LINEAR),),
    )
    return GroupLayer(padding=thick / 2, children=(arc,))


def _legend(layer: ChartLayer) -> GroupLayer:
    rows = []
    size = Type.LEAD if len(layer.data) <= 5 else Type.LABEL
    for place, datum in enumerate(layer.data):
        begin = later(layer.at, 0.2 + 0.12 * place)
        dot = ShapeLayer(form=Form.ELLIPSE, fill=_slice(layer, place), width=26.0, height=26.0)
        name = label(datum.label, begin, grow=1.0)
        row = (
            dot,
            name.model_copy(update={"size": float(size)}),
            value(datum, begin, size),
        )
        rows.append(
            GroupLayer(
                flow=Flow.ROW,
                share=1.0,
                gap=float(Space.CLOSE),
                align=Align.CENTER,
                children=row,
                motions=lifting(begin, units=24.0),
            )
        )
    gap = float(Space.NEAR if len(rows) <= 5 else Space.TIGHT)
    return GroupLayer(share=_LEGEND, gap=gap, children=tuple(rows))


def _slice(layer: ChartLayer, place: int) -> str:
    return f"series-{place % _SERIES + 1}"
