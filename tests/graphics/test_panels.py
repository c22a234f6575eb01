"""Panels and their shadows are drawn the quick way where it looks the same."""

from __future__ import annotations

import numpy as np
import pytest
import skia
from numpy.typing import NDArray

from studio.graphics.backdrops.stage import canvas_on
from studio.graphics.lines import Box
from studio.graphics.shadows import Shadows
from studio.graphics.tints import tint

PANEL = Box(90.0, 120.0, 700.0, 420.0)
LEVELS = 3
"""What may lie between the two ways, of 255: less than is seen."""


def ground(width: int, height: int) -> NDArray[np.uint8]:
    frame = np.full((height, width, 4), 200, np.uint8)
    frame[..., 3] = 255
    return frame


@pytest.mark.parametrize(("width", "height"), [(960, 540), (1080, 1080), (1620, 1620)])
@pytest.mark.parametrize("moved", [0.0, 0.37])
def test_a_shadow_on_whole_pixels_looks_like_one_in_between(
    width: int, height: int, moved: float
) -> None:
    scale = min(width, height) / 1080
    drawn = []
    for known_scale in (scale, 7.0):
        frame = ground(width, height)
        canvas, _ = canvas_on(frame)
        canvas.translate(0, moved / scale)
        Shadows(0.45, known_scale).draw(canvas, PANEL, 22, 0.8)
        drawn.append(frame.astype(int))
    copied, enlarged = drawn
    assert enlarged[..., 0].min() < 160
    assert np.abs(copied - enlarged).max() <= LEVELS


def test_a_shadow_leaves_what_its_panel_covers_alone() -> None:
    frame = ground(1080, 1080)
    canvas, _ = canvas_on(frame)
    Shadows(0.45, 1.0).draw(canvas, PANEL, 22, 1.0)
    assert (frame[124:536, 120:760, :3] == 200).all()
    assert (frame[560, 200:600, :3] < 170).all()


@pytest.mark.parametrize("alpha", [8, 120, 240])
@pytest.mark.parametrize("turned", [0.0, 7.0])
def test_a_tint_looks_like_the_colour_it_stands_for(alpha: int, turned: float) -> None:
    drawn = []
    for pixels in (0.0, 1e6):
        frame = ground(960, 540)
        canvas, _ = canvas_on(frame)
        canvas.rotate(turned)
        paint = skia.Paint(AntiAlias=True, Color=(alpha << 24) | 0x203040)
        used = tint(canvas, paint, pixels)
        assert (used is paint) == (pixels == 0)
        canvas.drawRoundRect(skia.Rect.MakeXYWH(90, 120.37, 700, 420), 22, 22, used)
        drawn.append(frame.astype(int))
    plain, tiled = drawn
    assert np.abs(plain - 200)[..., :3].max() > alpha / 4
    assert np.abs(plain - tiled).max() <= LEVELS


def test_an_opaque_colour_is_laid_as_it_is() -> None:
    canvas, _ = canvas_on(ground(96, 54))
    paint = skia.Paint(Color=0xFF203040)
    assert tint(canvas, paint, 1e6) is paint
