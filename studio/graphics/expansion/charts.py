"""Charts out of bars, paths and arcs that draw themselves one after another."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from studio.graphics.choreography import drawing, fading, later
from studio.graphics.easing import Ease
from studio.graphics.expansion.labels import label, value
from studio.graphics.expansion.rings import ring
from studio.graphics.layers import (
    ChartForm,
    ChartLayer,
    Flow,
    GroupLayer,
    PathLayer,
    ShapeLayer,
)
from studio.graphics.lines import Align
from studio.graphics.motions import Moment, Motion
from studio.graphics.scales import Space, Type

_HEIGHT = 400.0
_BAR = 34.0
_LEAST = 0.012


def chart(layer: ChartLayer) -> GroupLayer:
    """The layers of `layer`; nothing where it has no data."""
    return _FORMS[layer.form](layer) if layer.data else GroupLayer()


def _bars(layer: ChartLayer) -> GroupLayer:
    """Lying bars, the name and the value of each above it."""
    rows = []
    for place, share in enumerate(_shares(layer, _whole(layer))):
        begin = _begins(layer, place)
        head = GroupLayer(
            flow=Flow.ROW,
            gap=float(Space.NEAR),
            align=Align.END,
            children=(
                label(layer.data[place].label, begin, grow=1.0),
                value(layer.data[place], begin, Type.LEAD),
            ),
        )
        track = ShapeLayer(fill="line", height=_BAR, radius=_BAR / 2, opacity=0.55)
        fill = ShapeLayer(
            fill=_colour(layer, place),
            height=_BAR,
            radius=_BAR / 2,
            motions=(drawing(begin, layer.length_s),),
        )
        bar = GroupLayer(
            flow=Flow.STACK,
            share=1.0,
            children=(track, GroupLayer(share=share, children=(fill,))),
            motions=(fading(begin, 0.3),),
        )
        rows.append(GroupLayer(share=1.0, gap=float(Space.TIGHT), children=(head, bar)))
    gap = float(Space.NEAR if len(rows) <= 5 else Space.CLOSE)
    return GroupLayer(share=1.0, gap=gap, children=tuple(rows))


def _columns(layer: ChartLayer) -> GroupLayer:
    """Standing bars on a common line."""
    height = layer.height or _HEIGHT
    gap = float(Space.NEAR if len(layer.data) <= 8 else Space.TIGHT)
    bars, labels = [], []
    for place, share in enumerate(_shares(layer, _most(layer))):
        begin = _begins(layer, place)
        size = Type.LEAD if len(layer.data) <= 8 else Type.NOTE
        figure = value(layer.data[place], later(begin, 0.35), size, Align.CENTER)
        bar = ShapeLayer(
            fill=_colour(layer, place),
            height=height * share,
            radius=min(14.0, height * share / 2),
            is_from_end=True,
            motions=(drawing(begin, layer.length_s),),
        )
        bars.append(
            GroupLayer(grow=1.0, gap=float(Space.TIGHT), align=Align.CENTER, children=(figure, bar))
        )
        name = label(layer.data[place].label, begin, Align.CENTER)
        labels.append(GroupLayer(grow=1.0, align=Align.CENTER, children=(name,)))
    line = ShapeLayer(fill="line", height=3.0, motions=(drawing(layer.at, 0.8),))
    return GroupLayer(
        share=1.0,
        gap=float(Space.TIGHT),
        children=(
            GroupLayer(flow=Flow.ROW, share=1.0, gap=gap, align=Align.END, children=tuple(bars)),
            line,
            GroupLayer(flow=Flow.ROW, share=1.0, gap=gap, children=tuple(labels)),
        ),
    )


def _line(layer: ChartLayer) -> GroupLayer:
    """A line over its area; each point stands above its label."""
    height = layer.height or _HEIGHT
    places = _points(layer)
    path = "M" + " L".join(f"{x:.2f} {y:.2f}" for x, y in places)
    area = f"{path} L{places[-1][0]:.2f} 100 L{places[0][0]:.2f} 100 Z"
    dots = " ".join(f"M{x:.2f} {y:.2f} h0.01" for x, y in places)
    marked = layer.highlight if layer.highlight is not None else len(places) - 1
    last = places[min(marked, len(places) - 1)]
    draw = drawing(layer.at, layer.length_s + 0.4, Ease.IN_OUT)
    shown = fading(later(layer.at, layer.length_s + 0.2))
    rules = tuple(ShapeLayer(fill="line", height=2.0, opacity=0.6) for _ in range(4))
    ends = f"M{last[0]:.2f} {last[1]:.2f} h0.01"
    plot = (
        GroupLayer(share=1.0, gap=(height - 8) / 3, children=rules, motions=(fading(layer.at),)),
        _traced(area, height, draw).model_copy(
            update={"fill": "accent", "stroke": None, "opacity": 0.16}
        ),
        _traced(path, height, draw, 8.0),
        _traced(dots, height, draw, 20.0),
        _traced(ends, height, shown, 34.0).model_copy(update={"stroke": "ink"}),
        _traced(ends, height, shown, 20.0),
    )
    return GroupLayer(
        share=1.0,
        gap=float(Space.CLOSE),
        children=(GroupLayer(flow=Flow.STACK, share=1.0, children=plot), _under(layer, marked)),
    )


def _traced(path: str, height: float, draw: Motion, width: float = 2.0) -> PathLayer:
    """A line in a box of 100 × 100, stretched over the plot."""
    return PathLayer(
        path=path,
        box_width=100.0,
        box_height=100.0,
        height=height,
        is_stretched=True,
        fill=None,
        stroke="accent",
        stroke_width=width,
        motions=(draw,),
    )


def _points(layer: ChartLayer) -> list[tuple[float, float]]:
    """Where the values lie in a box of 100 × 100, each in the middle of its cell."""
    values = [datum.value for datum in layer.data]
    low, high = min(0.0, *values) if min(values) < 0 else _floor(values), max(values)
    span = (high - low) or 1.0
    step = 100.0 / len(values)
    return [((n + 0.5) * step, 94.0 - 86.0 * (each - low) / span) for n, each in enumerate(values)]


def _floor(values: list[float]) -> float:
    """Nought, unless all values lie in the upper half of what they reach."""
    low, high = min(values), max(values)
    return 0.0 if low < high / 2 else low - 0.6 * (high - low)


def _under(layer: ChartLayer, marked: int) -> GroupLayer:
    """Value and label below every point."""
    cells = []
    size = Type.LEAD if len(layer.data) <= 6 else Type.NOTE
    for place, datum in enumerate(layer.data):
        begin = later(layer.at, 0.25 + layer.length_s * place / len(layer.data))
        figure = value(datum, begin, size, Align.CENTER)
        if place == marked:
            figure = figure.model_copy(update={"colour": "accent"})
        name = label(datum.label, begin, Align.CENTER)
        cells.append(
            GroupLayer(grow=1.0, gap=float(Space.HAIR), align=Align.CENTER, children=(figure, name))
        )
    gap = 4.0 if len(cells) > 8 else float(Space.TIGHT)
    return GroupLayer(flow=Flow.ROW, share=1.0, gap=gap, children=tuple(cells))


def _shares(layer: ChartLayer, whole: float) -> list[float]:
    """How much of the room each bar takes, up to 1, where `whole` would fill it."""
    if whole <= 0:
        return [_LEAST for _ in layer.data]
    return [max(_LEAST, min(1.0, datum.value / whole)) for datum in layer.data]


def _most(layer: ChartLayer) -> float:
    return max((datum.value for datum in layer.data), default=0.0)


def _whole(layer: ChartLayer) -> float:
    """What fills the track of a lying bar: a hundred where all are per cent, else the largest."""
    most = _most(layer)
    is_of_hundred = all(datum.said.strip().endswith(("%", "٪")) for datum in layer.data)
    return 100.0 if is_of_hundred and most <= 100.0 else most


def _colour(layer: ChartLayer, place: int) -> str:
    """The accent for the one that counts; all have it where none does."""
    if layer.highlight is None or layer.highlight == place:
        return "accent"
    return "series-6"


def _begins(layer: ChartLayer, place: int) -> Moment:
    step = min(0.14, 1.2 / max(1, len(layer.data)))
    return later(layer.at, step * place)


_FORMS: Mapping[ChartForm, Callable[[ChartLayer], GroupLayer]] = {
    ChartForm.BAR: _bars,
    ChartForm.COLUMN: _columns,
    ChartForm.LINE: _line,
    ChartForm.PIE: ring,
    ChartForm.DONUT: ring,
}
