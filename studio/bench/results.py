"""What a benchmark found, as JSON and as a table with its bars."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from studio.bench.changes import Change, Draft
from studio.bench.films import Kind
from studio.bench.growth import Grown, straightness
from studio.bench.meter import Cost
from studio.bench.plans import Planned
from studio.bench.race import Race
from studio.bench.talk import EVENTS, WAITING, Talk
from studio.bench.templates import BAR_MS, Drawing
from studio.bench.websites import SiteFilm

WHOLE_BARS = {Kind.STILLS: 1.3, Kind.DESIGNED: 1.5}
GRAPH_BAR, MOVIEPY_BAR = 3.0, 12.0
DRAFT_BAR, FIRST_BAR_S = 12.0, 1.0
CHANGE_BAR, MEMORY_BAR_MB = 3.0, 700.0
LEVEL, LEVEL_BAR_S = "music level", 2.0
PLAN_BAR = 95.0
WORD_BAR_S, CARD_BAR_S, ATTACH_BAR_S, PLAN_BAR_S = 0.15, 0.5, 0.7, 3.0
SITE_BAR_S, SITE_WHOLE_BAR_S = 5.0, 20.0


@dataclass(frozen=True)
class Line:
    """A row of the table: what, how much, what was wanted; `is_met` is None without a bar."""

    title: str
    found: str
    wanted: str = ""
    is_met: bool | None = None


@dataclass(frozen=True)
class Results:
    """Everything that was measured; what was not asked for is empty.

    `whole` is what sixty scenes cost from nothing; `memory` the peaks in millions of bytes by
    the film's length in seconds.
    """

    races: tuple[Race, ...] = ()
    draft: Draft | None = None
    whole: Cost | None = None
    changes: tuple[Change, ...] = ()
    memory: tuple[tuple[float, float], ...] = ()
    grown: tuple[Grown, ...] = ()
    plans: tuple[Planned, ...] = ()
    talk: Talk | None = None
    drawings: tuple[Drawing, ...] = ()
    site: SiteFilm | None = None

    def as_json(self) -> dict[str, Any]:
        """Everything, with the table's rows."""
        return {**asdict(self), "lines": [asdict(line) for line in self.lines()]}

    def lines(self) -> tuple[Line, ...]:
        """The table."""
        return (
            *(line for race in self.races for line in _race(race)),
            *(_draft(self.draft) if self.draft else ()),
            *(_change(change) for change in self.changes),
            *(_memory(seconds, peak) for seconds, peak in self.memory),
            *(_grown(self.grown) if self.grown else ()),
            *(_drawing(drawing) for drawing in self.drawings),
            *(_planned(planned) for planned in self.plans),
            *(_talk(self.talk) if self.talk else ()),
            *(_site(self.site) if self.site else ()),
        )


def _race(race: Race) -> Iterator[Line]:
    ratio, bar = race.against_bare, WHOLE_BARS.get(race.kind)
    cpu = race.greenlight.cpu_s / race.bare.cpu_s
    low, high = race.spread
    yield Line(f"{race.kind}: the bare encoder", _seconds(race.bare))
    yield Line(f"{race.kind}: Greenlight", _seconds(race.greenlight))
    yield Line(
        f"{race.kind}: Greenlight against the bare encoder",
        f"{ratio:.2f} × wall ({low:.2f}–{high:.2f}), {cpu:.2f} × CPU",
        f"≤ {bar} ×" if bar else "",
        ratio <= bar if bar else None,
    )
    for title, other, least in (
        ("an ffmpeg graph", race.graph, GRAPH_BAR),
        ("MoviePy", race.moviepy, MOVIEPY_BAR),
    ):
        if other is None:
            continue
        times = other.wall_s / race.greenlight.wall_s
        found = f"{_seconds(other)}, {times:.1f} × as long"
        is_stills = race.kind is Kind.STILLS
        wanted = f"≥ {least:.0f} ×" if is_stills else ""
        yield Line(f"{race.kind}: {title}", found, wanted, times >= least if is_stills else None)


def _draft(draft: Draft) -> tuple[Line, ...]:
    times, first = draft.times_real_time, draft.first_s
    return (
        Line(
            "draft",
            f"{times:.1f} × real time ({_seconds(draft.cost)} for {draft.length_s:.0f} s)",
            f"≥ {DRAFT_BAR:.0f} ×",
            times >= DRAFT_BAR,
        ),
        Line(
            "draft: its first second", f"{first:.2f} s", f"≤ {FIRST_BAR_S} s", first <= FIRST_BAR_S
        ),
    )


