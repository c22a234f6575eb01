"""The words of charts: what a value is called, and how it is written."""

from __future__ import annotations

from studio.graphics.choreography import later, words
from studio.graphics.layers import Datum, TextLayer
from studio.graphics.lines import Align
from studio.graphics.motions import Moment, RevealBy, RevealStyle
from studio.graphics.scales import Type


def said(datum: Datum) -> str:
    """A value as it is written."""
    if datum.said:
        return datum.said
    whole = round(datum.value)
    if abs(datum.value - whole) < 1e-9:
        return f"{whole:,}"
    return f"{datum.value:,.2f}".rstrip("0")


def label(text: str, begin: Moment, align: Align = Align.START, grow: float = 0.0) -> TextLayer:
    """What a value is called."""
    return TextLayer(
        mark="label",
        text=text,
        colour="muted",
        weight=500,
        size=float(Type.LABEL),
        max_lines=2,
        leading=1.15,
        grow=grow,
        align=align,
        reveal=words(begin, RevealStyle.FADE, RevealBy.WHOLE, length_s=0.5),
    )


def value(datum: Datum, begin: Moment, size: Type, align: Align = Align.START) -> TextLayer:
    """The value itself, a moment after its mark has begun."""
    return TextLayer(
        mark="value",
        text=said(datum),
        weight=700,
        size=float(size),
        max_lines=1,
        align=align,
        reveal=words(later(begin, 0.15), RevealStyle.RISE, RevealBy.WHOLE, length_s=0.6),
    )
