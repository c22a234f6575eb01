"""`greenlight render`: the film of a project as it stands."""

from __future__ import annotations

from typing import Annotated

import typer

from studio.cli.options import AsJson, DataDir, LoudnessChange, Output, QualityOption
from studio.domain.format import Quality


def render(
    project: Annotated[str, typer.Argument(help="A project by id, the beginning of it, or title.")],
    output: Output = None,
    quality: QualityOption = Quality.STANDARD,
    loudness: LoudnessChange = None,
    approve: Annotated[
        bool, typer.Option("--approve", help="Greenlight every scene first.")
    ] = False,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Render a project. What did not change since the last time is not made again."""
    from studio.actions.projects import set_loudness
    from studio.actions.reviews import approve_scenes
    from studio.cli.filming import film
    from studio.cli.terminal import Terminal, opened

    terminal = Terminal(as_json=as_json)
    with opened(terminal, data_dir) as studio:
        found = studio.store.projects.find(project)
        if loudness is not None:
            set_loudness(studio, found.id, loudness)
        if approve:
            approve_scenes(studio, found.id, by="you, on the command line")
        film(studio, terminal, found.id, quality, output)
