"""The second picture seen through a shape that opens over the first, with a soft edge.

A shape is a signed distance to its edge. Tiles that no edge can touch are copied, so that only
the edge itself costs anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

from studio.compose.layers.layer import Frame

Grid = npt.NDArray[np.float32]
Distance = Callable[[Grid, Grid], Grid]
"""Pixels from the edge, positive where the second picture shows, for columns x (1, w) and rows
y (h, 1), measured at their middles: shape (h, w). It changes by at most one a pixel."""

_TILE = 32
_HALF_DIAGONAL = _TILE / 2**0.5


def reveal(a: Frame, b: Frame, distance: Distance, feather: float, out: Frame) -> None:
    """Draw `b` where `distance` is positive and `a` where not, mixed over `feather` pixels."""
    for rows, columns, side in _runs(out, distance, feather / 2 + _HALF_DIAGONAL):
        part = (rows, columns)
        if side:
            np.copyto(out[part], b[part] if side > 0 else a[part])
            continue
        share = distance(_middles(columns)[None], _middles(rows)[:, None])
        share *= np.float32(1 / feather)
        share += np.float32(0.5)
        np.clip(share, 0, 1, out=share)
        share *= share * (3 - 2 * share)
        cv2.blendLinear(a[part], b[part], 1 - share, share, dst=out[part])


def _runs(out: Frame, distance: Distance, reach: float) -> Iterator[tuple[slice, slice, int]]:
    """Rows and columns, with 1 for all of the second picture, -1 for none of it, 0 for both."""
    height, width = out.shape[:2]
    across = np.arange(_TILE / 2, width + _TILE / 2, _TILE, dtype=np.float32)[None]
    down = np.arange(_TILE / 2, height + _TILE / 2, _TILE, dtype=np.float32)[:, None]
    far = np.broadcast_to(distance(across, down), (down.size, across.size))
    for n, sides in enumerate((far > reach).astype(int) - (far < -reach)):
        rows = slice(n * _TILE, min(height, (n + 1) * _TILE))
        turns = np.flatnonzero(np.diff(sides)) + 1
        for start, end in pairwise([0, *turns.tolist(), sides.size]):
            yield rows, slice(start * _TILE, min(width, end * _TILE)), int(sides[start])


def _middles(span: slice) -> Grid:
    return np.arange(span.start, span.stop, dtype=np.float32) + np.float32(0.5)
