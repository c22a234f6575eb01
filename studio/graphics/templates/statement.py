"""One sentence, word by word, its strongest word in the accent."""

from __future__ import annotations

from studio.domain.brand import Brand
from studio.domain.format import Aspect
from studio.domain.scene import Words
from studio.graphics.choreography import at
from studio.graphics.documents import (
    GroupLayer,
    MotionDocument,
    Reveal,
    RevealBy,
    RevealStyle,
)
from studio.graphics.lines import Align
from studio.graphics.templates.parts import (
    QUIET,
    detail,
    document,
    headline,
    strongest,
)
from studio.graphics.templates.template import Template


def _make(words: Words, brand: Brand, aspect: Aspect) -> MotionDocument:
    text = words.headline or words.quotation or words.detail
    size = 134 if aspect is Aspect.WIDE else 116
    sentence = headline(text, size, 0.05, Align.CENTER, lines=5).model_copy(
        update={
            "highlights": strongest(text),
            "leading": 1.12,
            "reveal": Reveal(
                style=RevealStyle.RISE, by=RevealBy.WORD, at=at(0.05), each_s=0.075, length_s=0.8
            ),
        }
    )
    explained = "" if text == words.detail else words.detail
    root = GroupLayer(
        justify=Align.CENTER,
        align=Align.CENTER,
        gap=44.0,
        children=(
            sentence,
            GroupLayer(
                share=0.8, align=Align.CENTER, children=(detail(explained, 0.7, 42, Align.CENTER),)
            ),
        ),
    )
    return document(words, brand, root, QUIET)


STATEMENT = Template("statement", "Statement", frozenset({"headline", "detail"}), _make)
