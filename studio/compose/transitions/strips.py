"""Frames in strips of rows that stay in a core's second cache while they are worked on."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from studio.compose.layers.layer import Frame

_STRIP_BYTES = 200_000


def strips(frame: Frame) -> Iterator[slice]:
    """The frame's rows, some at a time."""
    height, step = frame.shape[0], _rows(frame)
    yield from (slice(top, min(top + step, height)) for top in range(0, height, step))


def strip_of(frame: Frame) -> Frame:
    """Memory for the highest of the frame's strips, not cleared."""
    return np.empty((_rows(frame), *frame.shape[1:]), np.uint8)


def _rows(frame: Frame) -> int:
    return int(max(1, min(frame.shape[0], _STRIP_BYTES // (4 * frame.shape[1]))))
