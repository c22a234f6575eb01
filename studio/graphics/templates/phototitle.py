"""A photograph and a title side by side."""

from __future__ import annotations

from studio.domain.brand import Brand
from studio.domain.format import Aspect
from studio.domain.scene import Words
from studio.graphics.documents import MotionDocument
from studio.graphics.scales import Type
from studio.graphics.templates.art import START, shown
from studio.graphics.templates.parts import QUIET, beside, document, heading
from studio.graphics.templates.template import Template

_HEIGHTS = {Aspect.WIDE: 700.0, Aspect.SQUARE: 420.0, Aspect.PORTRAIT: 560.0, Aspect.TALL: 680.0}


def _make(words: Words, brand: Brand, aspect: Aspect) -> MotionDocument:
    photo = shown(words.pictures, 0, _HEIGHTS[aspect], START)
    text = heading(words, aspect, Type.TITLE, lines=5, begin=0.4)
    return document(words, brand, beside(text, photo, aspect, share=0.44), QUIET)


PHOTO_TITLE = Template(
    "photo-title", "Photo with title", frozenset({"headline", "detail", "pictures"}), _make
)
