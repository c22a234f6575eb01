"""Four ways to the same film, side by side in one run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from statistics import median

from studio.bench.bare import Raw, encode, raw
from studio.bench.films import Kind, Stock, fresh, unheard
from studio.bench.graph import run_graph
from studio.bench.meter import Cost, measured, middle
from studio.bench.moviepy_way import run_moviepy
from studio.compose.film import FilmOrder, make_film
from studio.compose.processes import Crew
from studio.domain.format import Quality

SHORT_S = 3.5
"""Length of the film that the slow ways make; theirs is scaled to the whole film's frames."""


@dataclass(frozen=True)
class Race:
    """What a film cost each way; seconds are for the whole film, scaled where need be.

    `against_bare` is the median of the ratios of neighbouring runs, not the ratio of medians;
    `spread` its least and most.
    """

    kind: Kind
    frames: int
    bare: Cost
    greenlight: Cost
    against_bare: float
    spread: tuple[float, float]
    graph: Cost | None = None
    moviepy: Cost | None = None


@dataclass(frozen=True)
class Track:
    """Where races are run."""

    stock: Stock
    crew: Crew
    repeats: int
    say: Callable[[str], None]

    def race(self, kind: Kind, seconds: float, scenes: int, *, has_slow: bool) -> Race:
        """One race over a film of about `seconds` in `scenes` scenes."""
        order = self.stock.order(kind, Quality.STANDARD, seconds, scenes)
        frames = order.timeline.length
        self.say(f"{kind}: drawing frames for the bare encoder")
        kept = raw(order, self.stock.folder / "frames.yuv")
        try:
            bare, ours = self._pairs(kind, kept, order)
        finally:
            kept.file.unlink()
        ratios = [mine.wall_s / limit.wall_s for limit, mine in zip(bare, ours, strict=True)]
        race = Race(
            kind=kind,
            frames=frames,
            bare=middle(bare),
            greenlight=middle(ours),
            against_bare=median(ratios),
            spread=(min(ratios), max(ratios)),
        )
        return self._with_slow(race) if has_slow else race

    def film(self, order: FilmOrder) -> Cost:
        """The cost of making `order` from nothing, with processes that already run."""
        order = fresh(order)
        return measured(lambda: make_film(order, self.crew, unheard, lambda: False))

    def _pairs(self, kind: Kind, kept: Raw, order: FilmOrder) -> tuple[list[Cost], list[Cost]]:
        bare, ours = [], []
        factor = order.timeline.length / kept.frames
        encode(kept, self.stock.folder / "bare.mp4")  # the frames are in the system's memory then
        for n in range(self.repeats):
            self.say(f"{kind}: bare encoder and Greenlight, {n + 1} of {self.repeats}")
            cost = measured(lambda: encode(kept, self.stock.folder / "bare.mp4"))
            bare.append(cost.scaled(factor))
            ours.append(self.film(order))
        return bare, ours

    def _with_slow(self, race: Race) -> Race:
        kind = race.kind
        short = self.stock.order(kind, Quality.STANDARD, SHORT_S, 2)
        factor = race.frames / short.timeline.length
        target = self.stock.folder / "slow.mp4"
        self.say(f"{kind}: an ffmpeg graph")
        graph = measured(lambda: run_graph(kind, self.stock, short, target))
        self.say(f"{kind}: MoviePy")
        moviepy = measured(lambda: run_moviepy(kind, self.stock, short, target))
        return replace(race, graph=graph.scaled(factor), moviepy=moviepy.scaled(factor))
