"""How near each part of a picture seems, without a model: a smooth guess, never an outline.

A guess with sharp edges that is wrong tears objects apart. This one only slopes, so that a
picture drawn by it bends by a few pixels over many, and is whole whatever it shows.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from studio.compose.layers.layer import Frame
from studio.domain.scene import Focus

Depth = npt.NDArray[np.float32]
"""Nearness from 0 (far) to 1 (near), shape (height, width)."""

_LOOK = 200
"""Pixels on the longer side that a depth has."""

_SOFTNESS = 0.045
"""Of the longer side: the blur that everything is guessed with."""

_UPRIGHT = 0.16
_BORDER = 0.07
_GROUND = 0.2


def find_depth(picture: Frame, focus: Focus) -> Depth:
    """The nearness of what is seen, on a small grid over the whole of `picture`.

    Near is what lies about the focus and below it, as people and things stand, and the more so
    the less its colour is that of the picture's upper and outer border; and the ground, towards
    the lower edge.
    """
    rows, columns = picture.shape[:2]
    scale = _LOOK / max(rows, columns)
    size = (max(8, round(columns * scale)), max(8, round(rows * scale)))
    small = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
    figure = _about(focus, size) * (0.35 + 0.65 * _stood(_unlike_border(small[..., :3])))
    down = np.linspace(0, 1, size[1], dtype=np.float32)[:, None]
    near = np.maximum(figure, _GROUND * down * down)
    soft = cv2.GaussianBlur(near.astype(np.float32), (0, 0), _SOFTNESS * _LOOK)
    return np.asarray(soft / max(float(soft.max()), 1e-6), np.float32)


def _about(focus: Focus, size: tuple[int, int]) -> Depth:
    """A figure at the focus: as wide as a person near the camera, and on down to the edge."""
    width, height = size
    across = (np.linspace(0, 1, width, dtype=np.float32)[None, :] - focus.x) * width
    down = (np.linspace(0, 1, height, dtype=np.float32)[:, None] - focus.y) * height
    wide = 0.26 * min(width, height * 1.3)
    above = np.exp(-((down / (0.9 * height)) ** 2))
    standing = np.where(down < 0, above, 1).astype(np.float32)
    spread = wide * (1 + 0.6 * np.clip(down / height, 0, 1))
    return np.asarray(np.exp(-((across / spread) ** 2)) * standing, np.float32)


def _stood(likeness: Depth) -> Depth:
    """Spread far upwards and downwards, so that what stands upright stays straight."""
    return np.asarray(cv2.GaussianBlur(likeness, (0, 0), 2.0, sigmaY=_UPRIGHT * _LOOK), np.float32)


def _unlike_border(small: npt.NDArray[np.uint8]) -> Depth:
    """How far each colour is from those of the border (Mahalanobis), 0 to 1."""
    colours = cv2.cvtColor(np.ascontiguousarray(small), cv2.COLOR_BGR2LAB).astype(np.float32)
    rows, columns = small.shape[:2]
    band = max(1, round(_BORDER * max(rows, columns)))
    border = np.concatenate(
        [
            colours[:band].reshape(-1, 3),
            colours[: rows * 2 // 3, :band].reshape(-1, 3),
            colours[: rows * 2 // 3, -band:].reshape(-1, 3),
        ]
    )
    spread = np.cov(border.T) + 40 * np.eye(3)
    away = colours - border.mean(axis=0)
    distance = np.sqrt(np.einsum("ijk,kl,ijl->ij", away, np.linalg.inv(spread), away))
    return np.asarray(np.clip(distance / 3, 0, 1), np.float32)
