"""How a project looks: its colours, fonts, corners and logo."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from studio.domain.documents import Value
from studio.domain.ids import AssetId

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]


class Palette(Value):
    """Colours by role, as #RRGGBB. `ink` is read on `ground`; `accent` draws the eye.

    `glow` is how much of the accent's light lies on the ground of a backdrop, 0 for none.
    """

    ground: Colour = "#0E1B2A"
    surface: Colour = "#17293D"
    ink: Colour = "#F4F7FB"
    muted: Colour = "#A9B8CA"
    accent: Colour = "#F2B134"
    glow: float = Field(default=1.0, ge=0, le=1)


class Corners(StrEnum):
    """How panels, buttons and pictures end: at a point, a little rounded, or round."""

    SHARP = "sharp"
    SOFT = "soft"
    ROUND = "round"

    @property
    def factor(self) -> float:
        """What the radius of a design is taken times."""
        return {"sharp": 0.0, "soft": 1.0, "round": 2.2}[self.value]


class Brand(Value):
    """How a project looks. Fonts are family names; unknown ones fall back to the shipped.

    `logo` is one of the project's pictures, for scenes that show one.
    """

    name: str = Field(default="", max_length=120)
    palette: Palette = Palette()
    text_font: str = "Inter"
    display_font: str = "Space Grotesk"
    corners: Corners = Corners.SOFT
    logo: AssetId | None = None

    @property
    def drawn(self) -> Brand:
        """What of it is in every scene: a new name or logo changes none by itself."""
        return self.model_copy(update={"name": "", "logo": None})
