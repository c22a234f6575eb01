"""What is laid straight into an encoder's planes is what would have been drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from studio.compose.layers.finish import FinishLayer
from studio.compose.layers.panes import Axis, Pane
from studio.compose.layers.patch import Box, Patch
from studio.compose.planes import Planes
from studio.compose.render import blank, picture
from studio.compose.segments import Look, segments
from studio.compose.specs import FinishSpec
from studio.domain.brand import Brand
from studio.domain.format import Quality, Size
from studio.domain.look import Corner, Grade, Watermark
from studio.domain.project import Captions
from studio.domain.scene import Camera, Fit, Graphic, Scene, Still, Transition, Words
from studio.graphics.painter import Painter

if TYPE_CHECKING:
    from conftest import Filming

SIZE = Size(width=320, height=180)
ODD = (643, 437)


def photograph(width: int, height: int) -> np.ndarray:
    """Fine light and soft colour, as a photograph has: RGB."""
    random = np.random.default_rng(4)
    light = cv2.GaussianBlur(random.standard_normal((height, width, 1)), (0, 0), 2)[..., None]
    colour = cv2.GaussianBlur(random.standard_normal((height, width, 3)), (0, 0), 12)
    mixed = 128 + 40 * light / light.std() + 20 * colour / colour.std()
    return np.asarray(np.clip(mixed, 0, 255), np.uint8)


def apart(scenes: list[Scene], filming: Filming, captions: Captions, **look: Any) -> list[float]:
    """By how many levels laid and drawn frames differ: the most and the mean, Y' then colour."""
    whole = Look(SIZE, Quality.DRAFT, Brand(), captions, **look)
    drawn, laid, frame = Planes.of(SIZE), Planes.of(SIZE), blank(SIZE)
    worst = [0.0, 0.0, 0.0, 0.0]
    for part in segments(filming.cut(scenes), whole):
        with picture(part.spec, filming.pictures) as shown:
            for n in range(part.spec.frames):
                shown.draw(frame, n)
                drawn.fill(frame)
                shown.lay(laid, n)
                for k, (one, two) in enumerate(zip(drawn.each, laid.each, strict=True)):
                    off = np.abs(one.astype(int) - two)
                    place = 2 * bool(k)
                    worst[place] = max(worst[place], float(off.max()))
                    worst[place + 1] = max(worst[place + 1], float(off.mean()))
    return worst


MOVES = [camera for camera in Camera if camera is not Camera.PARALLAX]


@pytest.mark.parametrize("camera", MOVES)
@pytest.mark.parametrize("size", [(640, 360), ODD])
def test_a_still_is_laid_as_it_is_drawn(
    filming: Filming, camera: Camera, size: tuple[int, int]
) -> None:
    asset = filming.add_picture(Image.fromarray(photograph(*size)))
    visual = Still(picture=asset, camera=camera, fit=Fit.FILL)
    most, mean, _, colour = apart([filming.still("a", visual=visual)], filming, Captions.OFF)
    assert most <= 9
    assert mean <= 0.8
    assert colour <= 0.8


@pytest.mark.parametrize("captions", [each for each in Captions if each is not Captions.OFF])
def test_captions_are_laid_as_they_are_drawn(filming: Filming, captions: Captions) -> None:
    filming.speak("a", length_s=2.0)
    visual = Still(picture=filming.picture("#3060A0"), camera=Camera.HOLD)
    scene = filming.still("a", visual=visual, frames=90)
    most, mean, colour, _ = apart([scene], filming, captions)
    assert most <= 8
    assert mean <= 0.6
    assert colour <= 6


@pytest.mark.parametrize("kind", ["crossfade", "cut", "push", "dip-to-black"])
def test_joins_are_laid_as_they_are_drawn(filming: Filming, kind: str) -> None:
    how = Transition(kind=kind, frames=8)
    scenes = [
        filming.still(
            name,
            visual=Still(picture=filming.add_picture(Image.fromarray(photograph(640, 360 + n)))),
            transition=how,
        )
        for n, name in enumerate("abc")
    ]
    most, mean, _, colour = apart(scenes, filming, Captions.OFF)
    assert most <= 9
    assert mean <= 0.8
    assert colour <= 0.8


def test_words_and_a_mark_over_all(filming: Filming) -> None:
    logo = Image.fromarray(np.full((41, 73, 4), (250, 120, 10, 180), np.uint8))
    mark = Watermark(picture=filming.add_picture(logo), corner=Corner.TOP_RIGHT, opacity=0.7)
    scenes = [
        filming.still("a", visual=Graphic(template="title", words=Words(headline="Eight days"))),
        filming.still(
            "b",
            visual=Still(picture=filming.picture("#20A060"), words=Words(headline="The crew")),
            frames=110,
        ),
    ]
    most, mean, _, colour = apart(scenes, filming, Captions.OFF, watermark=mark)
    assert most <= 9
    assert mean <= 0.8
    assert colour <= 2.0


