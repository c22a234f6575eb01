"""How a value went: a line that draws itself from the first to the last."""

from __future__ import annotations

from studio.domain.brand import Brand
from studio.domain.format import Aspect
from studio.domain.scene import Words
from studio.graphics.choreography import at
from studio.graphics.documents import ChartForm, ChartLayer, MotionDocument
from studio.graphics.scales import Space
from studio.graphics.templates.listed import series_of
from studio.graphics.templates.parts import QUIET, document, heading, over
from studio.graphics.templates.template import Template

_HEIGHTS = {Aspect.WIDE: 360.0, Aspect.SQUARE: 360.0, Aspect.PORTRAIT: 440.0, Aspect.TALL: 520.0}
_MOST = 12
_LEAST = 2


def _make(words: Words, brand: Brand, aspect: Aspect) -> MotionDocument:
    series = series_of(words)[:_MOST]
    chart = ChartLayer(
        mark="chart",
        form=ChartForm.LINE if len(series) >= _LEAST else ChartForm.COLUMN,
        data=series,
        at=at(0.4),
        share=1.0,
        height=_HEIGHTS[aspect],
    )
    root = over(heading(words, aspect, lines=2), chart, gap=Space.NEAR)
    return document(words, brand, root, QUIET)


LINE_CHART = Template("line-chart", "Line chart", frozenset({"headline", "detail", "items"}), _make)
