"""Words over a photograph or a film: lower left, on a shade, the picture left to speak."""

from __future__ import annotations

from studio.domain.brand import Brand
from studio.domain.format import Aspect
from studio.domain.scene import Words
from studio.graphics.colour import is_dark, mix
from studio.graphics.documents import Backdrop, GroupLayer, MotionDocument
from studio.graphics.lines import Align
from studio.graphics.templates.parts import detail, headline, indented, rule, seed_of
from studio.graphics.templates.template import Template

_LOUDER = 0.6


def _make(words: Words, brand: Brand, aspect: Aspect) -> MotionDocument:
    text = words.headline or words.quotation or " ".join(part for part in _figures(words) if part)
    root = GroupLayer(
        justify=Align.END,
        gap=26.0,
        children=(
            rule(0.1),
            indented(headline(text, 100 if aspect is Aspect.WIDE else 92, 0.15), aspect, 0.8),
            indented(detail(words.detail, 0.55, 38, lines=2), aspect, 0.62),
        ),
    )
    return MotionDocument(
        brand=_over_pictures(brand),
        backdrop=Backdrop.SCRIM if text or words.detail else Backdrop.NONE,
        seed=seed_of(words) % 2**31,
        root=root if text or words.detail else GroupLayer(),
    )


def _figures(words: Words) -> tuple[str, str]:
    return words.number, words.unit


def _over_pictures(brand: Brand) -> Brand:
    """The brand for a dark shade, through which a picture's lights still come.

    A light brand's ink and ground change places, and quieter words are hardly quieter.
    """
    palette = brand.palette
    if not is_dark(palette.ground):
        palette = palette.model_copy(
            update={"ground": palette.ink, "ink": palette.ground, "muted": palette.surface}
        )
    quiet = mix(palette.muted, palette.ink, _LOUDER)
    return brand.model_copy(update={"palette": palette.model_copy(update={"muted": quiet})})


OVERLAY = Template("overlay", "Words over a picture", frozenset({"headline", "detail"}), _make)
