"""What somebody says of it, on a card, with their face or initials, name and stars."""

from __future__ import annotations

import re

from studio.domain.brand import Brand
from studio.domain.format import Aspect
from studio.domain.scene import Words
from studio.graphics.choreography import at, fading, landing, later, lifting, words
from studio.graphics.documents import (
    AnyLayer,
    Flow,
    FontRole,
    GroupLayer,
    MotionDocument,
    PathLayer,
    PictureLayer,
    RevealBy,
    TextLayer,
)
from studio.graphics.lines import Align
from studio.graphics.motions import Moment
from studio.graphics.scales import Space, Type
from studio.graphics.templates.parts import QUIET, document
from studio.graphics.templates.template import Template

_FACE = 116.0
_STARS = 5
_STAR = "M12 1.6 15.2 8.3 22.6 9.3 17.2 14.4 18.5 21.7 12 18.2 5.5 21.7 6.8 14.4 1.4 9.3 8.8 8.3Z"
_RATING = re.compile(r"^\s*(\d(?:[.,]\d)?)\s*(?:/|of|out of|von|★)?\s*(?:5|★)?\s*$")


def _make(words_: Words, brand: Brand, aspect: Aspect) -> MotionDocument:
    text = (words_.quotation or words_.headline or words_.detail).strip().strip('"“”„«»')
    said = TextLayer(
        mark="quotation",
        text=text,
        font=FontRole.DISPLAY,
        weight=500,
        size=84.0 if aspect is Aspect.WIDE else 70.0,
        max_lines=6 if aspect is Aspect.WIDE else 9,
        leading=1.2,
        tracking=-0.015,
        reveal=words(at(0.45), by=RevealBy.WORD, each_s=0.04),
    )
    card = GroupLayer(
        share=0.86 if aspect is Aspect.WIDE else 1.0,
        fill="surface",
        fill_opacity=0.92,
        stroke="line",
        radius=36.0,
        padding=float(Space.FAR if aspect is Aspect.WIDE else Space.WIDE),
        gap=float(Space.WIDE),
        has_shadow=True,
        children=(_stars(words_.number), said, _person(words_)),
        motions=lifting(at(0.05), 1.0, 70.0),
    )
    root = GroupLayer(justify=Align.CENTER, align=Align.CENTER, children=(card,))
    return document(words_, brand, root, QUIET)


def _stars(number: str) -> GroupLayer:
    """As many stars as the rating says; other words beside a number are left as they are."""
    match = _RATING.match(number)
    if match is None:
        return GroupLayer(children=(_small(number, at(0.3)),))
    count = min(_STARS, round(float(match[1].replace(",", "."))))
    stars: tuple[AnyLayer, ...] = tuple(
        PathLayer(
            path=_STAR,
            fill="accent" if n < count else "line",
            width=44.0,
            height=44.0,
            motions=landing(at(0.25 + 0.08 * n), 0.7, 0.2),
        )
        for n in range(_STARS)
    )
    return GroupLayer(
        flow=Flow.ROW,
        gap=float(Space.HAIR),
        align=Align.CENTER,
        children=(*stars, GroupLayer(width=8.0), _small(number, at(0.6))),
    )


def _small(text: str, begin: Moment) -> TextLayer:
    return TextLayer(
        mark="rating",
        text=text,
        colour="muted",
        weight=600,
        size=float(Type.LABEL),
        max_lines=2,
        motions=(fading(begin),),
    )


def _person(words_: Words) -> GroupLayer:
    name, _, role = words_.source.partition(",")
    if not name.strip():
        return GroupLayer()
    begin = at(0.75)
    named = GroupLayer(
        grow=1.0,
        gap=4.0,
        children=(
            _line(name, "source", "ink", 700, begin),
            _line(role, "role", "muted", 500, later(begin, 0.1)),
        ),
    )
    return GroupLayer(
        flow=Flow.ROW,
        share=1.0,
        gap=float(Space.NEAR),
        align=Align.CENTER,
        children=(_face(words_, name), named),
    )


def _line(text: str, mark: str, colour: str, weight: int, begin: Moment) -> TextLayer:
    return TextLayer(
        mark=mark,
        text=text.strip(),
        colour=colour,
        weight=weight,
        size=float(Type.LABEL) + 2,
        max_lines=2,
        reveal=words(begin, by=RevealBy.WHOLE),
    )


def _face(words_: Words, name: str) -> AnyLayer:
    if words_.pictures:
        return PictureLayer(
            picture=words_.pictures[0],
            width=_FACE,
            height=_FACE,
            radius=_FACE / 2,
            motions=landing(at(0.65)),
        )
    initials = "".join(part[0] for part in name.split()[:2]).upper()
    letters = TextLayer(
        text=initials,
        colour="on-accent",
        font=FontRole.DISPLAY,
        weight=700,
        size=46.0,
        max_lines=1,
        leading=1.0,
    )
    return GroupLayer(
        width=_FACE,
        height=_FACE,
        fill="accent",
        radius=_FACE / 2,
        align=Align.CENTER,
        justify=Align.CENTER,
        children=(letters,),
        motions=landing(at(0.65)),
    )


TESTIMONIAL = Template(
    "testimonial",
    "Testimonial",
    frozenset({"quotation", "source", "number", "pictures"}),
    _make,
)
