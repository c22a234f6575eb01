"""`greenlight export`: one file about a film, without rendering the film."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from studio.cli.options import AsJson, AspectChange, DataDir
from studio.domain.delivery import Delivery


def export(
    project: Annotated[str, typer.Argument(help="A project by id, the beginning of it, or title.")],
    kind: Annotated[
        str,
        typer.Option(
            "--as", help="gif, webp, poster, contact-sheet, srt, vtt, ass, karaoke, words, stems."
        ),
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file to write.", show_default=False)
    ] = None,
    seconds: Annotated[
        float,
        typer.Option(
            "--seconds", min=0.0, max=60.0, help="How much of it moves; 0 for up to a minute."
        ),
    ] = 6.0,
    aspect: AspectChange = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Write a moving preview, a poster, a contact sheet, or the subtitles of a project."""
    from studio.actions.exports import export as write
    from studio.cli.places import file_place
    from studio.cli.terminal import Terminal, errors_told, opened
    from studio.compose.progress import Progress

    terminal = Terminal(as_json=as_json)
    with errors_told(terminal):
        target = file_place(output) if output else Path(kind).absolute()
    with opened(terminal, data_dir) as studio, terminal.bar("Exporting") as bar:

        def on_progress(progress: Progress) -> None:
            bar.to(progress.percent, progress.phase)

        found = studio.store.projects.find(project)
        delivery = Delivery(aspect=aspect)
        place = write(studio, found.id, kind, target, on_progress, delivery, seconds or None)
    terminal.result({"kind": kind, "place": str(place)}, [str(place)])
