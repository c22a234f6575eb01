"""Tables: rows on fine lines, columns as wide as their words want."""

from __future__ import annotations

import re

from studio.graphics.choreography import drawing, later, words
from studio.graphics.layers import AnyLayer, Flow, GroupLayer, ShapeLayer, TableLayer, TextLayer
from studio.graphics.lines import Align
from studio.graphics.motions import Moment, RevealBy, RevealStyle
from studio.graphics.scales import Space

_FIGURES = re.compile(r"^[\s+\-−–~≈<>$€£¥]*\d[\d.,'’\s]*\s?\S{0,6}$")
_EACH_S = 0.1
_NARROWEST, _WIDEST = 5, 24


def table(layer: TableLayer) -> GroupLayer:
    """The layers of `layer`; rows that are too short end with empty cells."""
    count = max((len(row) for row in layer.rows), default=0)
    if count == 0:
        return GroupLayer()
    rows = [(*row, *("" for _ in range(count - len(row)))) for row in layer.rows]
    widths = _widths(rows)
    sides = [_side(rows[1 if layer.has_headings else 0 :], n) for n in range(count)]
    made: list[AnyLayer] = []
    for place, row in enumerate(rows):
        begin = later(layer.at, _EACH_S * place)
        is_heading = layer.has_headings and place == 0
        cells = tuple(
            GroupLayer(
                share=share,
                align=side,
                children=(_cell(text, begin, layer.size, is_heading, n == 0, side),),
            )
            for n, (text, share, side) in enumerate(zip(row, widths, sides, strict=True))
        )
        if place:
            made.append(_rule(begin, place == 1 and layer.has_headings))
        made.append(
            GroupLayer(
                flow=Flow.ROW, share=1.0, gap=float(Space.CLOSE), align=Align.CENTER, children=cells
            )
        )
    gap = float(Space.CLOSE if len(rows) <= 6 else Space.TIGHT)
    return GroupLayer(share=1.0, gap=gap, children=tuple(made))


def _widths(rows: list[tuple[str, ...]]) -> list[float]:
    wants = [
        min(_WIDEST, max(_NARROWEST, max(len(row[n]) for row in rows) + 1))
        for n in range(len(rows[0]))
    ]
    return [want / sum(wants) * 0.9999 for want in wants]


def _side(rows: list[tuple[str, ...]], column: int) -> Align:
    texts = [row[column] for row in rows if row[column].strip()]
    is_figures = column > 0 and bool(texts) and all(_FIGURES.match(text) for text in texts)
    return Align.END if is_figures else Align.START


def _rule(begin: Moment, is_strong: bool) -> ShapeLayer:
    return ShapeLayer(
        fill="accent" if is_strong else "line",
        height=4.0 if is_strong else 2.0,
        motions=(drawing(begin, 0.8),),
    )


def _cell(
    text: str, begin: Moment, size: float, is_heading: bool, is_first: bool, side: Align
) -> TextLayer:
    return TextLayer(
        mark="heading" if is_heading else "cell",
        text=text,
        colour="muted" if is_heading else "ink",
        weight=600 if is_heading or is_first else 500,
        size=0.8 * size if is_heading else size,
        max_lines=2,
        leading=1.2,
        align=side,
        reveal=words(begin, RevealStyle.RISE, RevealBy.WHOLE, length_s=0.6),
    )
