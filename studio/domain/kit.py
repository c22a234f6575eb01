"""A brand kit: all that makes a firm's films look and sound like its own, for any project."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import Field

from studio.domain.brand import Brand
from studio.domain.documents import Document, Value
from studio.domain.ids import AssetId
from studio.domain.look import Cards, Corner, Watermark
from studio.domain.project import Captions, Project, Voice

MAX_LOGO = 1_500_000


class Mark(Value):
    """Where the logo stands over the whole film, and how (see `look.Watermark`)."""

    corner: Corner = Corner.TOP_RIGHT
    size: float = Field(default=0.14, ge=0.03, le=0.5)
    opacity: float = Field(default=0.8, ge=0.05, le=1)


class Kit(Document):
    """A named brand. `logo` is a picture as base64, so that a kit is whole in one file.

    `source` says where it came from: a web address, a picture, or nothing for one's own hand.
    """

    name: ClassVar[str] = "Kit"

    title: str = Field(min_length=1, max_length=120)
    brand: Brand = Brand()
    logo: str = Field(default="", max_length=MAX_LOGO)
    voice: Voice = Voice()
    mood: str = Field(default="", max_length=40)
    captions: Captions = Captions.WORDS
    mark: Mark | None = None
    cards: Cards = Cards()
    source: str = Field(default="", max_length=2000)


def kit_of(project: Project, title: str, logo: str = "", source: str = "") -> Kit:
    """The kit that a project wears; `logo` is its picture as base64."""
    mark = project.watermark
    return Kit(
        title=title,
        brand=project.brand.model_copy(update={"logo": None}),
        logo=logo,
        voice=project.voice,
        mood=project.score.mood,
        captions=project.captions,
        mark=Mark(corner=mark.corner, size=mark.size, opacity=mark.opacity) if mark else None,
        cards=project.cards.model_copy(update={"logo": None}),
        source=source,
    )


def worn(kit: Kit, project: Project, logo: AssetId | None) -> dict[str, Any]:
    """The fields of `project` when it wears `kit`; `logo` is the kit's, brought into it."""
    mark = kit.mark
    shown = Watermark(picture=logo, **dict(mark)) if mark and logo else None
    score = project.score.model_copy(update={"mood": kit.mood}) if kit.mood else project.score
    return {
        "brand": kit.brand.model_copy(update={"logo": logo}),
        "voice": kit.voice,
        "score": score,
        "captions": kit.captions,
        "watermark": shown,
        "cards": kit.cards.model_copy(update={"logo": logo}),
    }
