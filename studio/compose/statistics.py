"""What was seen in a segment's frames, kept beside it so that no film is decoded to check it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from pydantic import Field

from studio.domain.documents import Document, Value
from studio.domain.time import TimeRange

if TYPE_CHECKING:
    from studio.compose.layers.layer import Remarks
    from studio.compose.planes import Plane

BLACK = 21.0
"""Mean luma, from 16 for black to 235 for white, below which a frame counts as black."""

_SAMPLES = 34
"""Along the shorter side."""


class FrameSample(Value):
    """A frame that may stand for the segment: its place, mean luma and contrast."""

    frame: int = Field(ge=0)
    brightness: float
    contrast: float


class SegmentStatistics(Document):
    """`size` is the file's bytes; ranges are in frames of the segment.

    `frozen` holds the spans without any change in a segment that was to move; `delay` is by
    how many frames the encoder's order runs ahead of the order shown. `missing` holds the
    characters that no font has, `small` the texts that fitted only too small to read well.
    """

    name = "SegmentStatistics"

    size: int = Field(ge=0)
    frames: int = Field(ge=0)
    delay: int = Field(default=0, ge=0)
    black: tuple[TimeRange, ...] = ()
    frozen: tuple[TimeRange, ...] = ()
    best: FrameSample = FrameSample(frame=0, brightness=0.0, contrast=0.0)
    missing: tuple[str, ...] = ()
    small: tuple[str, ...] = ()


class Watch:
    """Looks at about two thousand pixels of each frame, evenly spread."""

    def __init__(self, *, has_motion: bool) -> None:
        self._has_motion = has_motion
        self._last: npt.NDArray[np.uint8] | None = None
        self._is_black: list[bool] = []
        self._is_frozen: list[bool] = []
        self._best = FrameSample(frame=0, brightness=0.0, contrast=-1.0)

    def see(self, luma: Plane) -> None:
        """Look at the brightness of the next frame, shape (height, width), 16 to 235."""
        step = max(1, min(luma.shape) // _SAMPLES)
        sample = luma[step // 2 :: step, step // 2 :: step].copy()
        mean, spread = _moments(sample)
        is_same = self._last is not None and bool(np.array_equal(sample, self._last))
        if spread > self._best.contrast * 1.1:
            n = len(self._is_black)
            self._best = FrameSample(frame=n, brightness=round(mean, 3), contrast=round(spread, 3))
        self._is_black.append(mean < BLACK)
        self._is_frozen.append(is_same and self._has_motion)
        self._last = sample

    def again(self) -> None:
        """The last frame was shown once more."""
        self._is_black.append(self._is_black[-1])
        self._is_frozen.append(self._has_motion)

    def statistics(self, size: int, delay: int, remarks: Remarks) -> SegmentStatistics:
        """What was seen, for a file of `size` bytes, the encoder's `delay` and the layers'
        `remarks`.
        """
        return SegmentStatistics(
            size=size,
            frames=len(self._is_black),
            delay=delay,
            black=spans(self._is_black),
            frozen=spans(self._is_frozen),
            best=self._best,
            missing=remarks.missing,
            small=remarks.small,
        )


def spans(flags: list[bool]) -> tuple[TimeRange, ...]:
    """The runs of True, as ranges of places."""
    edges = np.flatnonzero(np.diff([0, *map(int, flags), 0]))
    return tuple(
        TimeRange(start=int(start), length=int(end - start))
        for start, end in zip(edges[::2], edges[1::2], strict=True)
    )


def _moments(sample: npt.NDArray[np.uint8]) -> tuple[float, float]:
    """Mean and standard deviation, in whole numbers: a tenth of numpy's own time for so few."""
    values = sample.ravel().astype(np.int64)
    mean = int(values.sum()) / values.size
    return mean, max(0.0, int(values @ values) / values.size - mean * mean) ** 0.5
