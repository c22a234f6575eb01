"""What is laid over a scene's picture: its grade, darker corners, grain."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

import cv2
import numpy as np

from studio.compose.layers.layer import Frame, Layer
from studio.compose.layers.patch import Side
from studio.compose.layers.picture import resized
from studio.compose.looks.grading import tint
from studio.compose.looks.planar import PlanarTint
from studio.compose.planes import BLACK, LUMA, NEUTRAL, Planes
from studio.compose.specs import FinishSpec
from studio.domain.format import Size
from studio.domain.ids import AssetId

_DARKEST = 0.75
"""How much of the light a vignette of 1 takes from the corners."""

_GRAIN = 13.0
"""Levels of 255 by which grain of 1 differs from the picture, as a standard deviation."""

_ROOM = 64
"""Pixels by which the grain is larger than the frame: each frame shows another part of it."""

_MIDDLE = 128


class FinishLayer(Layer):
    """Changes what lies below it. The same frame number always has the same grain."""

    def __init__(self, spec: FinishSpec, paths: Mapping[AssetId, Path], size: Size) -> None:
        """Prepare the table, the corners and the grain. Raises NotFound, UnreadableInput."""
        grade = spec.grade
        self._tint = tint(grade, paths) if spec.has_colours else None
        self._light = _corners(size, grade.vignette) if grade.vignette else None
        self._grain = _grain(size, grade.grain) if grade.grain else None

    def draw(self, frame: Frame, n: int) -> None:
        """Change `frame` in place."""
        if self._tint:
            self._tint.apply(frame)
        if self._light is not None:
            cv2.multiply(frame, self._light, dst=frame, scale=1 / 255)
        if self._grain is not None:
            left, top = _offset(n)
            part = self._grain[top : top + frame.shape[0], left : left + frame.shape[1]]
            cv2.addWeighted(frame, 1, part, 1, -_MIDDLE, dst=frame)

    def lays(self, n: int) -> bool:
        """Where that is cheaper: curves are exact on drawn frames, at the same cost."""
        if self._tint is None:
            return True
        return self._tint.is_costly and self._planar is not None and self._planar.is_fit

    def lay(self, planes: Planes, n: int) -> None:
        """Change `planes` in place. Grain is in brightness alone, as it is when drawn."""
        if self._planar:
            self._planar.apply(planes)
        for plane, light in zip(planes.each, self._lights, strict=False):
            light.lay(plane)
        if self._grain is not None:
            left, top = _offset(n)
            height, width = planes.luma.shape
            part = self._grains[top : top + height, left : left + width]
            cv2.addWeighted(planes.luma, 1, part, LUMA, -_MIDDLE * LUMA, dst=planes.luma)

    @cached_property
    def _planar(self) -> PlanarTint | None:
        return PlanarTint(self._tint) if self._tint else None

    @cached_property
    def _lights(self) -> tuple[Side, ...]:
        """The light left of Y', Cb and Cr, where corners are dark."""
        if self._light is None:
            return ()
        luma = np.ascontiguousarray(self._light[..., 0])
        half = resized(luma, luma.shape[1] // 2, luma.shape[0] // 2)
        return Side.dimmed(luma, BLACK), Side.dimmed(half, NEUTRAL), Side.dimmed(half, NEUTRAL)

    @cached_property
    def _grains(self) -> Frame:
        grain = self._grain if self._grain is not None else np.zeros((0, 0, 4), np.uint8)
        return np.ascontiguousarray(grain[..., 0])

    def changes_after(self, n: int) -> bool:
        """Grain is another in every frame."""
        return self._grain is not None


def _offset(n: int) -> tuple[int, int]:
    """Where in the grain frame `n` lies; neighbours lie far apart (steps prime to `_ROOM`)."""
    return n * 37 % _ROOM, n * 23 % _ROOM


def _corners(size: Size, strength: float) -> Frame:
    """The light left at every pixel, 255 for all: none is taken from the middle."""
    across = np.linspace(-1, 1, size.width, dtype=np.float32)[None, :]
    down = np.linspace(-1, 1, size.height, dtype=np.float32)[:, None]
    far = np.sqrt((across**2 + down**2) / 2)
    share = np.clip((far - 0.35) / 0.65, 0, 1)
    taken = strength * _DARKEST * share * share * (3 - 2 * share)
    light = ((1 - taken) * 255 + 0.5).astype(np.uint8)
    return np.ascontiguousarray(cv2.merge([light, light, light, np.full_like(light, 255)]))


def _grain(size: Size, strength: float) -> Frame:
    """Soft noise about the middle, of a fineness that is the same at every size of film."""
    rng = np.random.default_rng(20)
    height, width = size.height + _ROOM, size.width + _ROOM
    noise = rng.standard_normal((height, width), dtype=np.float32)
    soft = cv2.GaussianBlur(noise, (0, 0), max(0.4, min(size.width, size.height) / 1350))
    scale = strength * _GRAIN / float(soft.std())
    levels = np.clip(soft * scale + (_MIDDLE + 0.5), 0, 255).astype(np.uint8)
    return np.ascontiguousarray(cv2.merge([levels, levels, levels, np.full_like(levels, _MIDDLE)]))
