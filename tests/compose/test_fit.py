"""Pictures of every shape in frames of every shape: filled about the focus, or shown whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image, ImageDraw

from studio.compose.layers import Frame
from studio.compose.layers.still import StillLayer
from studio.compose.layers.surround import inner_place, resolved
from studio.compose.render import blank
from studio.compose.specs import StillSpec
from studio.domain.format import Size
from studio.domain.scene import Camera, Fit, Focus
from studio.domain.time import FrameRate

if TYPE_CHECKING:
    from conftest import Filming

WIDE, TALL, SQUARE = (
    Size(width=320, height=180),
    Size(width=180, height=320),
    Size(width=180, height=180),
)
GROUND = "#203040"
CORNERS = ("#FF0000", "#00FF00", "#0000FF", "#FFFF00")


def _cornered(width: int, height: int) -> Image.Image:
    """White, with a coloured mark in each corner."""
    image = Image.new("RGB", (width, height), "#E0E0E0")
    draw, side = ImageDraw.Draw(image), min(width, height) // 5
    for colour, (x, y) in zip(CORNERS, ((0, 0), (1, 0), (0, 1), (1, 1)), strict=True):
        left, top = x * (width - side), y * (height - side)
        draw.rectangle((left, top, left + side, top + side), fill=colour)
    return image


def _drawn(filming: Filming, image: Image.Image, size: Size, fit: Fit, **fields: object) -> Frame:
    asset = filming.add_picture(image)
    known = {"camera": Camera.HOLD, "focus": Focus(), "ground": GROUND, "fit": fit}
    spec = StillSpec.model_validate({"picture": asset, **known, **fields})
    frame = blank(size)
    StillLayer(spec, filming.pictures[asset], size, FrameRate(), 60).draw(frame, 0)
    return frame


def _seen_corners(frame: Frame) -> int:
    pixels = frame[..., 2::-1].astype(int)
    wanted = [[int(c[n : n + 2], 16) for n in (1, 3, 5)] for c in CORNERS]
    return sum(bool((np.abs(pixels - colour).max(axis=2) < 40).sum() > 20) for colour in wanted)


@pytest.mark.parametrize("size", [WIDE, TALL, SQUARE], ids=["wide", "tall", "square"])
@pytest.mark.parametrize("shape", [(300, 100), (100, 300), (200, 200)])
@pytest.mark.parametrize("fit", [Fit.BLUR, Fit.BRAND])
def test_a_whole_picture_shows_all_its_corners(
    filming: Filming, size: Size, shape: tuple[int, int], fit: Fit
) -> None:
    assert _seen_corners(_drawn(filming, _cornered(*shape), size, fit)) == 4


def test_a_filled_frame_has_no_surround(filming: Filming) -> None:
    frame = _drawn(filming, _cornered(100, 300), WIDE, Fit.FILL)

    assert _seen_corners(frame) == 0
    assert frame[..., :3].min() > 200


@pytest.mark.parametrize(("x", "seen"), [(0.0, "#FF0000"), (1.0, "#00FF00")])
def test_a_filled_frame_keeps_the_focus(filming: Filming, x: float, seen: str) -> None:
    frame = _drawn(filming, _cornered(300, 180), TALL, Fit.FILL, focus=Focus(x=x, y=0))

    blue, green, red = (int(seen[n : n + 2], 16) for n in (5, 3, 1))
    column = 4 if x == 0 else -5
    assert np.abs(frame[4, column, :3].astype(int) - (blue, green, red)).max() < 12


def test_a_brand_surround_has_the_ground_colour(filming: Filming) -> None:
    frame = _drawn(filming, _cornered(100, 300), WIDE, Fit.BRAND)

    assert frame[2, 2].tolist() == [0x40, 0x30, 0x20, 255]


def test_a_blurred_surround_is_darker_than_the_picture(filming: Filming) -> None:
    frame = _drawn(filming, Image.new("RGB", (100, 300), "#C0C0C0"), WIDE, Fit.BLUR)

    assert frame[90, 160, 0] > 180
    assert 60 < frame[90, 8, 0] < 140


def test_auto_fills_unless_little_would_be_left() -> None:
    assert resolved(Fit.AUTO, 300, 200, WIDE) is Fit.FILL
    assert resolved(Fit.AUTO, 100, 300, WIDE) is Fit.BLUR
    assert resolved(Fit.AUTO, 1600, 900, TALL) is Fit.BLUR
    assert resolved(Fit.FILL, 100, 300, WIDE) is Fit.FILL


def test_a_focus_is_carried_into_the_surround() -> None:
    place = inner_place((100, 300), (320, 180), 0.0)

    carried = place.focus(Focus(x=0.0, y=0.5), 320, 180)

    assert (place.left, place.top, place.height) == (130, 0, 180)
    assert carried.x == pytest.approx(130 / 320)
    assert carried.y == pytest.approx(0.5)
