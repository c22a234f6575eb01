"""A film of a website from the terminal: read, told what was found, planned, at once."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from pathlib import Path

from studio.actions.plans import latest_plan
from studio.actions.sitereading import read_site
from studio.agents.sites import SiteFilm, announced
from studio.cli.terminal import Bar
from studio.domain.errors import GreenlightError
from studio.domain.ids import TraceId, new_id
from studio.domain.plan import Plan
from studio.domain.project import Project
from studio.studio import Studio

_ADDRESS = re.compile(r"^(https?):/+(?=\S)", re.IGNORECASE)
_READING = 30.0


def addresses(inputs: Sequence[Path]) -> tuple[str, ...]:
    """The web addresses among what was given as files; paths lose one of their slashes."""
    given = (str(path).replace("\\", "/") for path in inputs)
    return tuple(_ADDRESS.sub(r"\1://", text) for text in given if _ADDRESS.match(text))


def film_of(address: str) -> str:
    """The idea that an address alone stands for."""
    return f"Make a film of {address}"


def plan_site(studio: Studio, project: Project, url: str, bar: Bar) -> Plan:
    """Read the website and plan its film. A project whose website cannot be read is not kept.

    Raises UnusableAddress, SiteUnreadable.
    """
    try:
        return asyncio.run(_planned(studio, project, url, bar))
    except GreenlightError:
        studio.store.projects.remove(project.id)
        raise


async def _planned(studio: Studio, project: Project, url: str, bar: Bar) -> Plan:
    findings = await read_site(
        studio, project.id, url, on_step=lambda step: bar.to(_READING / 2, step)
    )
    trace = TraceId(new_id(12))
    film = SiteFilm(studio, project, findings, f"site:{trace}", trace)

    def on_act(place: int, count: int, title: str) -> None:
        share = (place - 1) / count
        bar.to(_READING + (100 - _READING) * share, announced(place, count, title))

    async for _ in film.scenes(on_act):
        pass
    plan = latest_plan(studio, project.id)
    bar.to(100, f"Planned {len(plan.scenes)} scenes of {findings.title.text}")
    return plan