PLANE = photograph(300, 200)[..., 1]


@settings(deadline=None, max_examples=60)
@given(
    scale=st.floats(1.02, 1.25) | st.sampled_from([6 / 5, 5 / 4, 8 / 7, 11 / 10]),
    left=st.floats(0, 40),
    top=st.floats(0, 40),
)
def test_a_window_lies_where_it_belongs(scale: float, left: float, top: float) -> None:
    """Beside the exact mix of neighbours it is moved by less than a fortieth of a pixel."""
    plane = PLANE
    out = np.empty((90, 160), np.uint8)
    Pane(plane, Pane.room(160, 90)).show(Axis(scale, left), Axis(scale, top), out)

    wanted = exact(plane.astype(float), scale * np.arange(160) + left, scale * np.arange(90) + top)
    off = out - wanted
    assert np.abs(off).mean() <= 1.0
    for slope in np.gradient(wanted):
        assert abs((off * slope).sum() / (slope * slope).sum()) <= 1 / 40


def exact(plane: np.ndarray, across: np.ndarray, down: np.ndarray) -> np.ndarray:
    """The linear mix of what lies around those places."""
    x, y = across.astype(int), down.astype(int)
    right, below = across - x, (down - y)[:, None]
    upper = plane[y][:, x] * (1 - right) + plane[y][:, x + 1] * right
    lower = plane[y + 1][:, x] * (1 - right) + plane[y + 1][:, x + 1] * right
    return np.asarray(upper * (1 - below) + lower * below)


def test_words_at_rest_are_drawn_once(filming: Filming, monkeypatch: pytest.MonkeyPatch) -> None:
    visual = Still(picture=filming.picture("#20A060"), words=Words(headline="The crew"))
    (part,) = segments(
        filming.cut([filming.still("a", visual=visual, frames=120)]),
        Look(SIZE, Quality.DRAFT, Brand(), Captions.OFF),
    )
    drawn = []
    draw = Painter.draw
    monkeypatch.setattr(
        Painter, "draw", lambda self, frame, n: (drawn.append(n), draw(self, frame, n))
    )
    planes = Planes.of(SIZE)
    with picture(part.spec, filming.pictures) as shown:
        for n in range(part.spec.frames):
            shown.lay(planes, n)
    assert 1 < len(drawn) < 60


COSTLY = ["film", "vivid", "teal", "golden"]


@pytest.mark.parametrize(
    "grade",
    [*(Grade(name=name) for name in COSTLY), Grade(vignette=0.8), Grade(name="teal", grain=0.6)],
    ids=lambda grade: f"{grade.name}-{grade.grain}-{grade.vignette}",
)
def test_a_finish_is_laid_as_it_is_drawn(grade: Grade) -> None:
    finish = FinishLayer(FinishSpec(grade=grade, has_colours=grade.has_colours), {}, SIZE)
    frame = blank(SIZE)
    frame[..., :3] = photograph(SIZE.width, SIZE.height)
    drawn, laid = Planes.of(SIZE), Planes.of(SIZE)
    laid.fill(frame)

    finish.draw(frame, 3)
    drawn.fill(frame)
    assert finish.lays(3)
    finish.lay(laid, 3)

    for one, two in zip(drawn.each, laid.each, strict=True):
        off = two.astype(int) - one
        assert np.abs(off).mean() <= 1.2
        assert np.percentile(np.abs(off), 99) <= 6
        assert abs(off.mean()) <= 0.5


def test_curves_and_greys_stay_exact_on_drawn_frames() -> None:
    for name in ("warm", "noir"):
        spec = FinishSpec(grade=Grade(name=name), has_colours=True)
        assert not FinishLayer(spec, {}, SIZE).lays(0)


def test_a_patch_is_seen_through() -> None:
    size = Size(width=64, height=32)
    below = np.full((32, 64, 4), (200, 40, 90, 255), np.uint8)
    planes, wanted = Planes.of(size), Planes.of(size)
    planes.fill(below)
    box = Box.around(10.5, 7.2, 39.0, 21.0, size)
    assert (box.left, box.top, box.right, box.bottom) == (10, 6, 40, 22)
    pixels = box.blank()
    pixels[:] = (64, 128, 32, 128)

    Patch(pixels, box).lay(planes)

    mixed = below[box.top : box.bottom, box.left : box.right, :3] * (127 / 255) + (64, 128, 32)
    below[box.top : box.bottom, box.left : box.right, :3] = np.rint(mixed)
    wanted.fill(below)
    for one, two in zip(planes.each, wanted.each, strict=True):
        assert np.abs(one.astype(int) - two).max() <= 2
