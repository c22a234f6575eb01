"""Caption styles: one file each. `STYLES` lists them, in the order people are offered them."""

from __future__ import annotations

from collections.abc import Mapping

from studio.compose.layers.caption_styles.boxed import Boxed
from studio.compose.layers.caption_styles.highlight import Highlight
from studio.compose.layers.caption_styles.lower_third import LowerThird
from studio.compose.layers.caption_styles.plain import Plain
from studio.compose.layers.caption_styles.pop import Pop
from studio.compose.layers.caption_styles.style import Part, Style
from studio.compose.layers.caption_styles.typewriter import Typewriter
from studio.domain.project import Captions

STYLES: Mapping[Captions, Style] = {
    Captions.WORDS: Highlight(),
    Captions.LINE: Plain(),
    Captions.BOXED: Boxed(),
    Captions.POP: Pop(),
    Captions.TYPEWRITER: Typewriter(),
    Captions.LOWER_THIRD: LowerThird(),
}

__all__ = ["STYLES", "Part", "Style"]
