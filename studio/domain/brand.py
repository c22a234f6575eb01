"""Colours and fonts of a project."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from studio.domain.documents import Value

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]


class Palette(Value):
    """Colours by role, as #RRGGBB. `ink` is read on `ground`; `accent` draws the eye."""

    ground: Colour = "#0E1B2A"
    surface: Colour = "#17293D"
    ink: Colour = "#F4F7FB"
    muted: Colour = "#A9B8CA"
    accent: Colour = "#F2B134"


class Brand(Value):
    """How a project looks. Fonts are family names; unknown ones fall back to the shipped."""

    name: str = Field(default="", max_length=120)
    palette: Palette = Palette()
    text_font: str = "Inter"
    display_font: str = "Space Grotesk"
