"""What a person sees in the terminal: progress, results, and errors with their remedy."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from studio.domain.errors import BadInput, GreenlightError, NotApproved, NotFound
from studio.domain.job import Job, JobState
from studio.studio import Studio, open_studio

LOOK_EVERY_S = 0.1
EXIT_FAILED = 1
EXIT_BAD_INPUT = 2

_OPTIONS: Mapping[type[GreenlightError], str] = {
    NotApproved: "The option --approve greenlights every scene."
}
"""What helps on the command line alone."""


class Terminal:
    """One command's conversation: people read standard error, programs standard output."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        self._console = Console(stderr=True, highlight=False)

    def say(self, line: str) -> None:
        """A line for a person."""
        self._console.print(line, markup=False, soft_wrap=True)

    def result(self, value: dict[str, Any], lines: list[str]) -> None:
        """What came out: as one JSON document, or as lines."""
        if self._as_json:
            typer.echo(json.dumps(value, indent=2, ensure_ascii=False))
            return
        for line in lines:
            typer.echo(line)

    def fail(self, error: GreenlightError) -> typer.Exit:
        """Say what went wrong; gives the exit to raise."""
        self.say(f"✗ {error.sentence}")
        for remedy in (error.remedy, _OPTIONS.get(type(error), "")):
            if remedy:
                self.say(f"  {remedy}")
        if self._as_json:
            fault = {"error": type(error).__name__, "sentence": error.sentence}
            typer.echo(json.dumps({**fault, "remedy": error.remedy}, ensure_ascii=False))
        is_input = isinstance(error, BadInput | NotFound)
        return typer.Exit(EXIT_BAD_INPUT if is_input else EXIT_FAILED)

    @contextmanager
    def bar(self, title: str) -> Iterator[Bar]:
        """A progress bar on standard error while the block runs."""
        columns = (
            TextColumn("{task.description}"),
            BarColumn(bar_width=32, complete_style="green"),
            TextColumn("{task.percentage:>3.0f} %"),
            TimeElapsedColumn(),
        )
        with Progress(*columns, console=self._console, transient=False) as progress:
            yield Bar(progress, title)


class Bar:
    """A line that fills."""

    def __init__(self, progress: Progress, title: str) -> None:
        self._progress = progress
        self._task = progress.add_task(title, total=100.0)

    def to(self, percent: float, phase: str) -> None:
        """Fill the bar to `percent` and say what is being done."""
        self._progress.update(self._task, completed=percent, description=phase[:60])


@contextmanager
def errors_told(terminal: Terminal) -> Iterator[None]:
    """Turn errors of the tree into a sentence and an exit code."""
    try:
        yield
    except GreenlightError as error:
        raise terminal.fail(error) from error


@contextmanager
def opened(terminal: Terminal, folder: Path | None) -> Iterator[Studio]:
    """The studio on a data folder, closed at the end; its errors told."""
    with errors_told(terminal):
        studio = open_studio(folder)
        try:
            yield studio
        finally:
            studio.close()


def follow(studio: Studio, job: Job, terminal: Terminal, title: str) -> Job:
    """Show a job's progress until it has ended; Ctrl-C stops the job.

    Returns the job as it ended.
    """
    with terminal.bar(title) as bar:
        try:
            while not (job := studio.store.jobs.get(job.id)).state.is_final:
                bar.to(job.percent, job.phase or title)
                time.sleep(LOOK_EVERY_S)
        except KeyboardInterrupt:
            job = studio.queue.cancel(job.id)
            bar.to(job.percent, "Stopping")
            while not (job := studio.store.jobs.get(job.id)).state.is_final:
                time.sleep(LOOK_EVERY_S)
        bar.to(100 if job.state is JobState.DONE else job.percent, job.state.value.capitalize())
    return job
