"""Every scene side by side, with its number, time and title: the film at a glance."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import skia
from PIL import Image

from studio.compose.layers.layer import Frame
from studio.compose.preview_order import PreviewOrder
from studio.compose.previews.drawing import Shown, scenes, small
from studio.compose.render import fonts
from studio.domain.format import Size
from studio.domain.time import FrameRate
from studio.graphics.colour import argb
from studio.graphics.text import Layout, TextStyle, fit, layout

QUALITY = 90
WIDTH = 1920
"""Pixels across, about."""

_MANY = 200
"""Scenes; a JPEG has at most 65,500 rows, and each of them costs memory."""

_GAP, _MARGIN, _LABEL = 24, 40, 64
_GROUND, _INK, _MUTED = "#14161A", "#F4F6F8", "#9AA3AD"
_SIZE = 26.0


def contact_sheet(order: PreviewOrder, target: Path) -> None:
    """Write the sheet: PNG by its ending, else JPEG. Raises MediaMissing, UnreadableInput, OSError.

    There are as many columns as make it about as wide as high: six at most, twelve of a film
    of so many scenes that six would make it too high for a picture file.
    """
    columns, cell, sheet_size = grid(len(order.timeline.pictures), order.look.size)
    sheet = _blank(*sheet_size)
    for n, shown in enumerate(scenes(order, cell)):
        left = _MARGIN + n % columns * (cell.width + _GAP)
        top = _MARGIN + n // columns * (cell.height + _LABEL + _GAP)
        sheet[top : top + cell.height, left : left + cell.width] = shown.frame
        start = order.timeline.pictures[n].range.start
        _label(
            sheet, shown, clock(start, order.timeline.rate), (left, top + cell.height, cell.width)
        )
    _save(sheet, target)


def grid(count: int, full: Size) -> tuple[int, Size, tuple[int, int]]:
    """Columns for `count` scenes of a film of size `full`, the size of a picture, and of all."""
    most = 6 if count <= _MANY else 12
    columns = min(most, count, max(2, round(math.sqrt(count * 1.6 * full.height / full.width))))
    width = (WIDTH - 2 * _MARGIN + _GAP) // columns - _GAP
    scale = min(1.0, width / full.width)
    cell = small(full, round(full.width * full.height * scale * scale))
    rows = -(-count // columns)
    across = 2 * _MARGIN + columns * (cell.width + _GAP) - _GAP
    return columns, cell, (across, 2 * _MARGIN + rows * (cell.height + _LABEL + _GAP) - _GAP)


def clock(frames: int, rate: FrameRate) -> str:
    """When a frame is shown, such as "1:05.2"."""
    tenths = round(rate.seconds(frames) * 10)
    return f"{tenths // 600}:{tenths // 10 % 60:02}.{tenths % 10}"


def _blank(width: int, height: int) -> Frame:
    sheet = np.zeros((height, width, 4), np.uint8)
    sheet[:] = (*(int(_GROUND[n : n + 2], 16) for n in (5, 3, 1)), 255)
    return sheet


def _label(sheet: Frame, shown: Shown, time: str, place: tuple[int, int, int]) -> None:
    """Number and title on the left, the time on the right, below a picture."""
    left, top, width = place
    canvas = _canvas(sheet)
    right = layout(time, TextStyle(size=_SIZE), width, fonts())
    right.paint(canvas, left + width - right.width, _middle(top, right), argb(_MUTED))
    number = layout(str(shown.scene), TextStyle(size=_SIZE, weight=700), width, fonts())
    number.paint(canvas, left, _middle(top, number), argb(_INK))
    room = width - right.width - number.width - 36
    if room > 2 * _SIZE:
        title = fit(shown.title, TextStyle(size=_SIZE), room, _LABEL - 8, fonts(), max_lines=2)
        title.paint(canvas, left + number.width + 12, _middle(top, title), argb(_INK, 0.85))


def _middle(top: int, text: Layout) -> float:
    return top + (_LABEL - text.height) / 2


def _canvas(sheet: Frame) -> Any:
    info = skia.ImageInfo.Make(
        sheet.shape[1], sheet.shape[0], skia.kBGRA_8888_ColorType, skia.kPremul_AlphaType
    )
    return skia.Surface.MakeRasterDirect(info, sheet).getCanvas()


def _save(sheet: Frame, target: Path) -> None:
    image = Image.fromarray(np.ascontiguousarray(sheet[..., 2::-1]))
    if target.suffix.lower() == ".png":
        image.save(target, format="PNG", optimize=True)
    else:
        image.save(target, format="JPEG", quality=QUALITY, optimize=True)
