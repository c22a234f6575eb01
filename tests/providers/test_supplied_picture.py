from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from studio.domain.brand import Brand, Palette
from studio.domain.errors import BadInput, TooLarge, UnreadableInput
from studio.domain.format import Size
from studio.domain.ids import AssetId
from studio.domain.scene import Graphic, Still
from studio.providers.interface import PictureAsk
from studio.providers.supplied_picture import LONGEST_SIDE, SuppliedPicture

GROUND = (16, 32, 48)
BRAND = Brand(palette=Palette(ground="#102030"))
RED, BLUE = (255, 0, 0), (0, 0, 255)


def _ask(source: Path | None) -> PictureAsk:
    return PictureAsk(Still(picture=AssetId("a")), Size(width=1920, height=1080), BRAND, source)


def _made(source: Path, ending: str = "jpg") -> Image.Image:
    target = source.with_name(f"scene größe.{ending}")
    made = SuppliedPicture().make(_ask(source), target)
    picture = Image.open(target)
    picture.load()
    assert picture.size == (made.width, made.height)
    return picture


def _is_near(picture: Image.Image, place: tuple[int, int], colour: tuple[int, ...]) -> bool:
    return bool(np.allclose(picture.convert("RGB").getpixel(place), colour, atol=6))


@pytest.mark.parametrize(
    ("name", "mode"),
    [
        ("a.jpg", "RGB"),
        ("a.jpg", "CMYK"),
        ("a.png", "RGB"),
        ("a.png", "RGBA"),
        ("a.png", "P"),
        ("a.webp", "RGB"),
        ("a.gif", "P"),
        ("a.bmp", "RGB"),
        ("a.tif", "CMYK"),
    ],
)
def test_colours_stay_where_they_are(name: str, mode: str, make_picture) -> None:
    picture = _made(make_picture(name, mode=mode))
    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (60, 40))
    assert _is_near(picture, (10, 20), RED)
    assert _is_near(picture, (50, 20), BLUE)


def test_the_camera_was_held_upright(make_picture) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = _made(make_picture("a.jpg", exif=exif))
    assert picture.size == (40, 60)
    assert _is_near(picture, (20, 10), RED)
    assert _is_near(picture, (20, 50), BLUE)
    assert 0x0112 not in picture.getexif()


def test_other_colour_spaces_become_srgb(make_picture, tmp_path: Path) -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    swapped = _profile_with_red_and_blue_swapped(lab.tobytes())
    picture = _made(make_picture("a.png", icc_profile=swapped))
    assert _is_near(picture, (10, 20), BLUE)
    assert _is_near(picture, (50, 20), RED)
    assert "icc_profile" not in picture.info


def _profile_with_red_and_blue_swapped(profile: bytes) -> bytes:
    """The tags rXYZ and bXYZ name each other's primaries."""
    return profile.replace(b"rXYZ", b"tXYZ").replace(b"bXYZ", b"rXYZ").replace(b"tXYZ", b"bXYZ")


def test_a_damaged_profile_is_passed_over(make_picture) -> None:
    assert _is_near(_made(make_picture("a.png", icc_profile=b"junk" * 50)), (10, 20), RED)


def test_clear_parts_show_the_ground_in_a_jpeg(tmp_path: Path) -> None:
    Image.new("RGBA", (20, 20), (255, 255, 255, 0)).save(tmp_path / "a.png")
    assert _is_near(_made(tmp_path / "a.png"), (10, 10), GROUND)


def test_clear_parts_stay_clear_in_a_png(tmp_path: Path) -> None:
    Image.new("RGBA", (20, 20), (255, 255, 255, 0)).save(tmp_path / "a.png")
    picture = _made(tmp_path / "a.png", "png")
    assert (picture.mode, picture.getpixel((10, 10))[3]) == ("RGBA", 0)


def test_a_palette_may_have_a_clear_colour(tmp_path: Path) -> None:
    picture = Image.new("P", (20, 20), 0)
    picture.putpalette([255, 0, 0, 0, 255, 0])
    picture.paste(1, (10, 0, 20, 20))
    picture.save(tmp_path / "a.png", transparency=0)
    made = _made(tmp_path / "a.png")
    assert _is_near(made, (4, 10), GROUND)
    assert _is_near(made, (15, 10), (0, 255, 0))


@pytest.mark.parametrize("dtype", [np.uint16, np.int32])
def test_sixteen_bits_become_eight(dtype: type, tmp_path: Path) -> None:
    values = np.tile(np.linspace(0, 65_535, 64).astype(dtype), (16, 1))
    Image.fromarray(values).save(tmp_path / "a.tif")
    picture = _made(tmp_path / "a.tif")
    assert _is_near(picture, (0, 8), (0, 0, 0))
    assert _is_near(picture, (32, 8), (129, 129, 129))
    assert _is_near(picture, (63, 8), (255, 255, 255))


def test_of_a_moving_gif_the_first_frame_is_taken(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (16, 16), colour) for colour in ("red", "blue")]
    frames[0].save(tmp_path / "a.gif", save_all=True, append_images=frames[1:])
    assert _is_near(_made(tmp_path / "a.gif"), (8, 8), RED)


@pytest.mark.parametrize(("name", "mode"), [("a.jpg", "RGB"), ("a.png", "P"), ("a.png", "1")])
def test_large_pictures_are_scaled_down(name: str, mode: str, make_picture) -> None:
    picture = _made(make_picture(name, (6000, 1500), mode))
    assert picture.size == (LONGEST_SIDE, LONGEST_SIDE // 4)


def test_fine_lines_melt_when_scaled_down(tmp_path: Path) -> None:
    lines = np.tile(np.array([0, 255], dtype=np.uint8), (64, 2 * LONGEST_SIDE // 2))
    Image.fromarray(lines).convert("1").save(tmp_path / "a.png")
    assert _is_near(_made(tmp_path / "a.png"), (LONGEST_SIDE // 2, 16), (128, 128, 128))


def test_a_sliver_stays_a_picture(make_picture) -> None:
    assert _made(make_picture("a.png", (9000, 1))).size == (LONGEST_SIDE, 1)


def test_a_picture_of_900_megapixels_is_refused(tmp_path: Path) -> None:
    Image.new("1", (30_000, 30_000)).save(tmp_path / "bomb.png")
    with pytest.raises(TooLarge, match=r"bomb\.png: 900 megapixels") as refused:
        _made(tmp_path / "bomb.png")
    assert "4096 pixels" in refused.value.remedy


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.gif", "a.tif"])
def test_a_picture_cut_short_is_refused(name: str, make_picture) -> None:
    file = make_picture(name, (300, 200))
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    with pytest.raises(UnreadableInput, match=name):
        _made(file)


def test_other_files_are_refused(tmp_path: Path) -> None:
    for name, raw in {"a.png": b"", "b.jpg": b"text", "c.svg": b"<svg/>"}.items():
        (tmp_path / name).write_bytes(raw)
        with pytest.raises(BadInput, match=name):
            _made(tmp_path / name)


def test_only_stills_with_a_file_can_be_made(tmp_path: Path) -> None:
    provider = SuppliedPicture()
    ask = _ask(tmp_path / "a.png")
    assert provider.can_make(ask)
    assert not provider.can_make(_ask(None))
    assert not provider.can_make(PictureAsk(Graphic(), ask.size, BRAND, tmp_path / "a.png"))