def _change(change: Change) -> Line:
    found = f"{change.share:.1f} % ({change.made} of {change.segments} segments)"
    if change.title == LEVEL:
        seconds = change.cost.wall_s
        wanted = f"≤ {LEVEL_BAR_S:.0f} s"
        return Line(f"of sixty: {LEVEL}", f"{seconds:.2f} s", wanted, seconds <= LEVEL_BAR_S)
    if not change.title.startswith("one scene"):
        return Line(f"of sixty: {change.title}", f"{found}, {change.cost.wall_s:.2f} s")
    is_met = change.share <= CHANGE_BAR
    return Line(f"of sixty: {change.title}", found, f"≤ {CHANGE_BAR:.0f} %", is_met)


def _memory(seconds: float, peak: float) -> Line:
    wanted = f"≤ {MEMORY_BAR_MB:.0f} MB"
    return Line(
        f"memory at its peak, {seconds:.0f} s", f"{peak:.0f} MB", wanted, peak <= MEMORY_BAR_MB
    )


def _grown(grown: tuple[Grown, ...]) -> tuple[Line, ...]:
    last = grown[-1]
    bend = straightness(grown)
    found = f"{bend:.2f} × ({grown[0].scenes} to {last.scenes} scenes)"
    planned = f"{last.planning_s:.2f} s CPU"
    return (
        Line(f"planning {last.scenes} scenes", planned),
        Line("cost of a scene, longest film by shortest", found, "≤ 1.2 ×", bend <= 1.2),
    )


def _planned(planned: Planned) -> Line:
    wish = f", {planned.wish_s:.0f} s" if planned.wish_s else ""
    weakest = planned.score.weakest
    least = f", least: {weakest} {getattr(planned.score, weakest):.2f}" if weakest else ""
    found = f"{planned.total:.1f} of 100 ({planned.scenes} scenes{least})"
    is_met = planned.total >= PLAN_BAR
    return Line(f"plan of {planned.brief}{wish}", found, f"≥ {PLAN_BAR:.0f}", is_met)


def _site(film: SiteFilm) -> tuple[Line, ...]:
    first, whole = film.first_s, film.whole_s
    found = f"{first:.1f} s ({film.planned_s:.1f} s to its plan)"
    return (
        Line("website: first scene to watch", found, f"≤ {SITE_BAR_S:.0f} s", first <= SITE_BAR_S),
        Line(
            f"website: all {film.scenes} scenes to watch",
            f"{whole:.1f} s",
            f"≤ {SITE_WHOLE_BAR_S:.0f} s",
            whole <= SITE_WHOLE_BAR_S,
        ),
    )


def _drawing(drawing: Drawing) -> Line:
    """Processor time, of which a busy machine tells more than a quiet one."""
    more = f"mean {drawing.mean_ms:.1f}, coming in {drawing.entrance_ms:.1f}"
    found = f"{drawing.middle_ms:.1f} ms a frame ({more})"
    is_met = drawing.middle_ms <= BAR_MS
    return Line(f"{drawing.template} on {drawing.backdrop}", found, f"≤ {BAR_MS:.0f} ms", is_met)


def _talk(talk: Talk) -> tuple[Line, ...]:
    rows = (
        ("chat: first words after the provider's, p95", talk.first_word_s, WORD_BAR_S),
        ("chat: first scene after its closing brace", talk.card_s, CARD_BAR_S),
        (f"chat: re-attaching to {EVENTS:,} events", talk.attach_s, ATTACH_BAR_S),
        ("chat: a minute planned by Embedded", talk.plan_s, PLAN_BAR_S),
    )
    timed = (
        Line(title, f"{found * 1000:.0f} ms", f"≤ {bar * 1000:.0f} ms", found <= bar)
        for title, found, bar in rows
    )
    refused = "one more is refused" if talk.has_refused else "one more is NOT refused"
    found = f"{talk.line_s:.1f} s with the worker's start; {refused}"
    return (*timed, Line(f"chat: {WAITING} turns in line", found, "all, bounded", talk.has_refused))


def _seconds(cost: Cost) -> str:
    return f"{cost.wall_s:.1f} s wall, {cost.cpu_s:.1f} s CPU"
