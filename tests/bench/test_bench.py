"""The benchmark measures what it says, and says what it measured."""

from __future__ import annotations

import hashlib
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio.bench.bare import encode, parts, raw
from studio.bench.films import RATE, Kind, Stock, scene
from studio.bench.growth import Grown, plot, straightness
from studio.bench.material import photograph
from studio.bench.meter import Cost, measured, middle
from studio.bench.race import Race
from studio.bench.results import Results
from studio.bench.run import Choice, Part
from studio.bench.websites import site_film
from studio.compose.film import FilmOrder
from studio.compose.join import measure
from studio.domain.format import Quality, Size

TINY = Size(width=160, height=90)


@pytest.fixture
def stock(tmp_path: Path) -> Stock:
    for n in range(5):
        pixels = np.full((90, 160, 3), 40 * n + 20, np.uint8)
        Image.fromarray(pixels).save(tmp_path / f"picture-{n}.jpg")
    return Stock(tmp_path)


def tiny(stock: Stock, kind: Kind, scenes: int) -> FilmOrder:
    made = [scene(n, visual, 60) for n, visual in enumerate(stock.visuals(kind, scenes))]
    return stock.film(made, TINY, Quality.DRAFT)


def spin(seconds: float) -> None:
    ends = time.process_time() + seconds
    while time.process_time() < ends:
        pass


def test_processor_time_is_counted() -> None:
    assert 0.15 < measured(lambda: spin(0.2)).cpu_s < 0.6


def test_memory_is_seen() -> None:
    def hold() -> None:
        held = np.ones(60_000_000, np.uint8)
        for _ in range(12):  # hashing lets the meter's thread run, as waiting for films does
            hashlib.sha256(held).digest()
        del held

    idle = measured(lambda: spin(0.1), has_memory=True).peak_mb
    assert measured(hold, has_memory=True).peak_mb - idle > 50


def test_medians_and_highest_peak() -> None:
    costs = [Cost(1, 5, 10), Cost(9, 6, 30), Cost(2, 7, 20)]
    assert middle(costs) == Cost(2, 6, 30)


@pytest.mark.parametrize("kind", [Kind.STILLS, Kind.DESIGNED])
def test_no_two_segments_of_a_film_are_the_same(stock: Stock, kind: Kind) -> None:
    made = parts(tiny(stock, kind, 12))
    assert len({part.spec.key for part in made}) == len(made) == 23


def test_a_film_is_as_long_as_asked(stock: Stock) -> None:
    order = stock.order(Kind.STILLS, Quality.DRAFT, 60.0, 10)
    assert RATE.seconds(order.timeline.length) == pytest.approx(60.0, abs=1.0)


def test_the_bare_encoder_gets_every_frame(stock: Stock, tmp_path: Path) -> None:
    order = tiny(stock, Kind.STILLS, 2)
    kept = raw(order, tmp_path / "frames.yuv")
    encode(kept, tmp_path / "bare.mp4")

    assert kept.frames == order.timeline.length
    assert kept.file.stat().st_size == kept.frames * 160 * 90 * 3 // 2
    assert measure(tmp_path / "bare.mp4", RATE).frames == kept.frames


def test_pictures_are_the_same_on_every_machine_and_differ() -> None:
    one, again, other = photograph(1), photograph(1), photograph(2)
    assert np.array_equal(one, again)
    assert not np.array_equal(one, other)
    assert one.std() > 20


def test_a_bar_that_is_missed_is_told() -> None:
    race = Race(Kind.STILLS, 450, Cost(10, 18), Cost(12, 20), 1.2, (1.1, 1.3))
    met = Results(races=(race,)).lines()
    missed = Results(races=(replace(race, against_bare=1.4),)).lines()

    assert [line.is_met for line in met] == [None, None, True]
    assert [line.is_met for line in missed] == [None, None, False]


def test_growth_is_measured_by_scene(tmp_path: Path) -> None:
    grown = (Grown(10, 0.1, 1.0), Grown(40, 0.4, 8.0))
    plot(grown, tmp_path / "growth.png")

    assert straightness(grown) == 2.0
    with Image.open(tmp_path / "growth.png") as image:
        assert len(set(image.convert("RGB").getdata())) > 10


def test_the_full_benchmark_is_a_minute_of_ten_scenes() -> None:
    assert Choice(is_full=True).film == (60.0, 10)
    assert Choice().parts == tuple(Part)


SHORT = """<title>Salt</title><h1>Bread is slow. Ours waits.</h1><ul><li>Rye</li><li>Oats</li></ul>
<blockquote>It was gone by noon again.</blockquote><a class="button" href="/">Order bread</a>"""


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_film_of_a_website_is_timed_and_held_to_its_bars(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GREENLIGHT_BROWSER", "off")
    (tmp_path / "index.html").write_text(SHORT, encoding="utf-8")
    found = site_film(tmp_path)
    assert found.scenes == 5
    assert 0 < found.planned_s <= found.first_s <= found.whole_s
    slow = replace(found, first_s=5.1, whole_s=19.0)
    assert [line.is_met for line in Results(site=slow).lines()] == [False, True]
