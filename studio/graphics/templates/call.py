"""A call to action: what to do, a button that is pressed, and where; the logo above."""

from __future__ import annotations

from studio.domain.brand import Brand
from studio.domain.format import Aspect
from studio.domain.scene import Words
from studio.graphics.choreography import at, drawing, fading, landing, words
from studio.graphics.documents import (
    Flow,
    FontRole,
    GroupLayer,
    IconLayer,
    Key,
    Motion,
    MotionDocument,
    PictureLayer,
    Property,
    RevealBy,
    RevealStyle,
    TextLayer,
)
from studio.graphics.easing import Ease
from studio.graphics.lines import Align
from studio.graphics.scales import Space, Type, sized
from studio.graphics.templates.parts import document, headline
from studio.graphics.templates.template import Template

_PRESSED_S = 1.75
_LOGO_HEIGHT = 120.0
_SIDE = GroupLayer(width=6.0, height=1.0)


def _make(words_: Words, brand: Brand, aspect: Aspect) -> MotionDocument:
    asked = headline(
        words_.headline or words_.quotation, sized(Type.DISPLAY, aspect), 0.1, Align.CENTER, lines=4
    )
    url = words_.url.removeprefix("https://").removeprefix("http://").rstrip("/")
    pressed = words_.detail.strip() or url
    address = TextLayer(
        mark="url",
        text="" if pressed == url else url,
        colour="muted",
        font=FontRole.MONO,
        weight=400,
        size=float(Type.LABEL),
        max_lines=2,
        align=Align.CENTER,
        reveal=words(at(1.0), RevealStyle.FADE, RevealBy.WHOLE),
    )
    logo = tuple(_logo(picture) for picture in words_.pictures[:1])
    button = (_button(pressed),) if pressed else ()
    root = GroupLayer(
        justify=Align.CENTER,
        align=Align.CENTER,
        gap=float(Space.WIDE),
        children=(*logo, asked, *button, address),
    )
    return document(words_, brand, root)


def _logo(picture: str) -> PictureLayer:
    return PictureLayer(
        mark="logo",
        picture=picture,
        is_covering=False,
        width=_LOGO_HEIGHT * 4,
        height=_LOGO_HEIGHT,
        motions=(fading(at(0.05), 0.6),),
    )


def _button(text: str) -> GroupLayer:
    said = TextLayer(
        mark="detail",
        text=text,
        colour="on-accent",
        weight=700,
        size=float(Type.LEAD),
        max_lines=3,
        align=Align.CENTER,
        motions=(fading(at(0.7), 0.3),),
    )
    arrow = IconLayer(
        icon="arrow-right",
        colour="on-accent",
        width=46.0,
        height=46.0,
        stroke_width=2.4,
        motions=(drawing(at(0.85), 0.6),),
    )
    inner = GroupLayer(
        flow=Flow.ROW,
        gap=float(Space.CLOSE),
        align=Align.CENTER,
        children=(
            GroupLayer(width=6.0, height=1.0),
            said,
            arrow,
            GroupLayer(width=6.0, height=1.0),
        ),
    )
    pill = GroupLayer(
        mark="button",
        fill="accent",
        radius=70.0,
        padding=34.0,
        has_shadow=True,
        children=(inner,),
        motions=landing(at(0.5), 0.9, 0.7),
    )
    return GroupLayer(children=(pill,), motions=(_press(),))


def _press() -> Motion:
    """Gives way under a finger, and springs back."""
    return Motion(
        property=Property.SCALE,
        keys=(
            Key(at=at(_PRESSED_S), value=1.0),
            Key(at=at(_PRESSED_S + 0.14), value=0.93, ease=Ease.OUT),
            Key(at=at(_PRESSED_S + 0.8), value=1.0, ease=Ease.SPRING),
        ),
    )


CALL_TO_ACTION = Template(
    "call-to-action", "Call to action", frozenset({"headline", "detail", "url", "pictures"}), _make
)
