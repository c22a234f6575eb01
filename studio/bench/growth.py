"""Does cost grow in a straight line with the number of scenes?"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from studio.bench.bare import parts
from studio.bench.films import Kind, Stock, fresh, scene, unheard
from studio.bench.meter import measured
from studio.compose.film import FilmOrder, make_film
from studio.compose.processes import Crew
from studio.domain.format import Quality, Size
from studio.graphics.fonts import fonts_folder

TINY = Size(width=64, height=36)
_FRAMES = 24
_WIDTH, _HEIGHT, _EDGE = 720, 400, 60
_INK, _FAINT, _LINES = "#17293D", "#D5DDE6", ("#C77700", "#1F77B4")


@dataclass(frozen=True)
class Grown:
    """A film of `scenes` scenes: processor seconds to plan its segments, and to make it tiny."""

    scenes: int
    planning_s: float
    making_s: float


def growth(
    stock: Stock, crew: Crew, counts: Sequence[int], say: Callable[[str], None]
) -> tuple[Grown, ...]:
    """Films of each number of scenes, 64 x 36 pixels, so that what is not pixels is seen."""
    grown = []
    for count in counts:
        say(f"{count} scenes")
        began = time.process_time()
        order = _film(stock, count)
        parts(order)
        planning = time.process_time() - began
        grown.append(Grown(count, planning, _making(order, crew)))
    return tuple(grown)


def _film(stock: Stock, count: int) -> FilmOrder:
    visuals = stock.visuals(Kind.STILLS, count)
    scenes = [scene(n, visual, _FRAMES) for n, visual in enumerate(visuals)]
    return stock.film(scenes, TINY, Quality.DRAFT)


def _making(order: FilmOrder, crew: Crew) -> float:
    return measured(lambda: make_film(fresh(order), crew, unheard, lambda: False)).cpu_s


def straightness(grown: Sequence[Grown]) -> float:
    """Cost of a scene in the longest film against one in the shortest: 1 is a straight line."""
    first, last = grown[0], grown[-1]
    return (last.making_s / last.scenes) / (first.making_s / first.scenes)


def plot(grown: Sequence[Grown], target: Path) -> None:
    """A small picture of the growth as PNG."""
    image = Image.new("RGB", (_WIDTH, _HEIGHT), "white")
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(fonts_folder() / "SpaceGrotesk-500.ttf"), 15)
    most = max(each.scenes for each in grown)
    top = max(each.making_s for each in grown)
    _axes(draw, font, grown, top)
    for line, colour, name in (
        ([each.making_s for each in grown], _LINES[0], "made, 64 x 36"),
        ([each.planning_s for each in grown], _LINES[1], "planned"),
    ):
        points = [
            _place(each.scenes / most, value / top) for each, value in zip(grown, line, strict=True)
        ]
        draw.line(points, fill=colour, width=3)
        for x, y in points:
            draw.ellipse((x - 4, y - 4, x + 4, y + 4), fill=colour)
        draw.text((points[-1][0] - 130, points[-1][1] - 26), name, fill=colour, font=font)
    image.save(target)


def _axes(draw: ImageDraw.ImageDraw, font: Any, grown: Sequence[Grown], top: float) -> None:
    most = max(each.scenes for each in grown)
    for step in range(5):
        (x0, y), (x1, _) = _place(0, step / 4), _place(1, step / 4)
        draw.line([(x0, y), (x1, y)], fill=_FAINT)
        draw.text((8, y - 9), f"{top * step / 4:.0f} s", fill=_INK, font=font)
    for each in grown:
        x, y = _place(each.scenes / most, 0)
        draw.text((x - 12, y + 8), str(each.scenes), fill=_INK, font=font)
    title = "Processor seconds by number of scenes"
    draw.text((_EDGE, 14), title, fill=_INK, font=font)


def _place(across: float, up: float) -> tuple[float, float]:
    width, height = _WIDTH - 2 * _EDGE, _HEIGHT - 2 * _EDGE
    return _EDGE + across * width, _HEIGHT - _EDGE - up * height
