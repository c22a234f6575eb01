"""The beginning of a part: its number, a line across, its name."""

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
from studio.graphics.templates.parts import detail, document, headline, indented, moving
from studio.graphics.templates.template import Template


def _make(words: Words, brand: Brand, aspect: Aspect) -> MotionDocument:
    number = TextLayer(
        mark="number",
        text=words.number,
        colour="accent",
        font=FontRole.MONO,
        weight=700,
        size=64.0,
        max_lines=1,
        reveal=Reveal(style=RevealStyle.MASK, at=at(0.05), length_s=0.7),
    )
    line = ShapeLayer(
        mark="rule",
        fill="muted",
        height=3.0,
        opacity=0.55,
        motions=(moving(Property.DRAW, 0.0, 1.4, (0.0, 1.0)),),
    )
    root = GroupLayer(
        justify=Align.CENTER,
        gap=38.0,
        children=(
            number,
            line,
            headline(words.headline, 134 if aspect is Aspect.WIDE else 116, 0.25),
            indented(detail(words.detail, 0.65), aspect, 0.66),
        ),
    )
    return document(words, brand, root)


CHAPTER = Template("chapter", "Chapter", frozenset({"headline", "detail", "number"}), _make)
