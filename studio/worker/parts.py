"""What a worker is put together from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from studio.domain.job import JobKind
from studio.worker.backoff import Backoff
from studio.worker.work import Kind

if TYPE_CHECKING:
    from studio.compose.processes import Crew
    from studio.studio import Studio


@dataclass(frozen=True)
class Parts:
    """The kinds of jobs a worker can do, and how it gets its studio and its render processes."""

    kinds: Mapping[JobKind, Kind]
    open_studio: Callable[[Path], Studio]
    open_crew: Callable[[], Crew]
    backoff: Backoff = field(default_factory=Backoff)


def shipped() -> Parts:
    """The parts Greenlight comes with; loading them loads everything a film is made with."""
    from studio.compose.processes import Crew
    from studio.studio import open_studio
    from studio.worker.kinds import KINDS

    return Parts(kinds=KINDS, open_studio=open_studio, open_crew=Crew)
