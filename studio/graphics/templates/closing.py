"""The end: the last words, and what to do now."""

from __future__ import annotations

from studio.domain.brand import Brand
from studio.domain.format import Aspect
from studio.domain.scene import Words
from studio.graphics.choreography import at
from studio.graphics.documents import (
    Flow,
    GroupLayer,
    MotionDocument,
    Property,
    Reveal,
    RevealBy,
    RevealStyle,
    TextLayer,
)
from studio.graphics.easing import Ease
from studio.graphics.lines import Align
from studio.graphics.templates.parts import (
    appearing,
    detail,
    document,
    headline,
    moving,
    rule,
)
from studio.graphics.templates.template import Template

_LONGEST_CALL = 60


def _make(words: Words, brand: Brand, aspect: Aspect) -> MotionDocument:
    is_call = 0 < len(words.detail) <= _LONGEST_CALL
    below = _call(words.detail) if is_call else detail(words.detail, 0.6, 44, Align.CENTER)
    last = headline(
        words.headline or words.quotation,
        156 if aspect is Aspect.WIDE else 124,
        0.1,
        Align.CENTER,
        lines=4,
    )
    source = detail(words.source, 0.9, 38, Align.CENTER).model_copy(update={"mark": "source"})
    root = GroupLayer(
        justify=Align.CENTER,
        align=Align.CENTER,
        gap=52.0,
        children=(
            rule(0.05),
            last,
            GroupLayer(share=0.85, align=Align.CENTER, children=(below,)),
            source,
        ),
    )
    return document(words, brand, root)


def _call(text: str) -> GroupLayer:
    words = TextLayer(
        mark="detail",
        text=text,
        colour="on-accent",
        weight=700,
        size=46.0,
        max_lines=2,
        align=Align.CENTER,
        reveal=Reveal(style=RevealStyle.FADE, by=RevealBy.WHOLE, at=at(0.75), length_s=0.5),
    )
    return GroupLayer(
        mark="button",
        fill="accent",
        radius=60.0,
        padding=30.0,
        children=(GroupLayer(flow=Flow.ROW, gap=26.0, children=(_side(), words, _side())),),
        motions=(
            appearing(0.55, 0.25),
            moving(Property.SCALE, 0.55, 0.8, (0.82, 1.0), Ease.SETTLE),
        ),
    )


def _side() -> GroupLayer:
    return GroupLayer(width=8.0, height=1.0)


CLOSING = Template(
    "closing", "Closing with a call", frozenset({"headline", "detail", "source"}), _make
)
