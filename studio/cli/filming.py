"""Render a project from the terminal, and say what came out."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import typer

from studio.actions.renders import request_render
from studio.cli.places import film_place
from studio.cli.terminal import EXIT_FAILED, Terminal, follow
from studio.compose.exports import EXPORTS
from studio.compose.report import ENCODER
from studio.domain.delivery import Delivery
from studio.domain.errors import Cancelled
from studio.domain.format import Quality
from studio.domain.ids import ProjectId, RenderId
from studio.domain.job import Fault, JobState
from studio.domain.render import Render
from studio.domain.site import Findings
from studio.store.files import writing
from studio.studio import Studio
from studio.worker.watch import WorkerWatch


@dataclass(frozen=True)
class Wanted:
    """The film that was asked for, and where a copy of it goes."""

    quality: Quality
    delivery: Delivery
    output: Path | None

    def placed(self, given: Iterable[Path] = ()) -> Wanted:
        """The same with a place that was looked at; `given` is what the film is made of.

        Raises BadInput, DiskFull.
        """
        return replace(self, output=film_place(self.output, given)) if self.output else self


def film(studio: Studio, terminal: Terminal, project_id: ProjectId, wanted: Wanted) -> None:
    """Render the project's plan with a worker of its own or the one that runs; tell the result.

    Raises typer.Exit with code 1 when the film could not be made or a check of it failed.
    """
    job = request_render(studio, project_id, wanted.quality, delivery=wanted.delivery)
    watch = WorkerWatch(studio.store.folder)
    watch.start()
    try:
        job = follow(studio, job, terminal, "Rendering")
    finally:
        watch.stop()
    if job.state is not JobState.DONE:
        _tell_fault(terminal, job.fault or Fault.of(Cancelled()))
        terminal.say(f"  To retry: {again(project_id, wanted)}")
        raise typer.Exit(EXIT_FAILED)
    made = studio.store.renders.get(RenderId(job.result["render"]))
    place = _copy(studio, made, wanted.output)
    _tell(terminal, made, place, studio.store.sites.latest(project_id))
    if not made.report.is_clean:
        raise typer.Exit(EXIT_FAILED)


def again(project_id: ProjectId, wanted: Wanted) -> str:
    """The command that goes on with a film that was not finished."""
    asked, usual = wanted.delivery, Delivery()
    options = (
        ("--quality", wanted.quality, Quality.STANDARD),
        ("--aspect", asked.aspect, usual.aspect),
        ("--fps", asked.rate and asked.rate.title, usual.rate),
        ("--codec", asked.codec, usual.codec),
        ("--encoder", asked.encoding, usual.encoding),
        ("-o", wanted.output, None),
    )
    chosen = [(option, str(value)) for option, value, left in options if value != left]
    return shlex.join(["greenlight", "render", project_id, *chain.from_iterable(chosen)])


def _copy(studio: Studio, made: Render, output: Path | None) -> Path:
    source = studio.store.media.path(made.film)
    if output is None:
        return source
    endings = {"film": source.suffix}
    endings |= {name: f".{export.extension}" for name, export in EXPORTS.items()}
    for name, file in made.files.items():
        if name not in endings:
            continue
        with writing(output.with_suffix(endings[name])) as part:
            shutil.copyfile(studio.store.media.path(file), part)
    return output.with_suffix(source.suffix)


def _tell(terminal: Terminal, made: Render, place: Path, site: Findings | None) -> None:
    report = made.report
    value = {**made.to_document(), "place": str(place)}
    if site:
        value["site"] = site.to_document()
    lines = [
        str(place),
        f"  {report.length_s:.1f} s, {report.frames} frames, {', '.join(report.levels)}, "
        f"{report.segments_made} segments made and {report.segments_found} found, "
        f"in {report.wall_s:.1f} s",
        *(f"  {c.title}: {c.found}" for c in report.checks if c.title == ENCODER),
        *(f"  ✗ {c.title}: {c.found}, wanted {c.wanted}" for c in report.checks if not c.is_ok),
    ]
    terminal.result(value, lines)


def _tell_fault(terminal: Terminal, fault: Fault) -> None:
    terminal.say(f"✗ {fault.sentence}")
    if fault.remedy:
        terminal.say(f"  {fault.remedy}")
    terminal.result(fault.model_dump(), [])
