"""A table whose rows come one after another."""

from __future__ import annotations

from studio.domain.brand import Brand
from studio.domain.format import Aspect
from studio.domain.scene import Words
from studio.graphics.choreography import at
from studio.graphics.documents import MotionDocument, TableLayer
from studio.graphics.templates.listed import items_of
from studio.graphics.templates.parts import QUIET, document, heading, over
from studio.graphics.templates.template import Template

_SIZES = {Aspect.WIDE: 50.0, Aspect.SQUARE: 40.0, Aspect.PORTRAIT: 44.0, Aspect.TALL: 48.0}


def _make(words: Words, brand: Brand, aspect: Aspect) -> MotionDocument:
    rows = words.table or tuple(
        tuple(cell for cell in (item.label, item.value[:120], item.detail[:120]) if cell)
        for item in items_of(words)
    )
    table = TableLayer(
        mark="table",
        rows=rows,
        has_headings=bool(words.table),
        size=_SIZES[aspect],
        at=at(0.45),
        share=1.0,
    )
    return document(words, brand, over(heading(words, aspect, lines=2), table), QUIET)


TABLE = Template("table", "Table", frozenset({"headline", "detail", "table"}), _make)
