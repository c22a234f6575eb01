"""What every layer must do."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from studio.compose.layers import Layer, Stage, layer
from studio.compose.layers.caption import CaptionLayer
from studio.compose.layers.caption_styles import STYLES
from studio.compose.render import fonts
from studio.compose.specs import (
    CaptionSpec,
    CaptionStyle,
    FootageSpec,
    GraphicSpec,
    LineSpec,
    StillSpec,
    WordSpec,
)
from studio.domain.brand import Brand
from studio.domain.format import Aspect, Size
from studio.domain.ids import AssetId
from studio.domain.project import Captions
from studio.domain.scene import Camera, Ending, Fit, Focus, Words
from studio.domain.time import FrameRate
from studio.graphics.templates import TEMPLATES

SIZES = [Size(width=160, height=90), Size(width=90, height=160)]
LENGTH = 40
Make = Callable[[Path, Size], Layer]


def _stage(folder: Path, size: Size) -> tuple[Stage, AssetId, AssetId]:
    pixels = np.random.default_rng(5).integers(0, 256, (60, 100, 3), np.uint8)
    picture, film = folder / "a picture.png", folder / "ein Fülm.mp4"
    Image.fromarray(pixels).save(picture)
    _film(film)
    names = [AssetId(hashlib.sha256(p.read_bytes()).hexdigest()) for p in (picture, film)]
    paths = dict(zip(names, (picture, film), strict=True))
    return Stage(paths, size, FrameRate(), fonts()), names[0], names[1]


def _film(path: Path) -> None:
    """Half a second at 24 frames a second, ever lighter."""
    with av.open(str(path), "w") as file:
        stream = file.add_stream("libx264", rate=24)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for n in range(12):
            grey = np.full((48, 64, 3), 20 * n, np.uint8)
            file.mux(stream.encode(av.VideoFrame.from_ndarray(grey, "rgb24")))
        file.mux(stream.encode(None))


def _still(folder: Path, size: Size) -> Layer:
    stage, picture, _ = _stage(folder, size)
    spec = StillSpec(picture=picture, camera=Camera.DRIFT, focus=Focus(), ground="#000000")
    return layer(spec, stage, LENGTH)


def _held(folder: Path, size: Size) -> Layer:
    stage, picture, _ = _stage(folder, size)
    spec = StillSpec(picture=picture, camera=Camera.HOLD, focus=Focus(), ground="#000000")
    return layer(spec, stage, LENGTH)


def _deep(fit: Fit, folder: Path, size: Size) -> Layer:
    stage, picture, _ = _stage(folder, size)
    spec = StillSpec(
        picture=picture, camera=Camera.PARALLAX, focus=Focus(), ground="#000000", fit=fit
    )
    return layer(spec, stage, LENGTH)


def _looped(folder: Path, size: Size) -> Layer:
    stage, _, film = _stage(folder, size)
    return layer(FootageSpec(film=film, start_s=0.1), stage, LENGTH)


def _frozen(folder: Path, size: Size) -> Layer:
    stage, _, film = _stage(folder, size)
    return layer(FootageSpec(film=film, start_s=9.0, ending=Ending.HOLD), stage, LENGTH)


def _graphic(folder: Path, size: Size) -> Layer:
    stage, _, _ = _stage(folder, size)
    document = TEMPLATES["title"](Words(headline="Eight days"), Brand(), Aspect.WIDE)
    return layer(GraphicSpec(document=document.model_dump(mode="json")), stage, LENGTH)


def _caption(kind: Captions, folder: Path, size: Size) -> Layer:
    style = CaptionStyle(kind=kind, ink="#FFFFFF", accent="#F2B134", font="Inter")
    words = (
        WordSpec(begin=0, end=3, start=6, length=10),
        WordSpec(begin=4, end=7, start=18, length=8),
    )
    line = LineSpec(text="one two", start=5, length=25, words=words)
    return CaptionLayer(CaptionSpec(style=style, lines=(line,)), size, FrameRate(), fonts())


LAYERS: dict[str, Make] = {
    "still": _still,
    "held still": _held,
    "parallax": partial(_deep, Fit.FILL),
    "parallax of a plate": partial(_deep, Fit.BLUR),
    "looped footage": _looped,
    "frozen footage": _frozen,
    "graphic": _graphic,
    **{f"caption {kind}": partial(_caption, kind) for kind in STYLES},
}
CASES = pytest.mark.parametrize("make", LAYERS.values(), ids=list(LAYERS))


def _drawn(subject: Layer, size: Size, n: int) -> np.ndarray:
    frame = np.full((size.height, size.width, 4), 90, np.uint8)
    frame[..., 3] = 255
    subject.draw(frame, n)
    return frame


@CASES
@pytest.mark.parametrize("size", SIZES, ids=["wide", "tall"])
def test_the_same_frame_is_always_drawn_the_same(tmp_path: Path, make: Make, size: Size) -> None:
    subject = make(tmp_path, size)
    try:
        early = _drawn(subject, size, 3)
        for n in range(4, 12):
            subject.draw(early.copy(), n)
        assert np.array_equal(_drawn(subject, size, 3), early)
        assert (early[..., 3] == 255).all()
    finally:
        subject.close()


@CASES
def test_frames_said_to_be_alike_are_alike(tmp_path: Path, make: Make) -> None:
    subject, size = make(tmp_path, SIZES[0]), SIZES[0]
    try:
        for n in range(LENGTH - 1):
            if not subject.changes_after(n):
                assert np.array_equal(_drawn(subject, size, n), _drawn(subject, size, n + 1)), n
    finally:
        subject.close()


@CASES
def test_another_layer_draws_the_same(tmp_path: Path, make: Make) -> None:
    one, two = make(tmp_path, SIZES[0]), make(tmp_path, SIZES[0])
    try:
        assert np.array_equal(_drawn(one, SIZES[0], 20), _drawn(two, SIZES[0], 20))
    finally:
        one.close()
        two.close()


def test_footage_plays_on_and_round_again(tmp_path: Path) -> None:
    subject, size = _looped(tmp_path, SIZES[0]), SIZES[0]
    try:
        light = [float(_drawn(subject, size, n)[..., :3].mean()) for n in range(24)]
    finally:
        subject.close()

    assert light[6] > light[0]
    assert min(light[10:16]) < max(light[:12]) - 60


def test_footage_past_its_end_holds_its_last_frame(tmp_path: Path) -> None:
    subject = _frozen(tmp_path, SIZES[0])
    try:
        assert float(_drawn(subject, SIZES[0], 0)[..., :3].mean()) > 180
        assert not subject.changes_after(0)
    finally:
        subject.close()
