"""The kinds of jobs, one file each. To add one: write its file and a line in `KINDS`."""

from __future__ import annotations

from collections.abc import Mapping

from studio.domain.job import JobKind
from studio.worker.kinds.build import build
from studio.worker.kinds.export import export
from studio.worker.kinds.produce import produce
from studio.worker.kinds.render import render
from studio.worker.kinds.scratch import scratch
from studio.worker.kinds.site import site
from studio.worker.kinds.turn import prepare, turn
from studio.worker.work import Kind

__all__ = ["KINDS", "Kind"]

KINDS: Mapping[JobKind, Kind] = {
    JobKind.TURN: Kind(turn, prepare),
    JobKind.SCRATCH: Kind(scratch),
    JobKind.RENDER: Kind(render),
    JobKind.SITE: Kind(site),
    JobKind.EXPORT: Kind(export),
    JobKind.BUILD: Kind(build),
    JobKind.PRODUCE: Kind(produce),
}
