"""A page in a browser's window: a screenshot, or one that is drawn."""

from __future__ import annotations

from studio.domain.brand import Brand
from studio.domain.format import Aspect
from studio.domain.scene import Words
from studio.graphics.choreography import at
from studio.graphics.documents import Device, MockupLayer, MotionDocument
from studio.graphics.scales import Space
from studio.graphics.templates.parts import FLOWING, beside, document, heading
from studio.graphics.templates.template import Template

_HEIGHTS = {Aspect.WIDE: 540.0, Aspect.SQUARE: 400.0, Aspect.PORTRAIT: 540.0, Aspect.TALL: 560.0}


def _make(words: Words, brand: Brand, aspect: Aspect) -> MotionDocument:
    window = MockupLayer(
        mark="window",
        device=Device.BROWSER,
        picture=words.pictures[0] if words.pictures else "",
        address=_plain(words.url),
        title="" if words.pictures else brand.name[:120],
        share=1.0,
        height=_HEIGHTS[aspect],
        at=at(0.3),
    )
    text = heading(words, aspect, lines=4)
    root = beside(text, window, aspect, share=0.33, gap=Space.FAR)
    return document(words, brand, root, FLOWING)


def _plain(url: str) -> str:
    """An address as a browser shows it."""
    return url.strip().removeprefix("https://").removeprefix("http://").rstrip("/")


BROWSER = Template(
    "browser", "Browser window", frozenset({"headline", "detail", "url", "pictures"}), _make
)
