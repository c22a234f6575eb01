"""What a website says and shows, each thing with the place it was found at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, ClassVar

from pydantic import Field

from studio.domain.brand import Colour, Palette
from studio.domain.documents import Document, Value
from studio.domain.ids import AssetId

YOU = "you"
"""The `place` of what a person put in or corrected."""


class Found(Value):
    """A text, the address of the page it stands on, and where there (a CSS selector)."""

    text: str = Field(default="", max_length=2000)
    url: str = Field(default="", max_length=2000)
    place: str = Field(default="", max_length=400)


class Section(Found):
    """A heading (`text`) and the sentences below it, up to the next heading."""

    sentences: tuple[str, ...] = Field(default=(), max_length=60)


class Feature(Found):
    """Something the firm offers (`text`), what is said of it, and the heading it stands below."""

    detail: str = Field(default="", max_length=600)
    group: str = Field(default="", max_length=200)


class Figure(Found):
    """A number as it is written ("11,400", "72%"), what it counts, and its sentence (`text`)."""

    number: str = Field(max_length=40)
    label: str = Field(default="", max_length=160)
    is_shown: bool = False


class Saying(Found):
    """What somebody said (`text`), and who."""

    source: str = Field(default="", max_length=120)


class Call(Found):
    """What a visitor is asked to do (`text`), the address it leads to, the offer beside it."""

    address: str = Field(default="", max_length=2000)
    offer: str = Field(default="", max_length=300)
    detail: str = Field(default="", max_length=300)


class SitePicture(Found):
    """A picture: what it shows (`text`), its address, its pixels, and its asset once kept."""

    address: str = Field(default="", max_length=2000)
    width: int = Field(default=0, ge=0)
    height: int = Field(default=0, ge=0)
    asset: AssetId | None = None


class SiteColour(Value):
    """A colour and what it is used for ("page", "words", "button", "heading" …)."""

    use: str = Field(max_length=40)
    colour: Colour
    place: str = Field(default="", max_length=400)


class SiteStyle(Value):
    """How a site looks: colours by use, a palette made of them, fonts, roundness in pixels."""

    colours: tuple[SiteColour, ...] = Field(default=(), max_length=40)
    palette: Palette = Palette()
    text_font: str = Field(default="", max_length=120)
    display_font: str = Field(default="", max_length=120)
    radius_px: float = Field(default=0.0, ge=0, le=10_000)


class Findings(Document):
    """All that was found at `url`. An empty `text` means: the page does not say.

    `numbers` are all that stand on the page, as digits; a film of the site uses no others.
    `remarks` say what could not be read, for people. With `awaits_screenshot` a browser was
    still at work on it when this was kept.
    """

    name: ClassVar[str] = "Findings"

    url: str = Field(max_length=2000)
    read_at: datetime
    language: str = Field(default="", max_length=20)
    title: Found = Found()
    promise: Found = Found()
    description: Found = Found()
    sections: tuple[Section, ...] = Field(default=(), max_length=60)
    features: tuple[Feature, ...] = Field(default=(), max_length=24)
    steps: tuple[Feature, ...] = Field(default=(), max_length=12)
    figures: tuple[Figure, ...] = Field(default=(), max_length=40)
    sayings: tuple[Saying, ...] = Field(default=(), max_length=12)
    prices: tuple[Figure, ...] = Field(default=(), max_length=24)
    call: Call = Call()
    logo: SitePicture = SitePicture()
    pictures: tuple[SitePicture, ...] = Field(default=(), max_length=12)
    screenshot: SitePicture = SitePicture()
    style: SiteStyle = SiteStyle()
    tone: str = Field(default="", max_length=40)
    numbers: tuple[str, ...] = Field(default=(), max_length=1000)
    is_rendered: bool = False
    awaits_screenshot: bool = False
    remarks: tuple[str, ...] = Field(default=(), max_length=20)

    @property
    def found(self) -> tuple[Found, ...]:
        """Everything the site says, in the order of this document."""
        return tuple(_found_in(dict(self)))


def _found_in(value: Any) -> Iterator[Found]:
    if isinstance(value, Found):
        if value.text:
            yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _found_in(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from _found_in(part)
