"""What layers draw: pictures of every shape, captions that can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from studio.compose.layers import Frame
from studio.compose.layers.caption import CaptionLayer
from studio.compose.layers.caption_styles.style import BOX_OPACITY, NIGHT
from studio.compose.layers.contrast import blended, readable
from studio.compose.layers.picture import load
from studio.compose.layers.still import StillLayer
from studio.compose.planes import Planes
from studio.compose.render import blank, fonts
from studio.compose.specs import CaptionSpec, CaptionStyle, LineSpec, StillSpec, WordSpec
from studio.domain.errors import UnreadableInput
from studio.domain.format import Size
from studio.domain.ids import AssetId
from studio.domain.scene import Camera, Fit, Focus
from studio.domain.time import FrameRate
from studio.graphics.colour import contrast, luminances

if TYPE_CHECKING:
    from conftest import Filming

WIDE = Size(width=320, height=180)
SIZES = [WIDE, Size(width=180, height=320), Size(width=180, height=180)]
RATE = FrameRate()
STYLE = CaptionStyle(ink="#F4F7FB", accent="#F2B134", font="Inter")


def _still(filming: Filming, image: Image.Image, size: Size, camera: Camera) -> StillLayer:
    asset = filming.add_picture(image)
    spec = StillSpec(picture=asset, camera=camera, focus=Focus(), ground="#0E1B2A")
    return StillLayer(spec, filming.pictures[asset], size, RATE, 120)


@pytest.mark.parametrize("camera", list(Camera))
@pytest.mark.parametrize("size", SIZES, ids=["wide", "tall", "square"])
def test_a_still_fills_every_frame_without_a_border(
    filming: Filming, camera: Camera, size: Size
) -> None:
    layer = _still(filming, Image.new("RGB", (300, 200), "#30A0E0"), size, camera)

    for n in (0, 59, 119):
        frame = np.zeros((size.height, size.width, 4), np.uint8)
        layer.draw(frame, n)
        edges = np.concatenate([frame[0], frame[-1], frame[:, 0], frame[:, -1]])
        assert (frame[..., 3] == 255).all()
        assert edges[:, :3].min() > 8


@pytest.mark.parametrize("shape", [(8400, 4200), (8400, 300), (16_000, 4), (4, 16_000)])
def test_a_picture_of_any_size_fills_a_frame(filming: Filming, shape: tuple[int, int]) -> None:
    """The focus is marked: it is seen whatever else of a long strip is left out."""
    image = Image.new("L", shape, 90)
    x, y = round(0.75 * shape[0]), round(0.75 * shape[1])
    reach = max(1, min(shape) // 10)
    image.paste(255, (x - reach, y - reach, x + reach + 1, y + reach + 1))
    asset = filming.add_picture(image)
    focus = Focus(x=0.75, y=0.75)
    spec = StillSpec(
        picture=asset, camera=Camera.PUSH_IN, focus=focus, ground="#0E1B2A", fit=Fit.FILL
    )
    layer = StillLayer(spec, filming.pictures[asset], WIDE, RATE, 120)
    planes = Planes.of(WIDE)
    layer.lay(planes, 60)
    assert planes.luma.min() > 60
    assert planes.luma.max() > 200
    assert planes.luma.mean() < 200
    assert max(layer._prepared) < 32_767


def test_a_slide_is_what_the_warp_gives(filming: Filming) -> None:
    rng = np.random.default_rng(1)
    blots = cv2.resize(rng.integers(0, 256, (5, 8, 3), np.uint8), (320, 180))
    layer = _still(filming, Image.fromarray(blots), WIDE, Camera.PAN_RIGHT)
    slid, warped = blank(WIDE), blank(WIDE)

    for n in (0, 31, 77, 119):
        layer._is_sliding = True
        layer.draw(slid, n)
        layer._is_sliding = False
        layer.draw(warped, n)
        assert np.abs(slid.astype(int) - warped).mean() < 3


def test_a_portrait_picture_in_a_wide_film_is_shown_whole(filming: Filming) -> None:
    image = Image.new("RGB", (100, 300), "#E0E0E0")
    ImageDraw.Draw(image).rectangle((0, 0, 99, 30), fill="#FF0000")
    ImageDraw.Draw(image).rectangle((0, 270, 99, 299), fill="#0000FF")
    frame = blank(WIDE)

    _still(filming, image, WIDE, Camera.HOLD).draw(frame, 0)

    blue, _, red, _ = frame[4, WIDE.width // 2]
    assert red > 200 > 60 > blue
    blue, _, red, _ = frame[-5, WIDE.width // 2]
    assert blue > 200 > 60 > red
    assert 10 < frame[90, 20, :3].mean() < 160


def test_a_held_picture_does_not_change(filming: Filming) -> None:
    image = Image.new("RGB", (320, 180), "#808080")

    assert not _still(filming, image, WIDE, Camera.HOLD).changes_after(3)
    assert _still(filming, image, WIDE, Camera.DRIFT).changes_after(3)


def test_pictures_are_turned_as_their_exif_says(filming: Filming) -> None:
    image = Image.new("RGB", (40, 20), "#FF0000")
    exif = image.getexif()
    exif[0x0112] = 6
    path = filming.folder / "turned.jpg"
    image.save(path, exif=exif)

    assert load(path, "#000000", (10, 10)).shape[:2] == (40, 20)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "CMYK", "I;16", "F"])
def test_every_kind_of_picture_is_read(filming: Filming, mode: str) -> None:
    path = filming.folder / ("picture.tif" if mode in ("CMYK", "I;16", "F") else "picture.png")
    if mode == "I;16":
        Image.fromarray(np.full((8, 8), 40_000, np.uint16)).save(path)
    else:
        Image.new("RGB", (8, 8), "#808080").convert(mode).save(path)

    assert load(path, "#000000", (8, 8)).shape == (8, 8, 4)


def test_clear_parts_show_the_ground(filming: Filming) -> None:
    path = filming.folder / "clear.png"
    Image.new("RGBA", (4, 4), (255, 0, 0, 0)).save(path)

    assert load(path, "#102030", (4, 4))[0, 0].tolist() == [0x30, 0x20, 0x10, 255]


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", b"no picture at all"])
def test_a_damaged_picture_is_named(filming: Filming, content: bytes) -> None:
    path = filming.folder / "broken.png"
    path.write_bytes(content)

    with pytest.raises(UnreadableInput, match=r"broken\.png"):
        load(path, "#000000", (8, 8))


def test_a_truncated_picture_is_named(filming: Filming) -> None:
    path = filming.folder / "cut.png"
    noise = np.random.default_rng(0).integers(0, 256, (64, 64, 3), np.uint8)
    Image.fromarray(noise).save(path)
    path.write_bytes(path.read_bytes()[:2000])

    with pytest.raises(UnreadableInput, match=r"cut\.png"):
        load(path, "#000000", (8, 8))


def _line(text: str, start: int = 0, length: int = 60) -> LineSpec:
    words, place = [], 0
    for n, word in enumerate(text.split()):
        words.append(WordSpec(begin=place, end=place + len(word), start=start + 10 * n, length=10))
        place += len(word) + 1
    return LineSpec(text=text, start=start, length=length, words=tuple(words))


def _captions(size: Size, *lines: LineSpec, style: CaptionStyle = STYLE) -> CaptionLayer:
    return CaptionLayer(CaptionSpec(style=style, lines=lines), size, RATE, fonts())


def _drawn(layer: CaptionLayer, size: Size, n: int, ground: int = 255) -> Frame:
    frame = np.full((size.height, size.width, 4), ground, np.uint8)
    frame[..., 3] = 255
    layer.draw(frame, n)
    return frame


@pytest.mark.parametrize("size", SIZES, ids=["wide", "tall", "square"])
def test_captions_stay_inside_the_title_safe_area(size: Size) -> None:
    big = Size(width=size.width * 3, height=size.height * 3)
    text = "Donaudampfschifffahrtsgesellschaft und weitere lange Wörter"

    frame = _drawn(_captions(big, _line(text)), big, 20)

    rows, columns = np.nonzero((frame[..., :3] != 255).any(axis=2))
    assert columns.min() >= 0.05 * big.width
    assert columns.max() < 0.95 * big.width
    assert rows.max() < (0.82 if big.height > big.width else 0.955) * big.height


def test_the_word_being_said_is_lit() -> None:
    size = Size(width=640, height=360)
    layer = _captions(size, _line("one two three"))
    second, third = _drawn(layer, size, 12), _drawn(layer, size, 25)

    def lit(frame: Frame) -> float:
        """The middle, across, of what is drawn in the accent colour."""
        blue, red = frame[..., 0].astype(int), frame[..., 2].astype(int)
        return float(np.nonzero(red - blue > 90)[1].mean())

    assert lit(second) < lit(third)
    assert layer.changes_after(19)
    assert not layer.changes_after(12)


def test_a_line_comes_and_goes() -> None:
    layer = _captions(WIDE, _line("one two", start=10, length=30))

    assert (_drawn(layer, WIDE, 9) == 255).all()
    assert (_drawn(layer, WIDE, 40) == 255).all()
    assert not layer.changes_after(5)
    first, later = _drawn(layer, WIDE, 10), _drawn(layer, WIDE, 15)
    assert int(later.min()) < int(first.min()) < 255


@pytest.mark.parametrize("ground", [0, 128, 255])
@pytest.mark.parametrize("accent", ["#F2B134", "#101080", "#5A0000", "#FFFFFF"])
def test_words_have_contrast_on_whatever_lies_behind(ground: int, accent: str) -> None:
    size = Size(width=640, height=360)
    style = CaptionStyle(ink="#202020", accent=accent, font="Inter")
    frame = _drawn(_captions(size, _line("mmm mmm"), style=style), size, 5, ground)

    rows, columns = np.nonzero((frame[..., :3] != ground).any(axis=2))
    box = frame[rows.min() + 4 : rows.max() - 3, columns.min() + 4 : columns.max() - 3]
    seen = luminances(box[..., 2::-1])
    behind, letters = np.quantile(seen, 0.05), np.quantile(seen, 0.98)
    assert (letters + 0.05) / (behind + 0.05) >= 4.5


@pytest.mark.parametrize("colour", ["#000000", "#101080", "#808080", "#FF0000", "#FFFFFF"])
def test_readable_colours_reach_the_contrast_asked(colour: str) -> None:
    worst = blended(NIGHT, "#FFFFFF", BOX_OPACITY)

    assert contrast(readable(colour, worst), worst) >= 4.5
    assert readable("#FFFFFF", worst) == "#FFFFFF"


def test_every_script_is_drawn() -> None:
    size = Size(width=640, height=360)
    for text in (
        "שלום עולם",
        "مرحبا بالعالم",
        "नमस्ते दुनिया",
        "สวัสดีชาวโลก",
        "你好世界",
        "👩🏽‍🚀 hello",
    ):
        frame = _drawn(_captions(size, _line(text)), size, 3, 128)
        assert (frame[..., :3].max(axis=2) > 200).sum() > 50, text


def test_asset_ids_that_are_not_there(filming: Filming) -> None:
    from studio.compose.layers import Stage
    from studio.domain.errors import MediaMissing

    stage = Stage(filming.pictures, WIDE, RATE, fonts())
    with pytest.raises(MediaMissing):
        stage.path(AssetId("f" * 64))
