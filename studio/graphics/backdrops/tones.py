"""The tones of a backdrop, drawn from a palette: depth, lift, and the way to the accent.

Mixing blue and gold gives grey. Light in the world takes the way round the wheel instead
(a dusk goes from blue through violet and rose to amber), and so does `bridge`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields

import numpy as np

from studio.domain.brand import Palette
from studio.graphics.colour import hexadecimal, is_dark, mix, oklab

_GREY = 0.02
_OPPOSITE = 140.0
_LEAST = 0.15
"""What is left of the tones of a palette that does not glow: a backdrop still lives."""


@dataclass(frozen=True)
class Tones:
    """`deep` recedes, `ground` rests, `near` comes forward, `bridge` leads over to `warm`."""

    deep: str
    ground: str
    near: str
    bridge: str
    warm: str


def tones(palette: Palette, turn: float = 20.0) -> Tones:
    """The tones of `palette`; `turn` degrees of hue part near from deep."""
    full, kept = _full_tones(palette, turn), _LEAST + (1 - _LEAST) * palette.glow
    if kept == 1:
        return full
    named = {field.name: str(getattr(full, field.name)) for field in fields(Tones)}
    return Tones(**{name: mix(palette.ground, tone, kept) for name, tone in named.items()})


def _full_tones(palette: Palette, turn: float) -> Tones:
    light, chroma, hue = _polar(palette.ground)
    _, accent_chroma, accent_hue = _polar(palette.accent)
    if chroma < _GREY:
        hue = accent_hue
    between = _between(hue, _dimmed(accent_hue))
    if is_dark(palette.ground):
        strong = min(0.12, max(0.075, 2.2 * chroma))
        return Tones(
            deep=_colour(max(0.09, light - 0.075), chroma * 1.1, hue - turn / 2),
            ground=palette.ground,
            near=_colour(light + 0.15, strong, hue + turn),
            bridge=_colour(light + 0.15, max(strong, 0.11), between),
            warm=_colour(light + 0.24, min(0.135, max(0.09, accent_chroma)), _dimmed(accent_hue)),
        )
    return Tones(
        deep=_colour(min(0.985, light + 0.025), chroma * 0.8, hue - turn / 2),
        ground=palette.ground,
        near=_colour(light - 0.065, max(0.035, 2 * chroma), hue + turn),
        bridge=_colour(light - 0.075, max(0.05, 2 * chroma), between),
        warm=_colour(light - 0.11, max(0.08, 0.75 * accent_chroma), accent_hue),
    )


def _between(hue: float, other: float) -> float:
    """Half way round; hues that lie nearly opposite are joined through red."""
    away = (other - hue + 180) % 360 - 180
    middle = hue + away / 2
    if abs(away) > _OPPOSITE and math.cos(math.radians(middle)) < 0:
        middle += 180
    return middle


def _dimmed(hue: float) -> float:
    """Dark yellow is olive; a yellow light that is dimmed goes to amber instead."""
    return hue - 28 if 65 <= hue % 360 <= 125 else hue


def _polar(colour: str) -> tuple[float, float, float]:
    light, a, b = (float(value) for value in oklab(colour))
    return light, math.hypot(a, b), math.degrees(math.atan2(b, a))


def _colour(light: float, chroma: float, hue: float) -> str:
    angle = math.radians(hue)
    lab = (light, chroma * math.cos(angle), chroma * math.sin(angle))
    return hexadecimal(np.array(lab, dtype=np.float32))
