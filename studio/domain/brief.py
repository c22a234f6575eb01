"""What the user brought."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from studio.domain.documents import Document
from studio.domain.ids import AssetId


class BriefKind(StrEnum):
    """An idea asks for a film about something; a text is told as it stands."""

    IDEA = "idea"
    TEXT = "text"
    MARKDOWN = "markdown"


class Brief(Document):
    """The idea or the text, what is asked of the film, and the pictures to use, in order.

    `length_s` is the wished length in seconds; None leaves it to the text.
    """

    name = "Brief"

    kind: BriefKind = BriefKind.IDEA
    title: str = Field(default="", max_length=200)
    text: str = ""
    length_s: float | None = Field(default=None, gt=0, le=3600)
    mood: str = ""
    audience: str = ""
    pictures: tuple[AssetId, ...] = ()
