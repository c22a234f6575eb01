"""A word and what it means, as a dictionary has it."""

from __future__ import annotations

from studio.domain.brand import Brand
from studio.domain.format import Aspect
from studio.domain.scene import Words
from studio.graphics.choreography import at, drawing, words
from studio.graphics.documents import (
    FontRole,
    GroupLayer,
    MotionDocument,
    RevealBy,
    RevealStyle,
    ShapeLayer,
    TextLayer,
)
from studio.graphics.easing import Ease
from studio.graphics.lines import Align
from studio.graphics.scales import Space, Type
from studio.graphics.templates.parts import QUIET, document, indented, label
from studio.graphics.templates.template import Template


def _make(words_: Words, brand: Brand, aspect: Aspect) -> MotionDocument:
    is_wide = aspect is Aspect.WIDE
    term = TextLayer(
        mark="headline",
        text=words_.headline,
        font=FontRole.SERIF,
        weight=600,
        size=208.0 if is_wide else 156.0,
        max_lines=3,
        leading=1.0,
        tracking=-0.02,
        reveal=words(at(0.05), RevealStyle.MASK, length_s=0.9),
    )
    kind = TextLayer(
        mark="unit",
        text=words_.unit,
        colour="accent",
        font=FontRole.MONO,
        weight=400,
        size=float(Type.LABEL),
        max_lines=2,
        reveal=words(at(0.4), RevealStyle.FADE, RevealBy.WHOLE),
    )
    line = ShapeLayer(
        mark="rule", fill="line", height=4.0, motions=(drawing(at(0.35), 1.2, Ease.IN_OUT),)
    )
    meaning = TextLayer(
        mark="detail",
        text=words_.detail,
        weight=500,
        size=64.0 if is_wide else 56.0,
        max_lines=6,
        leading=1.3,
        reveal=words(at(0.6), by=RevealBy.WORD, each_s=0.04),
    )
    source = label(words_.source, 1.0, "muted").model_copy(update={"mark": "source"})
    root = GroupLayer(
        justify=Align.CENTER,
        gap=float(Space.NEAR),
        children=(
            term,
            kind,
            line,
            indented(GroupLayer(children=(meaning,)), aspect, 0.84),
            source,
        ),
    )
    return document(words_, brand, root, QUIET)


DEFINITION = Template(
    "definition", "Definition", frozenset({"headline", "unit", "detail", "source"}), _make
)
