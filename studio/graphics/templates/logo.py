"""A logo that is revealed: the person's own, or the brand's initial in a shape and its name."""

from __future__ import annotations

from studio.domain.brand import Brand
from studio.domain.format import Aspect
from studio.domain.scene import Words
from studio.graphics.choreography import at, drawing, fading, landing, motion, words
from studio.graphics.documents import (
    AnyLayer,
    Flow,
    FontRole,
    Form,
    GroupLayer,
    MotionDocument,
    PictureLayer,
    Property,
    RevealBy,
    RevealStyle,
    ShapeLayer,
    TextLayer,
)
from studio.graphics.easing import Ease
from studio.graphics.lines import Align
from studio.graphics.scales import Space, Type, sized
from studio.graphics.templates.parts import document
from studio.graphics.templates.template import Template

_SIDE = 220.0
_LOGO_HEIGHT = 300.0


def _make(words_: Words, brand: Brand, aspect: Aspect) -> MotionDocument:
    name = words_.headline or brand.name
    mark = _brought(words_.pictures[0]) if words_.pictures else _initial(name)
    wordmark = TextLayer(
        mark="headline",
        text=name,
        font=FontRole.DISPLAY,
        weight=700,
        size=sized(Type.DISPLAY, aspect),
        max_lines=2,
        leading=1.05,
        tracking=-0.03,
        align=Align.CENTER,
        reveal=words(at(0.75), RevealStyle.MASK, RevealBy.WHOLE, length_s=0.9),
    )
    tagline = TextLayer(
        mark="detail",
        text=words_.detail,
        colour="muted",
        size=float(Type.LEAD),
        max_lines=3,
        leading=1.3,
        align=Align.CENTER,
        reveal=words(at(1.1)),
    )
    has_mark = bool(words_.pictures or name.strip())
    root = GroupLayer(
        justify=Align.CENTER,
        align=Align.CENTER,
        gap=float(Space.WIDE),
        children=(
            *((mark,) if has_mark else ()),
            GroupLayer(gap=float(Space.TIGHT), align=Align.CENTER, children=(wordmark, tagline)),
        ),
    )
    return document(words_, brand, root)


def _brought(picture: str) -> PictureLayer:
    return PictureLayer(
        mark="logo",
        picture=picture,
        is_covering=False,
        width=_LOGO_HEIGHT * 2,
        height=_LOGO_HEIGHT,
        motions=landing(at(0.1), 1.1),
    )


def _initial(name: str) -> AnyLayer:
    """A ring draws itself, fills, and the letter comes up inside."""
    letter = TextLayer(
        text=next((char for char in name if char.isalnum()), "").upper(),
        colour="on-accent",
        font=FontRole.DISPLAY,
        weight=700,
        size=120.0,
        max_lines=1,
        leading=1.0,
        reveal=words(at(0.6), RevealStyle.MASK, RevealBy.WHOLE, length_s=0.7),
    )
    ring = ShapeLayer(
        form=Form.ARC,
        fill=None,
        stroke="accent",
        stroke_width=10.0,
        width=_SIDE,
        height=_SIDE,
        motions=(drawing(at(0.0), 0.9, Ease.IN_OUT),),
    )
    disc = GroupLayer(
        fill="accent",
        width=_SIDE,
        height=_SIDE,
        radius=_SIDE / 2,
        align=Align.CENTER,
        justify=Align.CENTER,
        children=(letter,),
        motions=(
            fading(at(0.5), 0.15),
            motion(Property.SCALE, at(0.5), 0.8, (0.0, 1.0), Ease.SPRING),
        ),
    )
    return GroupLayer(
        mark="logo",
        flow=Flow.STACK,
        align=Align.CENTER,
        justify=Align.CENTER,
        padding=8.0,
        children=(ring, disc),
    )


LOGO = Template("logo", "Logo reveal", frozenset({"headline", "detail", "pictures"}), _make)
