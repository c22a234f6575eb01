"""Code in its colours, typed line by line in a window."""

from __future__ import annotations

from studio.domain.brand import Brand
from studio.domain.format import Aspect
from studio.domain.scene import Words
from studio.graphics.choreography import at, fading, lifting
from studio.graphics.documents import (
    CodeLayer,
    Flow,
    FontRole,
    Form,
    GroupLayer,
    MotionDocument,
    ShapeLayer,
    TextLayer,
)
from studio.graphics.lines import Align
from studio.graphics.scales import Space, Type
from studio.graphics.templates.parts import QUIET, document, heading, over
from studio.graphics.templates.template import Template

_SIZES = {Aspect.WIDE: 38.0, Aspect.SQUARE: 36.0, Aspect.PORTRAIT: 38.0, Aspect.TALL: 40.0}
_TYPING_S = 1.6
_NUMBERED = 4


def _make(words: Words, brand: Brand, aspect: Aspect) -> MotionDocument:
    text = words.code.strip("\n")
    below = (_window(words, aspect),) if text else ()
    root = over(heading(words, aspect, Type.SUBHEAD, lines=2), *below, gap=Space.NEAR)
    return document(words, brand, root, QUIET)


def _window(words: Words, aspect: Aspect) -> GroupLayer:
    lines = words.code.strip("\n").count("\n") + 1
    code = CodeLayer(
        mark="code",
        code=words.code,
        language=words.language,
        size=_SIZES[aspect],
        at=at(0.5),
        each_s=_TYPING_S / max(6, lines),
        is_numbered=lines >= _NUMBERED and aspect is Aspect.WIDE,
    )
    lights = tuple(
        ShapeLayer(form=Form.ELLIPSE, fill=colour, width=16.0, height=16.0)
        for colour in ("negative", "accent", "positive")
    )
    name = TextLayer(
        mark="file",
        text=words.url,
        colour="muted",
        font=FontRole.MONO,
        weight=400,
        size=float(Type.NOTE),
        max_lines=1,
        grow=1.0,
        motions=(fading(at(0.4)),),
    )
    bar = GroupLayer(
        flow=Flow.ROW,
        share=1.0,
        gap=float(Space.CLOSE),
        align=Align.CENTER,
        children=(GroupLayer(flow=Flow.ROW, gap=10.0, children=lights), name),
    )
    return GroupLayer(
        share=1.0,
        fill="surface",
        fill_opacity=0.94,
        stroke="line",
        radius=24.0,
        padding=float(Space.NEAR),
        gap=float(Space.NEAR),
        has_shadow=True,
        children=(bar, code),
        motions=lifting(at(0.15), 0.9, 60.0),
    )


CODE = Template("code", "Code", frozenset({"headline", "detail", "code", "url"}), _make)
