"""Someone's words, in a serif, under a large mark, with who said them."""

from __future__ import annotations

from studio.domain.brand import Brand
from studio.domain.format import Aspect
from studio.domain.scene import Words
from studio.graphics.choreography import at
from studio.graphics.documents import (
    Flow,
    FontRole,
    GroupLayer,
    MotionDocument,
    PathLayer,
    Property,
    Reveal,
    RevealBy,
    RevealStyle,
    ShapeLayer,
    TextLayer,
)
from studio.graphics.easing import Ease
from studio.graphics.lines import Align
from studio.graphics.templates.parts import (
    QUIET,
    appearing,
    document,
    label,
    moving,
)
from studio.graphics.templates.template import Template

_MARK = (
    "M0 62 C0 26 18 6 48 0 L53 12 C36 18 27 28 26 42 L46 42 L46 88 L0 88 Z "
    "M62 62 C62 26 80 6 110 0 L115 12 C98 18 89 28 88 42 L108 42 L108 88 L62 88 Z"
)


def _make(words: Words, brand: Brand, aspect: Aspect) -> MotionDocument:
    is_wide = aspect is Aspect.WIDE
    text = (words.quotation or words.headline or words.detail).strip().strip('"“”„«»')
    said = TextLayer(
        mark="quotation",
        text=text,
        font=FontRole.SERIF,
        weight=400,
        size=108.0 if is_wide else 100.0,
        max_lines=6 if is_wide else 9,
        leading=1.16,
        tracking=-0.012,
        reveal=Reveal(
            style=RevealStyle.RISE, by=RevealBy.WORD, at=at(0.25), each_s=0.05, length_s=0.8
        ),
    )
    root = GroupLayer(
        justify=Align.CENTER, gap=44.0, children=(_mark(), said, _source(words.source))
    )
    return document(words, brand, root, QUIET)


def _mark() -> PathLayer:
    return PathLayer(
        mark="mark",
        path=_MARK,
        box_width=115.0,
        box_height=88.0,
        width=150.0,
        height=115.0,
        motions=(
            appearing(0.0, 0.4),
            moving(Property.Y, 0.0, 0.9, (40.0, 0.0), Ease.SETTLE),
        ),
    )


def _source(text: str) -> GroupLayer:
    if not text.strip():
        return GroupLayer()
    dash = ShapeLayer(
        width=72.0,
        height=4.0,
        radius=2.0,
        motions=(moving(Property.DRAW, 0.8, 0.7, (0.0, 1.0)), appearing(0.8, 0.1)),
    )
    name = label(text, 0.95, "muted").model_copy(update={"mark": "source", "size": 40.0})
    return GroupLayer(flow=Flow.ROW, gap=28.0, align=Align.CENTER, children=(dash, name))


QUOTATION = Template("quotation", "Quotation", frozenset({"quotation", "source"}), _make)
