from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from studio.providers.focus import find_focus


def portrait(x: int, y: int) -> Image.Image:
    """A figure in grey clothes on a cold ground, the face at (x, y)."""
    noise = np.random.default_rng(3).normal(0, 4, (400, 600, 1))
    ground = np.clip(np.full((400, 600, 3), (110, 130, 160)) + noise, 0, 255).astype(np.uint8)
    picture = Image.fromarray(ground)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((x - 90, y + 70, x + 90, y + 330), fill=(70, 75, 80))
    draw.ellipse((x - 38, y - 50, x + 38, y + 50), fill=(214, 164, 138))
    for eye in (-16, 16):
        draw.ellipse((x + eye - 5, y - 14, x + eye + 5, y - 6), fill=(50, 40, 40))
    draw.rectangle((x - 14, y + 20, x + 14, y + 25), fill=(150, 70, 70))
    return picture.filter(ImageFilter.GaussianBlur(1))


@pytest.mark.parametrize(("x", "y"), [(150, 90), (450, 120)])
def test_a_face_is_kept_in_view(tmp_path: Path, x: int, y: int) -> None:
    portrait(x, y).save(tmp_path / "portrait.jpg", quality=92)
    focus = find_focus(tmp_path / "portrait.jpg")
    assert (focus.x, focus.y) == (
        pytest.approx(x / 600, abs=0.04),
        pytest.approx(y / 400, abs=0.05),
    )


def test_the_focus_is_where_the_picture_is_shown_not_where_it_is_stored(tmp_path: Path) -> None:
    picture = portrait(150, 90)
    turned = picture.transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[0x0112] = 6
    turned.save(tmp_path / "turned.jpg", quality=92, exif=exif)
    focus = find_focus(tmp_path / "turned.jpg")
    assert (focus.x, focus.y) == (pytest.approx(0.25, abs=0.04), pytest.approx(0.225, abs=0.05))


def test_without_a_face_it_is_what_stands_out(tmp_path: Path) -> None:
    picture = Image.new("RGB", (600, 400), (20, 40, 90))
    ImageDraw.Draw(picture).ellipse((380, 120, 440, 180), fill=(240, 240, 250))
    picture.save(tmp_path / "moon.png")
    focus = find_focus(tmp_path / "moon.png")
    assert focus.x == pytest.approx(410 / 600, abs=0.08)
    assert focus.y == pytest.approx(150 / 400, abs=0.08)


def test_an_even_picture_is_looked_at_in_the_middle(tmp_path: Path) -> None:
    Image.new("L", (90, 90), 128).save(tmp_path / "grey.png")
    focus = find_focus(tmp_path / "grey.png")
    assert (focus.x, focus.y) == (pytest.approx(0.5, abs=0.1), pytest.approx(0.5, abs=0.1))
