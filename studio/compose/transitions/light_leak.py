"""Warm light falls into the camera, and the next scene is there when it has gone."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from studio.compose.layers.layer import Frame
from studio.compose.transitions.ends import is_at_end, smooth
from studio.compose.transitions.reveal import Grid
from studio.compose.transitions.strips import strip_of, strips
from studio.graphics.easing import Ease

_LONG = 64
"""Points along the longer side that the light is worked out at: it has no edges."""
_SPAN = (0.3, 0.7)
"""Between these the pictures are mixed, under the brightest light."""
_DIMMED = 0.35
"""How much darker the pictures are under the brightest light, so that they are not burnt out."""


@dataclass(frozen=True)
class _Flare:
    """A soft patch of light: where it starts, where it ends, how large and how bright it is.

    Places and sizes are shares of the frame's sides.
    """

    start: tuple[float, float]
    end: tuple[float, float]
    size: tuple[float, float]
    light: float
    peak: float


_FLARES = (
    _Flare((1.25, 0.1), (0.55, 0.3), (0.42, 0.75), 1.0, 0.42),
    _Flare((1.1, 0.95), (0.2, 0.75), (0.55, 0.42), 0.9, 0.52),
    _Flare((0.85, -0.2), (-0.1, 0.1), (0.4, 0.6), 0.85, 0.6),
    _Flare((1.3, 0.5), (-0.2, 0.55), (0.3, 1.2), 0.8, 0.5),
    _Flare((0.5, 1.2), (0.0, 0.9), (0.6, 0.35), 0.55, 0.56),
)
_WARMTH = ((0.3, 3.4), (0.68, 1.75), (1.0, 0.8))
"""Strength and gamma of blue, green and red: dim light is red, bright light a pale gold."""


@dataclass(frozen=True)
class LightLeak:
    """Patches of orange light drift over the picture as over film in a leaking camera."""

    title: str = "Light leak"
    seconds: float = 1.0
    easing: Ease = Ease.LINEAR

    def __call__(self, a: Frame, b: Frame, progress: float, out: Frame) -> None:
        """Draw."""
        if is_at_end(a, b, progress, out):
            return
        _enlarge(_light(progress, out.shape[1] / out.shape[0]), out)
        mixed = smooth((progress - _SPAN[0]) / (_SPAN[1] - _SPAN[0]))
        kept = 1 - _DIMMED * math.sin(math.pi * progress) ** 2
        if mixed in (0, 1):
            cv2.addWeighted(b if mixed else a, kept, out, 1.0, 0, dst=out)
            return
        memory = strip_of(out)
        for rows in strips(out):
            both = memory[: rows.stop - rows.start]
            cv2.addWeighted(a[rows], kept * (1 - mixed), b[rows], kept * mixed, 0, dst=both)
            cv2.add(both, out[rows], dst=out[rows])


def _light(progress: float, ratio: float) -> Frame:
    """The light alone, small: shape (h, w, 4), its longer side `_LONG`."""
    width, height = (_LONG, round(_LONG / ratio)) if ratio > 1 else (round(_LONG * ratio), _LONG)
    x: Grid = ((np.arange(width, dtype=np.float32) + np.float32(0.5)) / np.float32(width))[None]
    y: Grid = ((np.arange(height, dtype=np.float32) + np.float32(0.5)) / np.float32(height))[
        :, None
    ]
    total = np.zeros((height, width), np.float32)
    for flare in _FLARES:
        total += _patch(flare, progress, x, y)
    # As film does it: twice the light is not twice as bright, and nothing has a hard edge.
    lit = 1 - np.exp(-total * _unrest(x, y, progress))
    colours = [255 * strength * lit**gamma for strength, gamma in _WARMTH]
    return np.stack([*colours, np.full_like(lit, 255)], axis=2).round().astype(np.uint8)


def _patch(flare: _Flare, progress: float, x: Grid, y: Grid) -> Grid:
    across, down = (
        start + (end - start) * progress for start, end in zip(flare.start, flare.end, strict=True)
    )
    flash = math.exp(-(((progress - flare.peak) / 0.2) ** 2)) * math.sin(math.pi * progress)
    wide, high = flare.size
    away = ((x - across) / wide) ** 2 + ((y - down) / high) ** 2
    return np.float32(1.7 * flare.light * flash) * np.exp(-2.2 * away)


def _unrest(x: Grid, y: Grid, progress: float) -> Grid:
    """Slow waves at odd angles, about 1: light through folds and dust."""
    drift = np.float32(2.2 * progress)
    folds = np.sin(5.1 * x + 2.3 * y + drift) * np.sin(1.7 * x - 4.3 * y + 1.3 - drift)
    streaks = np.sin(9.2 * x - 3.1 * y + 2.0 * np.sin(3.1 * y) - 2 * drift)
    unrest: Grid = np.float32(1) + np.float32(0.22) * folds + np.float32(0.1) * streaks
    return unrest


def _enlarge(light: Frame, out: Frame) -> None:
    """In two steps: cubic first, so that no grid of points shows, then linear."""
    height, width = out.shape[:2]
    middle = (min(width, 6 * light.shape[1]), min(height, 6 * light.shape[0]))
    cv2.resize(
        cv2.resize(light, middle, interpolation=cv2.INTER_CUBIC),
        (width, height),
        dst=out,
        interpolation=cv2.INTER_LINEAR,
    )
