"""Land that nobody has seen: a summit among hills, as the lines of equal height on a map."""

from __future__ import annotations

import cv2
import numpy as np

from studio.graphics.backdrops.field import glow, noise

_SIDE = 160
_LEVELS = 9
_SHORTEST = 9


def level_lines(seed: int) -> tuple[str, ...]:
    """SVG paths in a box of 100 × 100, the lowest level first; the middle is a summit."""
    random = np.random.default_rng(seed)
    shape = (_SIDE, _SIDE)
    land = 0.55 * noise(random, shape, 2.6) + 0.75 * glow(shape, 0.5, 0.5, 0.34)
    levels = np.linspace(0.2, 1.05, _LEVELS)
    return tuple(path for level in levels if (path := _line((land > level).astype(np.uint8))))


def _line(above: np.ndarray) -> str:
    padded = cv2.copyMakeBorder(above, 3, 3, 3, 3, cv2.BORDER_REPLICATE)
    found, _ = cv2.findContours(padded, cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
    return " ".join(_smooth(line[:, 0, :]) for line in found if len(line) > _SHORTEST * 3)


def _smooth(points: np.ndarray) -> str:
    """A closed curve through every few points of an outline, by quadratic splines."""
    blurred = cv2.blur(np.concatenate([points, points, points]).astype(np.float32), (1, 9))[
        len(points) : 2 * len(points)
    ]
    knots = (blurred[::4] - 3) * (100.0 / (_SIDE - 1))
    middles = (knots + np.roll(knots, -1, axis=0)) / 2
    start = middles[-1]
    curves = " ".join(
        f"Q{k[0]:.1f} {k[1]:.1f} {m[0]:.1f} {m[1]:.1f}" for k, m in zip(knots, middles, strict=True)
    )
    return f"M{start[0]:.1f} {start[1]:.1f} {curves}Z"
