"""Colour by how it looks: OKLab for mixing and shading, WCAG for contrast.

OKLab and its matrices: Björn Ottosson, "A perceptual color space for image processing",
2020. Contrast: WCAG 2.2, "relative luminance" and "contrast ratio".
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_TO_CONE = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    dtype=np.float32,
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ],
    dtype=np.float32,
)
_FROM_CONE = np.linalg.inv(_TO_CONE).astype(np.float32)
_FROM_LAB = np.linalg.inv(_TO_LAB).astype(np.float32)
_KEPT = 4096
"""Colours kept: a design asks for the same few in every frame."""


def rgb(colour: str) -> tuple[int, int, int]:
    """`#RRGGBB` as three numbers from 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def argb(colour: str, opacity: float = 1.0) -> int:
    """`#RRGGBB` as Skia wants it, 0xAARRGGBB."""
    alpha = round(255 * min(1.0, max(0.0, opacity)))
    return (alpha << 24) | int(colour[1:], 16)


def oklab(colour: str) -> Floats:
    """Lightness 0…1, green-red and blue-yellow (about ±0.4), as three floats."""
    return oklab_of(np.array(rgb(colour), dtype=np.float32))


def oklab_of(pixels: NDArray[Any]) -> Floats:
    """RGB pixels (…, 3) from 0 to 255 as OKLab (…, 3)."""
    share = np.asarray(pixels, dtype=np.float32) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    cone = np.cbrt(linear.astype(np.float32) @ _TO_CONE.T)
    return np.asarray(cone @ _TO_LAB.T, dtype=np.float32)


def srgb(lab: Floats) -> Floats:
    """OKLab values (…, 3) as sRGB from 0 to 255 (…, 3), clipped to what a screen can show."""
    cone = (lab @ _FROM_LAB.T) ** 3
    linear = np.clip(cone @ _FROM_CONE.T, 0.0, 1.0)
    share = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    return np.asarray(share * 255, dtype=np.float32)


def hexadecimal(lab: Floats) -> str:
    """One OKLab colour as `#RRGGBB`."""
    red, green, blue = (round(float(value)) for value in srgb(lab))
    return f"#{red:02X}{green:02X}{blue:02X}"


@lru_cache(maxsize=_KEPT)
def mix(first: str, second: str, share: float) -> str:
    """The colour that lies `share` of the way from `first` to `second`."""
    return hexadecimal(oklab(first) * (1 - share) + oklab(second) * share)


@lru_cache(maxsize=_KEPT)
def shade(colour: str, lightness: float = 0.0, chroma: float = 1.0, turn: float = 0.0) -> str:
    """`colour` lighter by `lightness`, its strength times `chroma`, its hue `turn` degrees on."""
    light, a, b = (float(value) for value in oklab(colour))
    strength = math.hypot(a, b) * chroma
    hue = math.atan2(b, a) + math.radians(turn)
    lab = (
        min(1.0, max(0.0, light + lightness)),
        strength * math.cos(hue),
        strength * math.sin(hue),
    )
    return hexadecimal(np.array(lab, dtype=np.float32))


@lru_cache(maxsize=_KEPT)
def luminance(colour: str) -> float:
    """Relative luminance from 0 (black) to 1 (white)."""
    return float(luminances(np.array(rgb(colour), dtype=np.float32)))


def luminances(pixels: NDArray[Any]) -> Floats:
    """Relative luminance of RGB pixels (…, 3) from 0 to 255."""
    share = np.asarray(pixels, dtype=np.float32) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    weights = np.array([0.2126, 0.7152, 0.0722], dtype=np.float32)
    return np.asarray(linear @ weights, dtype=np.float32)


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def is_dark(colour: str) -> bool:
    """True when white reads better on it than black."""
    return contrast(colour, "#FFFFFF") > contrast(colour, "#000000")
