"""From a scene's graphic to the motion document that shows it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from studio.domain.brand import Brand
from studio.domain.format import Aspect
from studio.domain.ids import AssetId
from studio.domain.scene import Graphic
from studio.graphics.cues import cued
from studio.graphics.documents import Backdrop, MotionDocument
from studio.graphics.templates import template_named

_CHOSEN = frozenset(set(Backdrop) - {Backdrop.NONE, Backdrop.SCRIM})


def design(
    graphic: Graphic, brand: Brand, aspect: Aspect, spoken: Sequence[str] = ()
) -> MotionDocument:
    """The document of `graphic`; what its words list comes in as the `spoken` words name it.

    A backdrop that nobody has is left to the template. A document of the graphic's own is
    drawn as it is, in the colours and fonts of `brand`.

    Raises UnreadableDocument, NewerDocument.
    """
    if graphic.document is not None:
        own = MotionDocument.from_document(graphic.document)
        return cued(own.model_copy(update={"brand": brand}), spoken)
    made = template_named(graphic.template)(graphic.words, brand, aspect)
    if made.backdrop in _CHOSEN and graphic.backdrop in _CHOSEN:
        made = made.model_copy(update={"backdrop": Backdrop(graphic.backdrop)})
    return cued(made, spoken)


def with_pictures(graphic: Graphic, there: Collection[AssetId]) -> Graphic:
    """`graphic` without the pictures that are not `there`: a template draws one instead."""
    kept = tuple(name for name in graphic.words.pictures if name in there)
    if kept == graphic.words.pictures:
        return graphic
    words = graphic.words.model_copy(update={"pictures": kept})
    return graphic.model_copy(update={"words": words})
