"""Which backdrops suit a brand: one family a film, so that its scenes belong together."""

from __future__ import annotations

from collections.abc import Mapping

from studio.domain.brand import Palette
from studio.graphics.colour import is_dark
from studio.graphics.documents import Backdrop
from studio.graphics.palettes import PALETTES

Family = tuple[tuple[Backdrop, ...], tuple[Backdrop, ...]]
"""Backdrops for a few large words, and quieter ones behind much to read."""

_SILK: Family = (
    (Backdrop.AURORA, Backdrop.MESH, Backdrop.WAVES),
    (Backdrop.MESH, Backdrop.GRADIENT, Backdrop.AURORA),
)
_LAND: Family = (
    (Backdrop.RIDGES, Backdrop.WAVES, Backdrop.AURORA),
    (Backdrop.GRADIENT, Backdrop.MESH, Backdrop.GRAIN),
)
_LIGHT: Family = (
    (Backdrop.BEAMS, Backdrop.BOKEH, Backdrop.MESH),
    (Backdrop.BEAMS, Backdrop.GRAIN, Backdrop.GRADIENT),
)
_SPACE: Family = (
    (Backdrop.STARS, Backdrop.ORBITS, Backdrop.PARTICLES),
    (Backdrop.STARS, Backdrop.GRADIENT, Backdrop.LATTICE),
)
_ORDER: Family = (
    (Backdrop.BEAMS, Backdrop.GRID, Backdrop.MESH),
    (Backdrop.GRID, Backdrop.LATTICE, Backdrop.GRADIENT),
)
_SHEET: Family = (
    (Backdrop.PAPER, Backdrop.WAVES, Backdrop.MESH),
    (Backdrop.PAPER, Backdrop.GRAIN, Backdrop.GRADIENT),
)
_BY_MOOD: Mapping[str, Family] = {
    "calm": _LAND,
    "hopeful": _SHEET,
    "epic": _SPACE,
    "curious": _SILK,
    "bold": _LIGHT,
    "playful": _LIGHT,
    "serious": _ORDER,
    "natural": _LAND,
    "elegant": _SHEET,
    "technical": _ORDER,
    "warm": _LIGHT,
    "dreamy": _SPACE,
}
_DARK = (_SILK, _LAND, _LIGHT, _ORDER)
_BRIGHT = (_SHEET, _SILK, _ORDER)


def family_for(palette: Palette) -> Family:
    """The family that suits `palette`: that of its mood, else one by its own colours."""
    for mood, known in PALETTES.items():
        if known == palette:
            return _BY_MOOD[mood]
    families = _DARK if is_dark(palette.ground) else _BRIGHT
    return families[int(palette.content_hash[:8], 16) % len(families)]


def backdrop_for(palette: Palette, seed: int, *, is_quiet: bool) -> Backdrop:
    """One backdrop of the family of `palette`; another seed may give another."""
    loud, quiet = family_for(palette)
    options = quiet if is_quiet else loud
    return options[seed % len(options)]
