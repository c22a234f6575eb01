"""A question, large, before a larger mark that is barely there."""

from __future__ import annotations

from studio.domain.brand import Brand
from studio.domain.format import Aspect
from studio.domain.scene import Words
from studio.graphics.breaking import is_right_to_left
from studio.graphics.choreography import at
from studio.graphics.documents import (
    Flow,
    FontRole,
    GroupLayer,
    MotionDocument,
    Property,
    Reveal,
    RevealBy,
    RevealStyle,
    TextLayer,
)
from studio.graphics.lines import Align
from studio.graphics.templates.parts import (
    appearing,
    detail,
    document,
    headline,
    indented,
    moving,
    rule,
)
from studio.graphics.templates.template import Template


def _make(words: Words, brand: Brand, aspect: Aspect) -> MotionDocument:
    is_wide = aspect is Aspect.WIDE
    text = words.headline or words.quotation or words.detail
    asked = headline(text, 156 if is_wide else 124, 0.1, lines=5).model_copy(
        update={
            "reveal": Reveal(
                style=RevealStyle.RISE, by=RevealBy.WORD, at=at(0.1), each_s=0.08, length_s=0.8
            )
        }
    )
    explained = "" if text == words.detail else words.detail
    front = GroupLayer(
        gap=40.0,
        children=(
            rule(0.05),
            indented(asked, aspect, 0.82),
            indented(detail(explained, 0.7), aspect, 0.62),
        ),
    )
    root = GroupLayer(
        flow=Flow.STACK, justify=Align.CENTER, children=(_ghost(text, is_wide), front)
    )
    return document(words, brand, root)


def _ghost(text: str, is_wide: bool) -> GroupLayer:
    """Leans in slowly behind the words."""
    mark = TextLayer(
        text="؟" if is_right_to_left(text) else "?",
        colour="accent",
        font=FontRole.DISPLAY,
        weight=700,
        size=600.0,
        leading=1.0,
        opacity=0.16,
        motions=(
            appearing(0.0, 1.2),
            moving(Property.TURN, 0.0, 2.4, (-9.0, 4.0)),
        ),
    )
    return GroupLayer(share=1.0, align=Align.END, children=(mark,) if is_wide else ())


QUESTION = Template("question", "Question", frozenset({"headline", "detail"}), _make)
