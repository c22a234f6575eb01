"""The film's beginning as a small picture that moves: GIF for everywhere, WebP for less bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import numpy as np
from PIL import Image

from studio.compose.layers.layer import Frame
from studio.compose.preview_order import PreviewOrder
from studio.compose.previews.drawing import moving, small

RATE = Fraction(25, 2)
"""Frames a second: a GIF counts in hundredths of a second, and players slow down below two."""

FRAME_MS = 80
PIXELS = 480 * 270
COLOURS = 128
WEBP_QUALITY = 72
_SAMPLES = 12
"""Frames, evenly spread, that the colours are taken from."""

_BAYER = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]])
"""Ordered dithering (B. E. Bayer, 1973): still where the picture is, unlike diffused errors."""

_DITHER = 5.0
"""Levels between the lowest and the highest step of the pattern."""


def gif(order: PreviewOrder, target: Path) -> None:
    """Write a GIF with one palette, made for its own frames, that repeats for ever.

    Raises MediaMissing, UnreadableInput, OSError.
    """
    frames = [_rgb(frame) for frame in _frames(order)]
    palette = _palette(frames)
    pictures = [
        _dithered(frame).quantize(palette=palette, dither=Image.Dither.NONE) for frame in frames
    ]
    _save(pictures, target, "GIF", optimize=False, disposal=1)


def webp(order: PreviewOrder, target: Path) -> None:
    """Write a moving WebP that repeats for ever. Raises MediaMissing, UnreadableInput, OSError."""
    pictures = (Image.fromarray(_rgb(frame)) for frame in _frames(order))
    _save(pictures, target, "WEBP", quality=WEBP_QUALITY, method=3)


def _frames(order: PreviewOrder) -> Iterator[Frame]:
    return moving(order, small(order.look.size, PIXELS), RATE)


def _save(pictures: Iterable[Image.Image], target: Path, kind: str, **how: int | bool) -> None:
    first, *rest = pictures
    first.save(
        target, format=kind, save_all=True, append_images=rest, duration=FRAME_MS, loop=0, **how
    )


def _rgb(frame: Frame) -> Frame:
    return np.ascontiguousarray(frame[..., 2::-1])


def _palette(frames: Sequence[Frame]) -> Image.Image:
    """The colours that serve all frames best, of some of them side by side."""
    step = max(1, len(frames) // _SAMPLES)
    montage = np.concatenate([frame[::2, ::2] for frame in frames[::step]])
    return Image.fromarray(montage).quantize(COLOURS, Image.Quantize.MEDIANCUT, kmeans=1)


def _dithered(frame: Frame) -> Image.Image:
    """`frame` with a fixed pattern of small steps, which turns bands into shades."""
    height, width = frame.shape[:2]
    steps = (_BAYER / 15 - 0.5) * _DITHER
    pattern = np.tile(steps, (-(-height // 4), -(-width // 4)))[:height, :width, None]
    return Image.fromarray((frame + pattern).clip(0, 255).astype(np.uint8))
