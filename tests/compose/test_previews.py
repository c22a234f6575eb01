"""Films in small: they move, they show every scene, and they are drawn like the film."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from studio.compose.preview_order import ENDINGS, PreviewOrder
from studio.compose.previews import PREVIEWS, drawing
from studio.compose.previews.contact_sheet import clock, grid
from studio.compose.previews.drawing import moving, scenes, small
from studio.compose.previews.moving import RATE
from studio.compose.segments import Look
from studio.domain.brand import Brand
from studio.domain.format import Aspect, Format, Quality, Size
from studio.domain.project import Captions
from studio.domain.time import RATES, FrameRate

if TYPE_CHECKING:
    from conftest import Filming

TINY = Size(width=320, height=180)
COLOURS = ["#C04020", "#2060C0", "#20A060"]
Order = Callable[..., PreviewOrder]


@pytest.fixture
def order(filming: Filming) -> Order:
    """Three scenes of a second, one after the other in red, blue and green."""

    def made(rate: FrameRate | None = None, size: Size = TINY) -> PreviewOrder:
        films = [filming.still(f"s{n}", colour) for n, colour in enumerate(COLOURS)]
        cut = filming.cut(films, rate or FrameRate())
        look = Look(size, Quality.DRAFT, Brand(), Captions.WORDS)
        return PreviewOrder(cut, look, filming.pictures, seconds=2.0)

    return made


def _hue(picture: Image.Image) -> int:
    """Which of the three colours a picture is mostly of."""
    mean = np.asarray(picture.convert("RGB")).reshape(-1, 3).mean(axis=0)
    wanted = [[int(colour[n : n + 2], 16) for n in (1, 3, 5)] for colour in COLOURS]
    shares = [mean / mean.sum() - np.array(colour) / sum(colour) for colour in wanted]
    return int(np.argmin([np.abs(share).sum() for share in shares]))


def test_every_kind_has_its_endings() -> None:
    assert PREVIEWS.keys() == ENDINGS.keys()


@pytest.mark.parametrize("kind", ["gif", "webp"])
def test_a_moving_preview_moves_through_the_scenes(order: Order, tmp_path: Path, kind: str) -> None:
    target = tmp_path / f"film ä.{kind}"
    PREVIEWS[kind](order(), target)

    with Image.open(target) as picture:
        shown = []
        for n in range(picture.n_frames):
            picture.seek(n)
            shown.append((_hue(picture), picture.info["duration"]))
        assert picture.info["loop"] == 0
        assert picture.size == (320, 180)
    assert sum(duration for _, duration in shown) == 2000
    assert len(shown) == 25
    assert [hue for hue, _ in shown] == sorted(hue for hue, _ in shown)
    assert {hue for hue, _ in shown} == {0, 1, 2}


@pytest.mark.parametrize("rate", RATES.values(), ids=list(RATES))
def test_a_preview_keeps_time_whatever_the_films_rate(order: Order, rate: FrameRate) -> None:
    asked = order(rate)
    assert sum(1 for _ in moving(asked, TINY, RATE)) == 25
    whole = replace(asked, seconds=None)
    count = sum(1 for _ in moving(whole, TINY, RATE))
    assert count == int(asked.timeline.length / rate.fraction * RATE)


def test_a_moving_preview_of_a_long_film_is_short(
    order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "MOST_S", 1.0)
    for seconds in (None, 2.5):
        asked = replace(order(), seconds=seconds)
        assert sum(1 for _ in drawing.moving(asked, TINY, RATE)) == 12


@pytest.mark.parametrize("ending", [".jpg", ".png"])
def test_a_poster_has_the_films_full_size(order: Order, tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"poster{ending}"
    PREVIEWS["poster"](order(), target)

    with Image.open(target) as picture:
        assert picture.size == (320, 180)
        assert picture.format == {".jpg": "JPEG", ".png": "PNG"}[ending]


def test_a_poster_shows_the_scene_with_most_to_see(filming: Filming, tmp_path: Path) -> None:
    plain = filming.add_picture(Image.new("RGB", (320, 180), "#203040"))
    visual = filming.still("s", "#203040").visual.model_copy(update={"picture": plain})
    films = [filming.still("a", visual=visual), filming.still("b", "#F0F020")]
    look = Look(TINY, Quality.DRAFT, Brand(), Captions.OFF)
    target = tmp_path / "poster.png"

    PREVIEWS["poster"](PreviewOrder(filming.cut(films), look, filming.pictures), target)

    with Image.open(target) as picture:
        red, _, blue = np.asarray(picture.convert("RGB")).reshape(-1, 3).mean(axis=0)
    assert red > 2 * blue


@pytest.mark.parametrize("aspect", list(Aspect))
def test_a_contact_sheet_shows_every_scene(order: Order, tmp_path: Path, aspect: Aspect) -> None:
    asked = order(size=Format(aspect=aspect).size(Quality.DRAFT))
    target = tmp_path / "sheet.png"
    PREVIEWS["contact-sheet"](asked, target)

    with Image.open(target) as picture:
        pixels = np.asarray(picture.convert("RGB")).astype(int)
    for colour in COLOURS:
        wanted = [int(colour[n : n + 2], 16) for n in (1, 3, 5)]
        assert (np.abs(pixels - wanted).max(axis=2) < 12).mean() > 0.04
    assert (pixels.min(axis=2) > 200).sum() > 50, "no label was written"
    assert pixels.shape[1] <= 1920 + 96


@pytest.mark.parametrize("aspect", list(Aspect))
def test_a_contact_sheet_of_any_film_fits_into_a_picture_file(aspect: Aspect) -> None:
    full = Format(aspect=aspect).size(Quality.HIGH)
    for count in (1, 2, 60, 200, 201, 600, 2000):
        columns, cell, (width, height) = grid(count, full)
        assert columns * cell.width < width <= 2000
        assert -(-count // columns) * cell.height < height < 65_500


def test_scenes_are_shown_without_captions_and_within_their_bodies(order: Order) -> None:
    asked = order()
    shown = list(scenes(asked, TINY))

    assert [each.scene for each in shown] == [1, 2, 3]
    for each, clip in zip(shown, asked.timeline.pictures, strict=True):
        assert clip.range.start + clip.transition.frames <= each.number < clip.range.end


@pytest.mark.parametrize(
    ("frames", "rate", "told"),
    [
        (0, "30", "0:00.0"),
        (45, "30", "0:01.5"),
        (1500, "25", "1:00.0"),
        (24_000, "23.976", "16:41.0"),
    ],
)
def test_times_are_those_of_a_clock(frames: int, rate: str, told: str) -> None:
    assert clock(frames, RATES[rate]) == told


def test_small_keeps_the_shape_and_never_enlarges() -> None:
    assert small(Size(width=1920, height=1080), 480 * 270) == Size(width=480, height=270)
    assert small(TINY, 10**9) == TINY
