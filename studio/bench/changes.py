"""What a change costs, and what a person waits for: drafts, first seconds, sixty scenes."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from threading import Event

from studio.bench.films import OTHER_WORDS, RATE, Kind, Stock, fresh, scene, unheard
from studio.bench.meter import Cost, Meter, measured
from studio.compose.film import Film, FilmOrder, make_film
from studio.compose.processes import Crew
from studio.compose.progress import Progress
from studio.domain.errors import Cancelled
from studio.domain.format import Format, Quality
from studio.domain.ids import TakeId
from studio.domain.project import Captions
from studio.domain.scene import Camera, Scene
from studio.domain.time import TimeRange
from studio.domain.timeline import MusicClip

MANY = 60
_EACH_FRAMES = 195
"""Six minutes, less half a second a join."""


@dataclass(frozen=True)
class Change:
    """One change to a finished film: segments made for it of those in all, and its share.

    `share` is its wall time in percent of that of the whole film.
    """

    title: str
    made: int
    segments: int
    cost: Cost
    share: float


@dataclass(frozen=True)
class Draft:
    """A draft of a film: how many times as fast as it plays, and when its start was there.

    `first_s` is the wall time until a segment with the first second of the film existed.
    """

    cost: Cost
    length_s: float
    times_real_time: float
    first_s: float


def draft(stock: Stock, crew: Crew, seconds: float, scenes: int) -> Draft:
    """A draft of stills, made from nothing by processes that already run."""
    order = fresh(stock.order(Kind.STILLS, Quality.DRAFT, seconds, scenes))
    cost = measured(lambda: _made(order, crew))
    length_s = RATE.seconds(order.timeline.length)
    return Draft(cost, length_s, length_s / cost.wall_s, _first(fresh(order), crew))


def _first(order: FilmOrder, crew: Crew) -> float:
    began, seen = time.perf_counter(), Event()
    took = [0.0]

    def on_progress(progress: Progress) -> None:
        if progress.percent > 0 and not seen.is_set():
            took[0] = time.perf_counter() - began
            seen.set()

    try:
        make_film(order, crew, on_progress, seen.is_set)
    except Cancelled:
        return took[0]
    return took[0]


def changes(
    stock: Stock, crew: Crew, quality: Quality, say: Callable[[str], None]
) -> tuple[Cost, tuple[Change, ...]]:
    """A film of sixty scenes with music, and what each change to it costs."""
    visuals = stock.visuals(Kind.STILLS, MANY)
    scenes = [scene(n, visual, _EACH_FRAMES) for n, visual in enumerate(visuals)]
    order = _with_music(stock, stock.film(scenes, Format().size(quality), quality), -18.0)
    say(f"{MANY} scenes from nothing")
    whole = measured(lambda: _made(fresh(order), crew))
    made = []
    for title, changed in _changed(stock, order, scenes):
        say(title)
        with Meter() as meter:
            film = _made(changed, crew)
        share = 100 * meter.cost.wall_s / whole.wall_s
        total = len(film.made) + film.found
        made.append(Change(title, len(film.made), total, meter.cost, share))
    return whole, tuple(made)


def _changed(
    stock: Stock, order: FilmOrder, scenes: Sequence[Scene]
) -> tuple[tuple[str, FilmOrder], ...]:
    """The film with one thing changed, each time from the film as it was."""
    still = {"camera": Camera.TILT_DOWN}
    said = [*scenes]
    said[30] = said[30].model_copy(update={"narration": OTHER_WORDS})
    one = [*scenes]
    one[30] = one[30].model_copy(update={"visual": scenes[30].visual.model_copy(update=still)})
    longer = [*scenes]
    longer[30] = longer[30].model_copy(update={"frames": _EACH_FRAMES + 15})
    moved = [*scenes[:30], scenes[31], scenes[30], *scenes[32:]]

    def film(those: Sequence[Scene]) -> FilmOrder:
        return _with_music(stock, stock.film(those, order.size, order.quality), -18.0)

    return (
        ("nothing changed", order),
        ("one scene's picture", film(one)),
        ("one scene's narration", film(said)),
        ("one scene's length", film(longer)),
        ("two scenes change places", film(moved)),
        ("music level", _with_music(stock, order, -24.0)),
        ("caption style", replace(order, captions=Captions.BOXED)),
    )


def _with_music(stock: Stock, order: FilmOrder, level_db: float) -> FilmOrder:
    stock.material.music()
    clip = MusicClip(
        range=TimeRange(start=0, length=order.timeline.length),
        take=TakeId("music"),
        file="music.wav",
        level_db=level_db,
    )
    return replace(order, timeline=order.timeline.model_copy(update={"music": (clip,)}))


def _made(order: FilmOrder, crew: Crew) -> Film:
    return make_film(order, crew, unheard, lambda: False)
