"""Parts of a whole: a ring that draws itself, with what its parts are."""

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

_HEIGHTS = {Aspect.WIDE: 440.0, Aspect.SQUARE: 380.0, Aspect.PORTRAIT: 440.0, Aspect.TALL: 520.0}
_MOST = 6


def _make(words: Words, brand: Brand, aspect: Aspect) -> MotionDocument:
    chart = ChartLayer(
        mark="chart",
        form=ChartForm.DONUT,
        data=series_of(words)[:_MOST],
        middle=words.number,
        at=at(0.4),
        share=1.0,
        height=_HEIGHTS[aspect],
    )
    root = over(heading(words, aspect, lines=2), chart, gap=Space.WIDE)
    return document(words, brand, root, QUIET)


PIE_CHART = Template(
    "pie-chart", "Pie chart", frozenset({"headline", "detail", "items", "number"}), _make
)
