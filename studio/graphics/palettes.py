"""Palettes by mood. Ink and muted read on ground and on surface at 4.5 to 1 or better."""

from __future__ import annotations

from studio.domain.brand import Palette
from studio.graphics.colour import contrast

PALETTES: dict[str, Palette] = {
    "calm": Palette(
        ground="#0C1E2C", surface="#14303F", ink="#F2F7F8", muted="#A4BCC6", accent="#6FD6C1"
    ),
    "hopeful": Palette(
        ground="#F6EFE4", surface="#FFFAF2", ink="#1E2A3A", muted="#58616D", accent="#E4572E"
    ),
    "epic": Palette(
        ground="#0D0F1E", surface="#191C36", ink="#F6F3EA", muted="#AEB0C8", accent="#F2B134"
    ),
    "curious": Palette(
        ground="#1B1440", surface="#2A2159", ink="#F6F2FF", muted="#B9B0DC", accent="#FFB86B"
    ),
    "bold": Palette(
        ground="#16130F", surface="#27211A", ink="#FFF8EC", muted="#BDB1A0", accent="#FF5A36"
    ),
    "playful": Palette(
        ground="#2B1055", surface="#421C78", ink="#FFF6FB", muted="#D0B8EC", accent="#FF7AC6"
    ),
    "serious": Palette(
        ground="#12161C", surface="#1E252E", ink="#F1F4F7", muted="#A3AFBB", accent="#7FB2FF"
    ),
    "natural": Palette(
        ground="#0F2A20", surface="#1A3D2F", ink="#F4F6EC", muted="#AFC5B4", accent="#E9C46A"
    ),
    "elegant": Palette(
        ground="#F3F1EC", surface="#FFFFFF", ink="#1B1B1F", muted="#5D5B59", accent="#8A6A3B"
    ),
    "technical": Palette(
        ground="#081418", surface="#10242B", ink="#E9FBF7", muted="#93B4B5", accent="#3FC48F"
    ),
    "warm": Palette(
        ground="#2A1216", surface="#431E22", ink="#FFF3EA", muted="#DDB3A6", accent="#FFA552"
    ),
    "dreamy": Palette(
        ground="#152048", surface="#223062", ink="#F5F4FF", muted="#B1BBE3", accent="#F7A8C4"
    ),
}
"""Every palette by the mood it suits, the one for an unknown mood first."""

_NEAR = {
    "calm": ("quiet", "gentle", "relaxed", "peaceful", "soft", "serene", "meditative"),
    "hopeful": ("happy", "optimistic", "joyful", "uplifting", "bright", "cheerful", "inspiring"),
    "epic": ("heroic", "grand", "dramatic", "cinematic", "majestic", "triumphant", "cosmic"),
    "curious": ("mysterious", "wonder", "mystery", "explorative", "magical"),
    "bold": ("energetic", "urgent", "strong", "driving", "powerful", "upbeat", "exciting"),
    "playful": ("fun", "funny", "quirky", "light", "whimsical", "young"),
    "serious": ("sober", "neutral", "documentary", "factual", "tense", "business", "corporate"),
    "natural": ("nature", "green", "organic", "fresh", "earthy"),
    "elegant": ("luxury", "refined", "minimal", "classic", "sad", "melancholic"),
    "technical": ("tech", "digital", "modern", "scientific", "futuristic", "electronic"),
    "warm": ("cosy", "nostalgic", "romantic", "tender", "intimate", "autumn"),
    "dreamy": ("night", "ambient", "sleepy", "ethereal", "floating"),
}


def palette_for(mood: str) -> Palette:
    """The palette that suits `mood`, a word or a few; the first one for an unknown mood."""
    said = mood.casefold()
    for name, palette in PALETTES.items():
        if name in said or any(near in said for near in _NEAR[name]):
            return palette
    return next(iter(PALETTES.values()))


def is_readable(palette: Palette) -> bool:
    """True when ink and muted have a contrast of 4.5 or more on ground and on surface."""
    grounds = (palette.ground, palette.surface)
    inks = (palette.ink, palette.muted)
    return all(contrast(ink, ground) >= 4.5 for ink in inks for ground in grounds)
