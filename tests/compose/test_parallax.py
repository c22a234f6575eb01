"""Pictures with depth: near parts go further, nothing tears, nothing jumps."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from studio.compose.layers.depth import find_depth
from studio.compose.layers.layer import Frame
from studio.compose.layers.parallax import _SHIFT, ParallaxLayer
from studio.compose.render import blank
from studio.compose.specs import StillSpec
from studio.domain.format import Size
from studio.domain.ids import AssetId
from studio.domain.scene import Camera, Fit, Focus
from studio.domain.time import FrameRate

WIDE = Size(width=320, height=180)
LENGTH = 90
GOLDEN = Path(__file__).parents[1] / "golden" / "compose" / "parallax.png"


def _picture(path: Path, size: tuple[int, int] = (640, 360)) -> Path:
    """A dark figure in the middle before a pale wall with a mark in each upper corner."""
    image = Image.new("RGB", size, "#C8D2DC")
    draw = ImageDraw.Draw(image)
    width, height = size
    for x in (width * 0.18, width * 0.82):
        draw.ellipse([x - 9, height * 0.3 - 9, x + 9, height * 0.3 + 9], fill="#B02020")
    draw.ellipse([width * 0.44, height * 0.3, width * 0.56, height * 0.52], fill="#204028")
    draw.rectangle([width * 0.4, height * 0.5, width * 0.6, height], fill="#203060")
    image.save(path)
    return path


def _layer(path: Path, size: Size = WIDE, fit: Fit = Fit.AUTO) -> ParallaxLayer:
    spec = StillSpec(
        picture=AssetId("a" * 64),
        camera=Camera.PARALLAX,
        focus=Focus(x=0.5, y=0.42),
        ground="#101820",
        fit=fit,
    )
    return ParallaxLayer(spec, path, size, FrameRate(), LENGTH)


def _frames(subject: ParallaxLayer, numbers: list[int], size: Size = WIDE) -> list[Frame]:
    drawn = []
    for n in numbers:
        frame = blank(size)
        subject.draw(frame, n)
        drawn.append(frame)
    return drawn


def _place(frame: Frame, channel: int) -> float:
    """How far across, in pixels, what is strong in one colour alone lies."""
    colours = frame[..., :3].astype(int)
    others = colours.sum(axis=2) - colours[..., channel]
    weight = np.clip(2 * colours[..., channel] - others - 40, 0, None).astype(float)
    return float((weight.sum(axis=0) @ np.arange(frame.shape[1])) / weight.sum())


def test_what_is_near_goes_further(tmp_path: Path) -> None:
    first, last = _frames(_layer(_picture(tmp_path / "a.png")), [0, LENGTH - 1])

    far, near = (_place(last, n) - _place(first, n) for n in (2, 0))

    assert near < far
    assert far - near > 0.5 * _SHIFT * WIDE.width


def test_it_moves_evenly_and_by_less_than_a_pixel(tmp_path: Path) -> None:
    drawn = _frames(_layer(_picture(tmp_path / "a.png")), list(range(LENGTH)))
    places = [_place(frame, 0) for frame in drawn]
    steps = [b - a for a, b in pairwise(places)]
    mean = sum(steps) / len(steps)

    assert abs(mean) < 1
    assert all(step * mean > 0 for step in steps)
    # A camera of whole pixels would jump by 1 and stand still in between.
    assert max(abs(b - a) for a, b in pairwise(steps)) < 0.12


@settings(max_examples=25, deadline=None)
@given(
    st.integers(0, 2**32 - 1),
    st.floats(0, 1),
    st.floats(0, 1),
    st.sampled_from([(200, 120), (120, 200), (300, 60)]),
)
def test_no_picture_tears_or_folds(seed: int, x: float, y: float, size: tuple[int, int]) -> None:
    """Where the depth slopes, neighbours stay neighbours: less than half a pixel a pixel."""
    random = np.random.default_rng(seed)
    rough = random.integers(0, 256, (6, 8, 4), np.uint8)
    picture = cv2.resize(rough, size, interpolation=cv2.INTER_NEAREST)

    depth = find_depth(np.asarray(picture, np.uint8), Focus(x=x, y=y))

    assert depth.min() >= 0
    assert depth.max() == pytest.approx(1)
    slope = np.abs(np.diff(depth, axis=1)).max() * depth.shape[1]
    assert slope * _SHIFT < 0.5


def test_a_picture_of_one_colour_is_drawn(tmp_path: Path) -> None:
    Image.new("RGB", (64, 64), "#808080").save(tmp_path / "a.png")

    frame = _frames(_layer(tmp_path / "a.png"), [LENGTH // 2])[0]

    assert np.abs(frame[..., :3].astype(int) - 128).max() <= 1


def test_a_whole_picture_floats_before_its_surround(tmp_path: Path) -> None:
    """A tall picture in a wide frame: its edges pass over the surround, which stays whole."""
    path = tmp_path / "tall.png"
    Image.new("RGB", (300, 600), "#FFFFFF").save(path)
    first, last = _frames(_layer(path, fit=Fit.BRAND), [0, LENGTH - 1])

    def edges(frame: Frame) -> tuple[int, int]:
        bright = np.flatnonzero(frame[90, :, 1] > 200)
        return int(bright[0]), int(bright[-1])

    (left, right), (left_after, right_after) = edges(first), edges(last)
    assert right_after - left_after > right - left
    assert (left_after + right_after) / 2 < (left + right) / 2
    for frame in (first, last):
        assert frame[90, 8, 1] < 40
        assert frame[90, -8, 1] < 40
        assert (frame[..., 3] == 255).all()


def test_the_golden_strip(tmp_path: Path) -> None:
    subject = _layer(_picture(tmp_path / "a.png"))
    drawn = np.hstack([f[..., 2::-1] for f in _frames(subject, [0, LENGTH // 2, LENGTH - 1])])
    if not GOLDEN.exists():
        Image.fromarray(np.ascontiguousarray(drawn)).save(GOLDEN)
    wanted = np.asarray(Image.open(GOLDEN).convert("RGB")).astype(int)

    assert np.abs(drawn.astype(int) - wanted).max() <= 3
