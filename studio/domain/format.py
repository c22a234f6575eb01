"""The shape of a film: aspect, rate, and how carefully it is rendered."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from studio.domain.documents import Value
from studio.domain.time import FrameRate


class Aspect(StrEnum):
    """Width to height."""

    WIDE = "16:9"
    TALL = "9:16"
    SQUARE = "1:1"
    PORTRAIT = "4:5"

    @property
    def ratio(self) -> float:
        """Width divided by height."""
        width, height = self.value.split(":")
        return int(width) / int(height)


class Size(Value):
    """Pixels, both even."""

    width: int = Field(ge=2, le=8192, multiple_of=2)
    height: int = Field(ge=2, le=8192, multiple_of=2)


class Quality(StrEnum):
    """How large and how carefully a film is made. Draft is a preset, not another path."""

    DRAFT = "draft"
    STANDARD = "standard"
    HIGH = "high"
    ULTRA = "ultra"

    @property
    def short_side(self) -> int:
        """Pixels on the shorter side of the picture."""
        return {"draft": 540, "standard": 1080, "high": 1080, "ultra": 2160}[self.value]


class Format(Value):
    """Aspect and rate of a project."""

    aspect: Aspect = Aspect.WIDE
    rate: FrameRate = FrameRate()

    def size(self, quality: Quality) -> Size:
        """The picture size at `quality`, rounded to even pixels."""
        short = quality.short_side
        ratio = self.aspect.ratio
        width = short * ratio if ratio >= 1 else short
        height = short if ratio >= 1 else short / ratio
        return Size(width=2 * round(width / 2), height=2 * round(height / 2))
