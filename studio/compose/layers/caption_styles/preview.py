"""A small picture of a caption style, to choose by."""

from __future__ import annotations

import cv2
import numpy as np

from studio.compose.layers.caption import CaptionLayer
from studio.compose.specs import CaptionSpec, CaptionStyle, LineSpec, WordSpec
from studio.domain.brand import Brand
from studio.domain.format import Size
from studio.domain.project import Captions
from studio.domain.time import FrameRate
from studio.graphics.colour import rgb
from studio.graphics.fonts import FontShelf

_TEXT = "Then the Moon was there."
_SIZE = Size(width=960, height=540)
_ROWS, _COLUMNS = (0.79, 1.0), (0.11, 0.79)
_WORD = 10


def preview(kind: Captions, brand: Brand) -> bytes:
    """The style in the middle of a line, in the brand's colours, as JPEG.

    `kind` is any of the styles; `OFF` gives the ground alone.
    """
    frame = _ground(brand)
    if kind is not Captions.OFF:
        palette = brand.palette
        style = CaptionStyle(
            kind=kind,
            ink=palette.ink,
            accent=palette.accent,
            surface=palette.surface,
            font=brand.text_font,
        )
        spec = CaptionSpec(style=style, lines=(_line(),))
        CaptionLayer(spec, _SIZE, FrameRate(), FontShelf()).draw(frame, 4 * _WORD - 1)
    top, bottom = (round(share * _SIZE.height) for share in _ROWS)
    left, right = (round(share * _SIZE.width) for share in _COLUMNS)
    quality = [cv2.IMWRITE_JPEG_QUALITY, 93]
    _, encoded = cv2.imencode(".jpg", frame[top:bottom, left:right, :3], quality)
    return bytes(encoded)


def _line() -> LineSpec:
    words, place = [], 0
    for n, word in enumerate(_TEXT.split()):
        end = place + len(word)
        words.append(WordSpec(begin=place, end=end, start=n * _WORD, length=_WORD))
        place = end + 1
    return LineSpec(text=_TEXT, start=0, length=10 * _WORD, words=tuple(words))


def _ground(brand: Brand) -> np.ndarray:
    """From the brand's ground on the left to a light sky on the right."""
    across = np.linspace(0.0, 1.0, _SIZE.width, dtype=np.float32)[None, :, None]
    left = np.array(rgb(brand.palette.ground)[::-1], np.float32)
    right = np.array((214, 200, 184), np.float32)
    row = left * (1 - across) + right * across
    frame = np.empty((_SIZE.height, _SIZE.width, 4), np.uint8)
    frame[..., :3] = row.astype(np.uint8)
    frame[..., 3] = 255
    return frame
