"""Where a picture wants to be looked at: the face if there seems to be one, else what stands out.

Used to keep what matters in view when a picture is cropped to another aspect.
"""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import ImageOps

from studio.domain.scene import Focus
from studio.graphics.photos import open_photo

_LOOK = 192
"""Pixels on the longer side that the picture is looked at in."""

_SKIN_LOW, _SKIN_HIGH = (30, 137, 88), (250, 173, 127)
"""Luma, red and blue difference of skin in all its shades, after Chai and Ngan (1999)."""

_LEAST_FACE, _MOST_FACE = 0.008, 0.25
"""The share of the picture that a face takes."""

_SALIENCY_SIDE = 64


def find_focus(picture: Path) -> Focus:
    """The place of a picture (as shown, rotation applied) to keep in view.

    Faces are guessed from skin: a blob of its colour, rounded, taller than wide or nearly,
    with the texture of eyes and mouth; the best of them wins. Without one it is the centre of what
    stands out by the spectral residual (Hou and Zhang, 2007), drawn towards the middle.

    Raises OSError when the picture cannot be read.
    """
    with open_photo(picture) as opened:
        opened.draft("RGB", (_LOOK * 2, _LOOK * 2))
        small = ImageOps.exif_transpose(opened).convert("RGB")
        small.thumbnail((_LOOK, _LOOK))
    pixels = np.asarray(small)
    face = _face(pixels)
    x, y = face if face else _salient(pixels)
    return Focus(x=round(min(1.0, max(0.0, x)), 3), y=round(min(1.0, max(0.0, y)), 3))


def _face(pixels: NDArray[np.uint8]) -> tuple[float, float] | None:
    """The centre of the blob most like a face, as fractions across and down; None without one."""
    height, width = pixels.shape[:2]
    colours = cv2.cvtColor(pixels, cv2.COLOR_RGB2YCrCb)
    skin = cv2.inRange(colours, np.array(_SKIN_LOW), np.array(_SKIN_HIGH))
    skin = cv2.morphologyEx(skin, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    skin = cv2.morphologyEx(skin, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    count, labels, stats, centres = cv2.connectedComponentsWithStats(skin)
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    likeness = {
        n: _likeness(stats[n], float(grey[labels == n].std()), (width, height))
        for n in range(1, count)
    }
    best = max(likeness, key=lambda n: likeness[n], default=0)
    if not best or likeness[best] <= 0:
        return None
    return float(centres[best][0] / width), float(centres[best][1] / height)


def _likeness(blob: NDArray[np.int32], contrast: float, size: tuple[int, int]) -> float:
    """How like a face a blob is, 0 or less for not at all. One cut off by the edge is none."""
    left, top, width, height, pixels = (int(value) for value in blob)
    if min(left, top) <= 1 or left + width >= size[0] - 1 or top + height >= size[1] - 1:
        return 0.0
    share, shape = pixels / (size[0] * size[1]), width / height
    filled = pixels / (width * height)
    is_face = _LEAST_FACE <= share <= _MOST_FACE and 0.45 <= shape <= 1.35 and filled >= 0.5
    return filled * min(share, 0.08) if is_face and contrast >= 12 else 0.0


def _salient(pixels: NDArray[np.uint8]) -> tuple[float, float]:
    """The centre of what stands out, as fractions across and down."""
    side = (_SALIENCY_SIDE, _SALIENCY_SIDE)
    grey = cv2.resize(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), side).astype(np.float32)
    spectrum = np.fft.fft2(grey)
    amplitude = np.log(np.abs(spectrum) + 1e-6).astype(np.float32)
    residual = amplitude - cv2.blur(amplitude, (3, 3))
    standing = np.abs(np.fft.ifft2(np.exp(residual + 1j * np.angle(spectrum)))) ** 2
    standing = cv2.GaussianBlur(standing.astype(np.float32), (0, 0), 3)
    across = np.linspace(-1, 1, _SALIENCY_SIDE, dtype=np.float32)
    middle = np.exp(-(across[None, :] ** 2 + across[:, None] ** 2))
    weight = standing * middle
    weight = np.where(weight >= np.quantile(weight, 0.9), weight, 0)
    total = float(weight.sum()) or 1.0
    places = (np.arange(_SALIENCY_SIDE) + 0.5) / _SALIENCY_SIDE
    return float((weight.sum(0) @ places) / total), float((weight.sum(1) @ places) / total)
