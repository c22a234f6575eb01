"""A number that counts up to itself, with what it counts."""

from __future__ import annotations

from studio.domain.brand import Brand
from studio.domain.format import Aspect
from studio.domain.scene import Words
from studio.graphics.choreography import at
from studio.graphics.documents import (
    FontRole,
    GroupLayer,
    MotionDocument,
    Property,
    Reveal,
    RevealStyle,
    ShapeLayer,
    TextLayer,
)
from studio.graphics.lines import Align
from studio.graphics.templates.parts import (
    appearing,
    detail,
    document,
    label,
    moving,
)
from studio.graphics.templates.template import Template

_COUNTING_S = 1.7


def _make(words: Words, brand: Brand, aspect: Aspect) -> MotionDocument:
    number = words.number or words.headline
    heading = words.headline if words.number else ""
    figure = TextLayer(
        mark="number",
        text=number,
        colour="accent",
        font=FontRole.DISPLAY,
        weight=700,
        size=380.0 if aspect is Aspect.WIDE else 300.0,
        max_lines=1,
        leading=1.0,
        tracking=-0.03,
        is_counting=True,
        reveal=Reveal(style=RevealStyle.MASK, at=at(0.1), length_s=_COUNTING_S),
    )
    line = ShapeLayer(
        fill="accent",
        height=6.0,
        radius=3.0,
        motions=(moving(Property.DRAW, 0.1, _COUNTING_S, (0.0, 1.0)), appearing(0.1, 0.1)),
    )
    root = GroupLayer(
        justify=Align.CENTER,
        gap=30.0,
        children=(
            label(heading, 0.05, "muted").model_copy(update={"size": 48.0}),
            GroupLayer(gap=22.0, children=(figure,)),
            GroupLayer(share=0.5 if aspect is Aspect.WIDE else 0.7, children=(line,)),
            _unit(words.unit),
            GroupLayer(share=0.8, children=(detail(words.detail, 0.8, 42, lines=3),)),
        ),
    )
    return document(words, brand, root)


def _unit(text: str) -> TextLayer:
    return TextLayer(
        mark="unit",
        text=text,
        font=FontRole.DISPLAY,
        weight=500,
        size=72.0,
        max_lines=2,
        leading=1.15,
        tracking=-0.01,
        reveal=Reveal(style=RevealStyle.MASK, at=at(0.45), length_s=0.8),
    )


NUMBER = Template(
    "number", "Number that counts", frozenset({"number", "unit", "headline", "detail"}), _make
)
