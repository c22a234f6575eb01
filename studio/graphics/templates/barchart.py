"""Values as bars, longest first to the eye, beside their heading."""

from __future__ import annotations

from studio.domain.brand import Brand
from studio.domain.format import Aspect
from studio.domain.scene import Words
from studio.graphics.choreography import at
from studio.graphics.documents import ChartForm, ChartLayer, MotionDocument
from studio.graphics.templates.listed import highest, series_of
from studio.graphics.templates.parts import QUIET, beside, document, heading
from studio.graphics.templates.template import Template

_MOST = 7


def _make(words: Words, brand: Brand, aspect: Aspect) -> MotionDocument:
    series = series_of(words)[:_MOST]
    chart = ChartLayer(
        mark="chart",
        form=ChartForm.BAR,
        data=series,
        highlight=highest(series),
        at=at(0.45),
        share=1.0,
    )
    root = beside(heading(words, aspect, lines=4), chart, aspect, share=0.36)
    return document(words, brand, root, QUIET)


BAR_CHART = Template("bar-chart", "Bar chart", frozenset({"headline", "detail", "items"}), _make)
