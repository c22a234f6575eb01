"""A palette out of a picture: its colours by how much there is of them and how strong they are."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from studio.domain.brand import Palette
from studio.graphics.colour import Floats, hexadecimal, mix, oklab_of
from studio.graphics.readable import made_readable

_CLUSTERS = 7
_ROUNDS = 12
_DARK, _LIGHT = 0.34, 0.86
_GROUND_LIGHT = 0.2
_NO_COLOUR = 0.03
_ACCENT_LIGHT = (0.5, 0.8)


def palette_of_pixels(pixels: NDArray[np.uint8]) -> Palette:
    """Roles for the colours of RGB pixels (n, 3), readable on each other.

    The ground is the dark or light colour there is most of, else the commonest made dark; the
    accent is the strongest that is no ground. Colours are grouped in OKLab by k-means from
    fixed beginnings, so that a picture always gives the same palette.
    """
    centres, shares = _clusters(oklab_of(pixels))
    place = _ground(centres, shares)
    ground = centres[place].copy()
    if _DARK < ground[0] < _LIGHT:
        ground[0] = _GROUND_LIGHT
    is_dark = ground[0] <= 0.5
    accent = _accent(centres, shares, place, is_dark)
    tint = 0.012 * accent[1:] / max(1e-6, math.hypot(accent[1], accent[2]))
    ink = np.array([0.97 if is_dark else 0.22, *tint], dtype=np.float32)
    named = {"ground": hexadecimal(ground), "ink": hexadecimal(ink)}
    return made_readable(
        Palette(
            **named,
            surface=mix(named["ground"], named["ink"], 0.09),
            muted=mix(named["ink"], named["ground"], 0.3),
            accent=hexadecimal(accent),
        )
    )


def _clusters(lab: Floats) -> tuple[Floats, Floats]:
    """Centres (k, 3) and shares (k) of colours (n, 3)."""
    ordered = lab[np.argsort(lab[:, 0] + 2.0 * np.hypot(lab[:, 1], lab[:, 2]))]
    starts = np.linspace(0, len(ordered) - 1, _CLUSTERS).astype(int)
    centres = ordered[starts].astype(np.float32)
    nearest = np.zeros(len(lab), dtype=int)
    for _ in range(_ROUNDS):
        distances = ((lab[:, None, :] - centres[None]) ** 2).sum(axis=2)
        nearest = distances.argmin(axis=1)
        for n in range(_CLUSTERS):
            if np.any(nearest == n):
                centres[n] = lab[nearest == n].mean(axis=0)
    shares = np.bincount(nearest, minlength=_CLUSTERS) / len(lab)
    return centres, shares.astype(np.float32)


def _ground(centres: Floats, shares: Floats) -> int:
    ends = (centres[:, 0] < _DARK) | (centres[:, 0] > _LIGHT)
    return int(np.argmax(shares * np.where(ends, 2.5, 1.0)))


def _accent(centres: Floats, shares: Floats, ground: int, is_dark: bool) -> Floats:
    """The strongest colour, its lightness brought to where colour shows."""
    strength = np.hypot(centres[:, 1], centres[:, 2])
    apart = np.abs(centres[:, 0] - centres[ground, 0]) + strength
    worth = strength * np.sqrt(shares) * np.where(apart > 0.15, 1.0, 0.2)
    accent = centres[int(np.argmax(worth))].copy()
    low, high = _ACCENT_LIGHT
    accent[0] = float(np.clip(accent[0], low + 0.15 * is_dark, high))
    if strength.max() < _NO_COLOUR:
        accent[1:] = 0.0
    return np.asarray(accent, dtype=np.float32)
