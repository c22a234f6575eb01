"""A title: a rule, large words, a line that explains."""

from __future__ import annotations

from studio.domain.brand import Brand
from studio.domain.format import Aspect
from studio.domain.scene import Words
from studio.graphics.documents import GroupLayer, MotionDocument
from studio.graphics.lines import Align
from studio.graphics.templates.parts import detail, document, headline, indented, rule
from studio.graphics.templates.template import Template


def _make(words: Words, brand: Brand, aspect: Aspect) -> MotionDocument:
    is_wide = aspect is Aspect.WIDE
    text = words.headline or words.quotation or words.number
    root = GroupLayer(
        justify=Align.CENTER,
        gap=40.0,
        children=(
            rule(0.05),
            indented(headline(text, 180 if is_wide else 134, 0.1, lines=4), aspect, 0.92),
            indented(detail(words.detail, 0.55), aspect, 0.66),
        ),
    )
    return document(words, brand, root)


TITLE = Template("title", "Title", frozenset({"headline", "detail"}), _make)
