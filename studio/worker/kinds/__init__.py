"""The kinds of jobs, one file each. To add one: write its file and a line in `KINDS`."""

from __future__ import annotations

from collections.abc import Mapping

from studio.domain.job import JobKind
from studio.worker.work import Kind

__all__ = ["KINDS", "Kind"]

KINDS: Mapping[JobKind, Kind] = {}
