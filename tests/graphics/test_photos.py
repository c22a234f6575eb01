"""Pictures as phones write them: HEIC, turned, in a wider space of colours."""

from __future__ import annotations

import sys
from pathlib import Path
from subprocess import run

import numpy as np
import pytest
from PIL import Image

from studio.compose.layers.picture import load
from studio.domain.asset import AssetKind
from studio.domain.brand import Brand
from studio.domain.errors import BadInput
from studio.domain.format import Size
from studio.domain.ids import AssetId
from studio.domain.scene import Still
from studio.graphics.photos import in_srgb, open_photo
from studio.providers.focus import find_focus
from studio.providers.intake import inspect_media
from studio.providers.interface import PictureAsk
from studio.providers.supplied_picture import SuppliedPicture

TURNED = 6
"""EXIF orientation: the upper edge of what the sensor saw is the right edge of the picture."""


def _phone_picture(path: Path) -> Path:
    """A lying HEIC, 120 x 80, red above and blue below, to be shown turned by a quarter."""
    import pillow_heif

    pillow_heif.register_heif_opener()
    pixels = np.zeros((80, 120, 3), np.uint8)
    pixels[:40], pixels[40:] = (220, 30, 30), (30, 30, 220)
    picture = Image.fromarray(pixels)
    exif = Image.Exif()
    exif[0x0112] = TURNED
    picture.info["exif"] = exif.tobytes()
    picture.save(path, "HEIF", quality=95)
    return path


@pytest.fixture
def heic(tmp_path: Path) -> Path:
    return _phone_picture(tmp_path / "IMG_0042 映画.HEIC")


def test_a_heic_picture_is_known_by_its_content(heic: Path, tmp_path: Path) -> None:
    facts = inspect_media(heic.rename(tmp_path / "named wrongly.jpg"), "mine")

    assert (facts.kind, facts.extension) == (AssetKind.PICTURE, "heic")
    assert (facts.width, facts.height) == (80, 120)


def test_the_film_shows_a_heic_picture_upright(heic: Path) -> None:
    frame = load(heic, "#000000", (64, 64))

    assert frame.shape[:2] == (120, 80)
    # What was above is now at the right: blue, green, red, alpha.
    assert frame[60, 70, 2] > 180 > 80 > frame[60, 70, 0]
    assert frame[60, 10, 0] > 180 > 80 > frame[60, 10, 2]


def test_a_heic_picture_gets_a_card_and_a_focus(heic: Path, tmp_path: Path) -> None:
    target = tmp_path / "card.jpg"
    ask = PictureAsk(Still(picture=AssetId("a")), Size(width=64, height=36), Brand(), heic)

    made = SuppliedPicture().make(ask, target)

    assert (made.width, made.height) == (80, 120)
    with Image.open(target) as card:
        assert card.getpixel((70, 60))[0] > 180  # type: ignore[index]
    assert 0 <= find_focus(heic).x <= 1


@pytest.mark.parametrize("share", [0.2, 0.6, 0.95])
def test_a_heic_picture_cut_short_is_refused(heic: Path, share: float) -> None:
    raw = heic.read_bytes()
    heic.write_bytes(raw[: round(len(raw) * share)])

    with pytest.raises(BadInput, match="Moon"):
        inspect_media(heic, "Moon")


def test_the_reader_of_heic_is_loaded_when_one_is_met(tmp_path: Path) -> None:
    Image.new("RGB", (8, 8)).save(tmp_path / "a.png")
    script = (
        "import sys, pathlib, studio.graphics.photos as photos;"
        f"photos.open_photo(pathlib.Path({str(tmp_path / 'a.png')!r}), ('PNG', 'HEIF')).load();"
        "sys.exit('pillow_heif' in sys.modules)"
    )

    assert run([sys.executable, "-c", script], check=False).returncode == 0


def test_colours_of_a_wider_space_are_brought_to_srgb(tmp_path: Path) -> None:
    """Red of Display P3 lies outside sRGB, so its green and blue are cut to none."""
    profile = _display_p3()
    image = Image.new("RGB", (32, 32), (200, 60, 60))
    image.save(tmp_path / "a.png", icc_profile=profile)

    frame = load(tmp_path / "a.png", "#000000", (32, 32))

    blue, green, red, _ = (int(value) for value in frame[16, 16])
    assert red > 208
    assert green < 50
    assert blue < 58


def test_a_damaged_profile_leaves_colours_as_they_are() -> None:
    image = Image.new("RGB", (4, 4), (200, 60, 60))

    assert in_srgb(image, b"no profile at all").getpixel((0, 0)) == (200, 60, 60)


def test_a_picture_of_another_format_is_not_opened(tmp_path: Path) -> None:
    Image.new("RGB", (4, 4)).save(tmp_path / "a.ppm")

    with pytest.raises(OSError, match="cannot identify"):
        open_photo(tmp_path / "a.ppm", ("PNG", "HEIF"))


def _display_p3() -> bytes:
    """A matrix profile with the primaries of Display P3, white D50 as ICC wants it.

    Numbers: ICC registry, "Display P3", already adapted to D50; the curve is gamma 2.2.
    """
    import struct

    def xyz(*values: float) -> bytes:
        return b"XYZ \0\0\0\0" + b"".join(struct.pack(">i", round(v * 65536)) for v in values)

    text = b"text\0\0\0\0none\0"
    name = b"desc\0\0\0\0" + struct.pack(">I", 3) + b"P3\0" + bytes(4 + 4 + 2 + 1 + 67)
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(2.2 * 256))
    parts = {
        b"desc": name,
        b"cprt": text,
        b"wtpt": xyz(0.9642, 1.0, 0.8249),
        b"rXYZ": xyz(0.5151, 0.2412, -0.0011),
        b"gXYZ": xyz(0.2919, 0.6922, 0.0419),
        b"bXYZ": xyz(0.1572, 0.0666, 0.7841),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, body = struct.pack(">I", len(parts)), b""
    offset = 128 + 4 + 12 * len(parts)
    for tag, data in parts.items():
        padded = data + bytes(-len(data) % 4)
        table += tag + struct.pack(">II", offset + len(body), len(data))
        body += padded
    head = bytearray(128)
    head[0:4] = struct.pack(">I", offset + len(body))
    head[8:12], head[12:24] = b"\x02\x10\0\0", b"mntrRGB XYZ "
    head[36:40] = b"acsp"
    head[68:80] = struct.pack(">iii", 63190, 65536, 54061)
    return bytes(head) + table + body
