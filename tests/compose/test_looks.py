"""Looks: every named one, tables people bring, grain and corners, the watermark."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image

from studio.compose.layers import Frame
from studio.compose.layers.finish import FinishLayer
from studio.compose.layers.mark import MarkLayer
from studio.compose.looks import LOOKS, cube
from studio.compose.looks.grading import tint
from studio.compose.looks.tinting import Tint
from studio.compose.render import blank, picture
from studio.compose.segments import Look, segments
from studio.compose.specs import FinishSpec
from studio.domain.brand import Brand
from studio.domain.errors import NotFound, UnreadableInput
from studio.domain.format import Quality, Size
from studio.domain.ids import AssetId
from studio.domain.look import NATURAL, Corner, Grade, Watermark
from studio.domain.project import Captions
from studio.domain.scene import Camera, Graphic, Words
from studio.graphics.cube import Cube

if TYPE_CHECKING:
    from conftest import Filming

SMALL = Size(width=160, height=90)
GOLDEN = Path(__file__).parents[1] / "golden" / "looks"


def _spectrum(size: Size = SMALL) -> Frame:
    """All hues across, from black over full colour to white down, and a strip of greys."""
    hue = np.linspace(0, 6, size.width, endpoint=False)[None, :, None]
    offsets = np.array([0, 4, 2])
    full = np.clip(np.abs((hue + offsets) % 6 - 3) - 1, 0, 1)
    level = np.linspace(0, 2, size.height)[:, None, None]
    colours = np.where(level < 1, full * level, full + (1 - full) * (level - 1))
    colours[-12:] = np.linspace(0, 1, size.width)[None, :, None]
    frame = blank(size)
    frame[..., 2::-1] = (colours * 255 + 0.5).astype(np.uint8)
    return frame


def _finished(frame: Frame, n: int = 0, **grade: Any) -> Frame:
    size = Size(width=frame.shape[1], height=frame.shape[0])
    spec = FinishSpec(grade=Grade(**grade), has_colours="name" in grade)
    out = frame.copy()
    FinishLayer(spec, {}, size).draw(out, n)
    return out


@pytest.mark.parametrize("name", LOOKS)
def test_a_look_on_a_frame_is_what_its_table_says(name: str) -> None:
    frame = _spectrum()
    wanted = tint(Grade(name=name), {}).exact(frame[..., 2::-1].reshape(-1, 3).astype(np.float32))

    got = _finished(frame, name=name)

    off = np.abs(got[..., 2::-1].reshape(-1, 3) - wanted)
    assert off.mean() < 1
    assert np.quantile(off, 0.99) < 6
    assert (got[..., 3] == 255).all()


@pytest.mark.parametrize("name", LOOKS)
def test_a_look_keeps_its_golden_frame(name: str) -> None:
    golden = np.asarray(Image.open(GOLDEN / f"{name}.png").convert("RGB")).astype(int)

    got = _finished(_spectrum(), name=name)[..., 2::-1]

    assert np.abs(got - golden).max() <= 2


def test_looks_differ() -> None:
    frames = [_finished(_spectrum(), name=name) for name in LOOKS]

    for n, one in enumerate(frames):
        for two in frames[n + 1 :]:
            assert np.abs(one.astype(int) - two).mean() > 1.5


def test_natural_changes_nothing() -> None:
    assert (_finished(_spectrum(), name=NATURAL) == _spectrum()).all()


@pytest.mark.parametrize("name", ["noir", "silver"])
def test_black_and_white_has_no_colour_left(name: str) -> None:
    got = _finished(_spectrum(), name=name)[..., :3].astype(int)

    assert (got.max(axis=2) - got.min(axis=2)).max() == 0


def test_greys_stay_even_in_a_coloured_table() -> None:
    """Dither must not speckle what has no colour."""
    frame = blank(Size(width=64, height=64))
    frame[..., :3] = 90

    got = _finished(frame, name="vivid")[..., :3].astype(int)

    assert got.reshape(-1, 3).std(axis=0).max() < 0.6


def test_half_the_strength_is_halfway() -> None:
    none, full = _spectrum().astype(int), _finished(_spectrum(), name="noir").astype(int)
    half = _finished(_spectrum(), name="noir", strength=0.5).astype(int)

    assert np.abs(half - (none + full) / 2).mean() < 2


def test_a_table_of_another_order_is_followed() -> None:
    table = cube(NATURAL).table[..., ::-1]
    frame = blank(SMALL)
    frame[..., :3] = (10, 100, 200)

    Tint(Cube(np.ascontiguousarray(table))).apply(frame)

    assert np.abs(frame[..., :3].mean(axis=(0, 1)) - (200, 100, 10)).max() <= 1


def test_a_look_nobody_has_is_named() -> None:
    with pytest.raises(NotFound, match="sepia"):
        tint(Grade(name="sepia"), {})


def test_a_damaged_table_is_named(tmp_path: Path) -> None:
    path = tmp_path / "film.cube"
    path.write_text("LUT_3D_SIZE 2\n0 0 0\n", encoding="utf-8")

    with pytest.raises(UnreadableInput, match=r"film\.cube.*1 colours in place of 8"):
        tint(Grade(table=AssetId("t")), {AssetId("t"): path})


def test_grain_is_the_same_for_a_frame_and_another_in_the_next() -> None:
    grey = blank(SMALL)
    grey[..., :3] = 128

    one, again = _finished(grey, 7, grain=0.5), _finished(grey, 7, grain=0.5)
    other = _finished(grey, 8, grain=0.5)

    assert (one == again).all()
    assert (one != other).mean() > 0.3
    assert 4 < one[..., 0].std() < 10
    assert abs(one[..., 0].mean() - 128) < 0.6
    assert (one[..., 0] == one[..., 2]).all()


def test_a_vignette_darkens_corners_and_spares_the_middle() -> None:
    white = blank(SMALL)
    white[..., :3] = 255

    got = _finished(white, vignette=0.6)

    assert (got[40:50, 70:90, :3] >= 254).all()
    assert 90 < got[0, 0, 0] < 190
    assert (got[..., 3] == 255).all()


@pytest.mark.parametrize("corner", Corner)
@pytest.mark.parametrize("size", [SMALL, Size(width=90, height=160)], ids=["wide", "tall"])
def test_a_watermark_stands_title_safe_in_its_corner(
    filming: Filming, corner: Corner, size: Size
) -> None:
    logo = Image.new("RGBA", (40, 20), (255, 255, 255, 255))
    asset = filming.add_picture(logo)
    mark = Watermark(picture=asset, corner=corner, size=0.2, opacity=0.5)
    frame = blank(size)

    MarkLayer(mark, filming.pictures[asset], size).draw(frame, 0)

    rows, columns = np.nonzero(frame[..., 0])
    assert rows.min() >= 0.05 * size.height - 1
    assert rows.max() <= 0.95 * size.height
    assert columns.min() >= 0.05 * size.width - 1
    assert columns.max() <= 0.95 * size.width
    assert (rows.mean() < size.height / 2) is np.bool_("top" in corner.value)
    assert (columns.mean() < size.width / 2) is np.bool_("left" in corner.value)
    assert abs(int(frame[..., 0].max()) - 128) <= 1


LOOK = Look(SMALL, Quality.DRAFT, Brand(), Captions.OFF)


def _frame(filming: Filming, scene: Any, n: int = 0, **look: Any) -> Frame:
    part = segments(filming.cut([scene]), Look(**{**vars(LOOK), **look}))[0]
    frame = blank(SMALL)
    with picture(part.spec, filming.pictures) as shown:
        shown.draw(frame, n)
    return frame


@pytest.mark.parametrize("camera", [Camera.HOLD, Camera.PUSH_IN, Camera.PAN_LEFT])
def test_stills_are_graded(filming: Filming, camera: Camera) -> None:
    frame = _frame(filming, filming.still("a", camera=camera), grade=Grade(name="noir"))

    assert (frame[..., 0] == frame[..., 2]).all()


def test_designed_scenes_are_graded(filming: Filming) -> None:
    scene = filming.still("a", visual=Graphic(template="title", words=Words(headline="Moon")))

    assert (_frame(filming, scene)[..., 0] != _frame(filming, scene)[..., 2]).any()
    frame = _frame(filming, scene, grade=Grade(name="noir"))
    assert (frame[..., 0] == frame[..., 2]).all()


def test_a_scenes_own_grade_comes_before_the_films(filming: Filming) -> None:
    scene = filming.still("a", grade=Grade())

    plain = _frame(filming, filming.still("a"))
    assert (_frame(filming, scene, grade=Grade(name="noir")) == plain).all()


def test_words_over_a_picture_keep_their_colours(filming: Filming) -> None:
    still = filming.still("a")
    worded = still.visual.model_copy(update={"words": Words(headline="The crew")})
    part = segments(
        filming.cut([still.model_copy(update={"visual": worded})]),
        Look(**{**vars(LOOK), "grade": Grade(name="noir", grain=0.2)}),
    )[0]

    assert [layer.kind for layer in part.spec.shots[0].layers] == ["still", "finish", "graphic"]
