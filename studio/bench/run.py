"""All of the benchmark, or the parts that were asked for."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from studio.bench.changes import Change, Draft, changes, draft
from studio.bench.films import Kind, Stock
from studio.bench.growth import Grown, growth, plot
from studio.bench.meter import Cost
from studio.bench.peak import peak_mb
from studio.bench.plans import Planned, planned_briefs
from studio.bench.race import Race, Track
from studio.bench.results import Results
from studio.bench.talk import Talk, talk
from studio.bench.templates import Drawing, drawings
from studio.bench.websites import SiteFilm, site_film
from studio.compose.processes import Crew
from studio.domain.format import Quality


class Part(StrEnum):
    """What can be measured by itself."""

    STILLS = "stills"
    DESIGNED = "designed"
    FOOTAGE = "footage"
    DRAFT = "draft"
    CHANGES = "changes"
    MEMORY = "memory"
    GROWTH = "growth"
    TEMPLATES = "templates"
    PLANS = "plans"
    CHAT = "chat"
    SITE = "site"


@dataclass(frozen=True)
class Choice:
    """What to measure, how long the films are and how often each is made.

    Without `has_slow`, the ffmpeg graph and MoviePy are left out.
    """

    parts: tuple[Part, ...] = tuple(Part)
    is_full: bool = False
    repeats: int = 3
    has_slow: bool = True

    @property
    def film(self) -> tuple[float, int]:
        """Seconds and scenes of the films."""
        return (60.0, 10) if self.is_full else (15.0, 3)

    @property
    def lengths(self) -> tuple[tuple[float, int], ...]:
        """Seconds and scenes of the films whose memory is looked at: it is to be the same."""
        return ((20.0, 4), (120.0, 20)) if self.is_full else ((10.0, 2), (30.0, 5))

    @property
    def counts(self) -> tuple[int, ...]:
        """Numbers of scenes for the growth."""
        return (75, 150, 300, 600) if self.is_full else (40, 80, 160)


def run(choice: Choice, say: Callable[[str], None], picture: Path | None = None) -> Results:
    """Measure what `choice` names; the growth is drawn at `picture` (PNG).

    Everything is made in a temporary folder, which takes up to 2.5 GB.
    """
    if choice.parts == (Part.PLANS,):
        return Results(plans=planned_briefs())
    if choice.parts == (Part.CHAT,):
        return Results(talk=talk(say))
    if choice.parts == (Part.SITE,):
        return Results(site=site_film())
    with tempfile.TemporaryDirectory(prefix="greenlight-bench-") as folder, Crew() as crew:
        for ready in [crew.run(os.getpid) for _ in range(4 * crew.workers)]:
            ready.result()
        bench = _Bench(choice, Stock(Path(folder)), crew, say)
        whole, changed = bench.changes()
        results = Results(
            races=bench.races(),
            draft=bench.draft(),
            whole=whole,
            changes=changed,
            memory=bench.memory(),
            grown=bench.growth(),
            drawings=bench.drawings(),
            plans=bench.plans(),
            talk=bench.talk(),
            site=bench.site(),
        )
    if results.grown and picture is not None:
        plot(results.grown, picture)
    return results


@dataclass(frozen=True)
class _Bench:
    """The parts; each gives nothing where it was not asked for."""

    choice: Choice
    stock: Stock
    crew: Crew
    say: Callable[[str], None]

    def _wants(self, part: Part) -> bool:
        return part in self.choice.parts

    def races(self) -> tuple[Race, ...]:
        track = Track(self.stock, self.crew, self.choice.repeats, self.say)
        kinds = [kind for kind in Kind if self._wants(Part(kind.value))]
        has_slow = self.choice.has_slow
        return tuple(track.race(kind, *self.choice.film, has_slow=has_slow) for kind in kinds)

    def draft(self) -> Draft | None:
        if not self._wants(Part.DRAFT):
            return None
        self.say("a draft")
        seconds, scenes = self.choice.film
        drafts = [draft(self.stock, self.crew, seconds, scenes) for _ in range(self.choice.repeats)]
        return sorted(drafts, key=lambda each: each.times_real_time)[len(drafts) // 2]

    def site(self) -> SiteFilm | None:
        if not self._wants(Part.SITE):
            return None
        self.say("a film of a website")
        return site_film()

    def changes(self) -> tuple[Cost | None, tuple[Change, ...]]:
        if not self._wants(Part.CHANGES):
            return None, ()
        quality = Quality.STANDARD if self.choice.is_full else Quality.DRAFT
        return changes(self.stock, self.crew, quality, self.say)

    def memory(self) -> tuple[tuple[float, float], ...]:
        if not self._wants(Part.MEMORY):
            return ()
        peaks = []
        for seconds, scenes in self.choice.lengths:
            self.say(f"memory of {seconds:.0f} s")
            peaks.append((seconds, peak_mb(self.stock, seconds, scenes)))
        return tuple(peaks)

    def plans(self) -> tuple[Planned, ...]:
        if not self._wants(Part.PLANS):
            return ()
        self.say("plans")
        return planned_briefs()

    def talk(self) -> Talk | None:
        return talk(self.say) if self._wants(Part.CHAT) else None

    def growth(self) -> tuple[Grown, ...]:
        if not self._wants(Part.GROWTH):
            return ()
        return growth(self.stock, self.crew, self.choice.counts, self.say)

    def drawings(self) -> tuple[Drawing, ...]:
        return drawings(self.say) if self._wants(Part.TEMPLATES) else ()
