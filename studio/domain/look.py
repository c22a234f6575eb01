"""What lies over all pictures of a film: its grade, its watermark, its opening and closing."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from studio.domain.documents import Value
from studio.domain.ids import AssetId

NATURAL = "natural"


class Grade(Value):
    """The colours of a film or a scene, with grain and darker corners, below words and captions.

    `name` is one of `compose.looks.LOOKS`; `table`, a .cube file the person brought, takes its
    place. `strength` mixes either with the picture as it is. All numbers go from 0 to 1.
    """

    name: str = Field(default=NATURAL, max_length=40)
    table: AssetId | None = None
    strength: float = Field(default=1.0, ge=0, le=1)
    grain: float = Field(default=0.0, ge=0, le=1)
    vignette: float = Field(default=0.0, ge=0, le=1)

    @property
    def has_colours(self) -> bool:
        """False when it leaves colours as they are."""
        return (self.table is not None or self.name != NATURAL) and self.strength > 0


PLAIN = Grade()
"""Leaves everything as it is."""


class Corner(StrEnum):
    """Where a watermark stands."""

    TOP_LEFT = "top-left"
    TOP_RIGHT = "top-right"
    BOTTOM_LEFT = "bottom-left"
    BOTTOM_RIGHT = "bottom-right"


class Watermark(Value):
    """A logo over the whole film, within its title-safe area.

    `size` is its longer side as a share of the frame's shorter one; `opacity` goes to 1.
    """

    picture: AssetId
    corner: Corner = Corner.TOP_RIGHT
    size: float = Field(default=0.14, ge=0.03, le=0.5)
    opacity: float = Field(default=0.8, ge=0.05, le=1)


class Cards(Value):
    """Designed scenes before and after the plan's own: the title, and the name of the brand.

    They are no scenes of the plan and need no greenlight. `logo` stands on both instead of the
    brand's name where there is one.
    """

    is_opened: bool = False
    is_closed: bool = False
    seconds: float = Field(default=2.5, ge=1, le=10)
    closing: str = Field(default="", max_length=200)
    logo: AssetId | None = None
