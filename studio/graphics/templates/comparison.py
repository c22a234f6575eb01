"""Two sides, side by side (one above the other in tall pictures)."""

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
    Property,
    Reveal,
    RevealStyle,
    TextLayer,
)
from studio.graphics.easing import Ease
from studio.graphics.lines import Align
from studio.graphics.templates.parts import (
    QUIET,
    appearing,
    detail,
    document,
    headline,
    moving,
    rule,
)
from studio.graphics.templates.template import Template

_SIDES = 2


def _make(words: Words, brand: Brand, aspect: Aspect) -> MotionDocument:
    sides = [point for point in words.points if point.strip()][:_SIDES]
    panels = tuple(_side(text, place) for place, text in enumerate(sides))
    root = GroupLayer(
        justify=Align.CENTER,
        gap=48.0,
        children=(
            rule(0.05),
            headline(words.headline, 100 if aspect is Aspect.WIDE else 86, 0.1, lines=2),
            GroupLayer(flow=Flow.ADAPTIVE, gap=36.0, share=1.0, children=panels),
            detail(words.detail, 1.0, 38, lines=2),
        ),
    )
    return document(words, brand, root, QUIET)


def _side(text: str, place: int) -> GroupLayer:
    begin = 0.45 + 0.35 * place
    name, colon, said = text.partition(":")
    if not colon or not said.strip() or len(name) > 40:
        name, said = "", text
    heading = TextLayer(
        mark="label",
        text=name.strip(),
        colour="muted" if place == 0 else "accent",
        font=FontRole.DISPLAY,
        weight=700,
        size=46.0,
        max_lines=2,
        reveal=Reveal(style=RevealStyle.MASK, at=at(begin + 0.1), length_s=0.7),
    )
    body = TextLayer(
        mark="point",
        text=said.strip(),
        weight=600,
        size=56.0,
        max_lines=6,
        leading=1.22,
        reveal=Reveal(style=RevealStyle.RISE, at=at(begin + 0.2), each_s=0.07, length_s=0.7),
    )
    return GroupLayer(
        grow=1.0,
        share=1.0,
        cue=text[:300],
        fill="surface",
        fill_opacity=0.82,
        radius=32.0,
        padding=52.0,
        gap=22.0,
        children=(heading, body),
        motions=(
            appearing(begin, 0.4),
            moving(Property.Y, begin, 0.9, (60.0, 0.0), Ease.EXPO),
        ),
    )


COMPARISON = Template("comparison", "Two sides", frozenset({"headline", "points", "detail"}), _make)
