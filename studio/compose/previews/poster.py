"""The one frame that says most, in the film's full size."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from studio.compose.preview_order import PreviewOrder
from studio.compose.previews.drawing import Shown, scenes, small

QUALITY = 92
_LOOK = 320 * 180
"""Pixels that are enough to compare frames by."""

_NEARLY = 0.7
"""The first scene with so much of the highest contrast wins: films begin with what they are."""


def poster(order: PreviewOrder, target: Path) -> None:
    """Write the most telling frame without captions: PNG by its ending, else JPEG.

    Raises MediaMissing, UnreadableInput, OSError.
    """
    best = _best(order)
    shown = next(each for each in scenes(order, order.look.size) if each.scene == best)
    image = Image.fromarray(np.ascontiguousarray(shown.frame[..., 2::-1]))
    if target.suffix.lower() == ".png":
        image.save(target, format="PNG", optimize=True)
    else:
        image.save(target, format="JPEG", quality=QUALITY, optimize=True, subsampling=0)


def _best(order: PreviewOrder) -> int:
    """The number of the scene that tells most."""
    seen = [(each.scene, _contrast(each)) for each in scenes(order, small(order.look.size, _LOOK))]
    richest = max(contrast for _, contrast in seen)
    return next(scene for scene, contrast in seen if contrast >= _NEARLY * richest)


def _contrast(shown: Shown) -> float:
    return float(shown.frame[..., :3].astype(np.float32).mean(axis=2).std())
