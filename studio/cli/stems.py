"""`greenlight stems`: speech, music and effects of a film as files of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from studio.cli.options import AsJson, DataDir


def stems(
    project: Annotated[str, typer.Argument(help="A project by id, the beginning of it, or title.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The folder to write into, made if need be.")
    ] = Path("stems"),
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Write speech, music, footage and effects as WAV files that sum to the film's sound."""
    from studio.actions.stems import export_stems
    from studio.cli.places import folder_place
    from studio.cli.terminal import Terminal, errors_told, opened
    from studio.compose.progress import Progress

    terminal = Terminal(as_json=as_json)
    with errors_told(terminal):
        folder = folder_place(output)
    with opened(terminal, data_dir) as studio, terminal.bar("Stems") as bar:

        def on_progress(progress: Progress) -> None:
            bar.to(progress.percent, progress.phase)

        found = studio.store.projects.find(project)
        written = [str(path) for path in export_stems(studio, found.id, folder, on_progress)]
    terminal.result({"stems": written}, written)
