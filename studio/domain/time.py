"""Time is a type: whole frames and a rate. Seconds exist only at the edges."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Self

from pydantic import Field, model_validator

from studio.domain.documents import Value


class FrameRate(Value):
    """Frames a second as an exact fraction, such as 30/1 or 30000/1001."""

    numerator: int = Field(default=30, ge=1, le=240_000)
    denominator: int = Field(default=1, ge=1, le=1001)

    @property
    def title(self) -> str:
        """What people call it: "30", or "29.97" for 30000/1001."""
        return f"{float(self.fraction):.3f}".rstrip("0").rstrip(".")

    @property
    def fraction(self) -> Fraction:
        """The rate in frames a second."""
        return Fraction(self.numerator, self.denominator)

    def frames(self, seconds: float) -> int:
        """The nearest whole number of frames to `seconds`."""
        return round(Fraction(seconds) * self.fraction)

    def frames_covering(self, seconds: float) -> int:
        """The least whole number of frames that lasts at least `seconds`."""
        exact = Fraction(seconds).limit_denominator(1_000_000) * self.fraction
        return math.ceil(exact)

    def seconds(self, frames: int) -> float:
        """How long `frames` last."""
        return frames * self.denominator / self.numerator

    def rescale(self, frames: int, to: FrameRate) -> int:
        """`frames` of this rate as the nearest whole number of frames of another."""
        return round(Fraction(frames) / self.fraction * to.fraction)


RATES = {
    rate.title: rate
    for rate in (
        FrameRate(numerator=24_000, denominator=1001),
        FrameRate(numerator=24),
        FrameRate(numerator=25),
        FrameRate(numerator=30_000, denominator=1001),
        FrameRate(numerator=30),
        FrameRate(numerator=60),
    )
}
"""The rates films are made at, by title. The fractional two are the NTSC ones of SMPTE ST 12-1."""


class TimeRange(Value):
    """Half-open: from `start` up to, not including, `start + length`, in frames."""

    start: int = 0
    length: int = Field(ge=0)

    @model_validator(mode="after")
    def _starts_at_or_after_zero(self) -> Self:
        if self.start < 0:
            raise ValueError("a range cannot start before frame 0")
        return self

    @property
    def end(self) -> int:
        """The first frame after the range."""
        return self.start + self.length

    def shifted(self, by: int) -> TimeRange:
        """The same length, `by` frames later."""
        return TimeRange(start=self.start + by, length=self.length)

    def within(self, other: TimeRange) -> TimeRange | None:
        """The part of this range inside `other`, or None where they do not meet."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return TimeRange(start=start, length=end - start) if end > start else None
