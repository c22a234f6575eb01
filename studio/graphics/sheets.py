"""Sheets on which designs can be judged: templates in every shape, and strips of entrances."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from studio.domain.brand import Brand
from studio.domain.format import Aspect, Size
from studio.domain.scene import Graphic
from studio.graphics.designing import design
from studio.graphics.fonts import FontShelf, fonts_folder
from studio.graphics.painter import Painter
from studio.graphics.palettes import PALETTES
from studio.graphics.samples import SAMPLES

ENTRANCE = (2, 6, 10, 16, 24, 40, 90)
"""Frames of a strip, at 30 a second: close together where things move fastest."""

_FRAMES = 150
_AT_REST = 140
_GAP, _TITLE = 12, 30
_SIZES = {
    Aspect.WIDE: Size(width=640, height=360),
    Aspect.SQUARE: Size(width=400, height=400),
    Aspect.PORTRAIT: Size(width=320, height=400),
    Aspect.TALL: Size(width=226, height=400),
}
Say = Callable[[str], None]


@dataclass(frozen=True)
class _Shot:
    """One frame on a sheet."""

    template: str
    aspect: Aspect
    n: int
    brand: Brand


def sheet(names: Sequence[str], target: Path, say: Say, mood: str = "") -> None:
    """Write `target` (PNG): each template of `names` at rest in all four shapes, a row each.

    In the palette of `mood`, else one after another in all of them. Templates without sample
    words are left out.
    """
    rows = [(name, _at_rest(name, _brand(place, mood))) for place, name in enumerate(names)]
    _write(rows, target, say)


def strips(names: Sequence[str], target: Path, say: Say, mood: str = "") -> None:
    """Write `target` (PNG): the entrance of each template as frames side by side."""
    rows = [
        (name, [_Shot(name, Aspect.WIDE, n, _brand(place, mood)) for n in ENTRANCE])
        for place, name in enumerate(names)
    ]
    _write(rows, target, say)


def _at_rest(name: str, brand: Brand) -> list[_Shot]:
    return [_Shot(name, aspect, _AT_REST, brand) for aspect in _SIZES]


def _brand(place: int, mood: str) -> Brand:
    moods = list(PALETTES)
    chosen = mood if mood in PALETTES else moods[place % len(moods)]
    return Brand(name="Greenlight", palette=PALETTES[chosen])


def _write(rows: Sequence[tuple[str, Sequence[_Shot]]], target: Path, say: Say) -> None:
    fonts = FontShelf()
    bands = list(_bands(rows, fonts, say))
    width = max((band.width for band in bands), default=1)
    whole = Image.new("RGB", (width, sum(band.height for band in bands) or 1), "#18191C")
    top = 0
    for band in bands:
        whole.paste(band, (0, top))
        top += band.height
    whole.save(target, "PNG")


def _bands(
    rows: Sequence[tuple[str, Sequence[_Shot]]], fonts: FontShelf, say: Say
) -> Iterator[Image.Image]:
    lettering = ImageFont.truetype(str(fonts_folder() / "InterVariable.ttf"), 16)
    for name, shots in rows:
        if name not in SAMPLES:
            continue
        say(name)
        pictures = [_picture(shot, fonts) for shot in shots]
        width = sum(picture.width + _GAP for picture in pictures) + _GAP
        height = max(picture.height for picture in pictures)
        band = Image.new("RGB", (width, height + _TITLE + _GAP), "#18191C")
        ImageDraw.Draw(band).text((_GAP, 7), name, fill="#C9CDD3", font=lettering)
        left = _GAP
        for picture in pictures:
            band.paste(picture, (left, _TITLE))
            left += picture.width + _GAP
        yield band


def _picture(shot: _Shot, fonts: FontShelf) -> Image.Image:
    size = _SIZES[shot.aspect]
    graphic = Graphic(template=shot.template, words=SAMPLES[shot.template])
    document = design(graphic, shot.brand, shot.aspect)
    frame = np.full((size.height, size.width, 4), 96, np.uint8)
    Painter(document, size, _FRAMES, fonts).draw(frame, shot.n)
    return Image.fromarray(np.ascontiguousarray(frame[..., 2::-1]))
