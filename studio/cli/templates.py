"""`greenlight templates`: the designs there are, and a sheet on which they can be seen."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from studio.cli.options import AsJson


def templates(
    names: Annotated[
        list[str] | None,
        typer.Argument(help="Templates by name; all when left out.", show_default=False),
    ] = None,
    sheet: Annotated[
        Path | None,
        typer.Option(
            "--sheet", help="Draw them in all four shapes here (PNG).", show_default=False
        ),
    ] = None,
    strip: Annotated[
        Path | None,
        typer.Option("--strip", help="Draw how they come in here (PNG).", show_default=False),
    ] = None,
    mood: Annotated[str, typer.Option("--mood", help="A mood for the colours.")] = "",
    as_json: AsJson = False,
) -> None:
    """List the templates of designed scenes, and draw them."""
    from studio.cli.places import file_place
    from studio.cli.terminal import Terminal, errors_told
    from studio.graphics.sheets import sheet as draw_sheet
    from studio.graphics.sheets import strips
    from studio.graphics.templates import TEMPLATES
    from studio.store.files import writing

    unknown = sorted(set(names or ()) - set(TEMPLATES))
    if unknown:
        raise typer.BadParameter(f"there is no template named {unknown[0]}.")
    terminal = Terminal(as_json=as_json)
    chosen = names or list(TEMPLATES)
    for draw, place in ((draw_sheet, sheet), (strips, strip)):
        if place:
            with errors_told(terminal), writing(file_place(place, (".png",))) as part:
                draw(chosen, part, lambda name: terminal.say(f"  {name}"), mood)
    listed = [TEMPLATES[name] for name in chosen]
    value = {each.name: {"title": each.title, "uses": sorted(each.uses)} for each in listed}
    lines = [f"{each.name:<16} {each.title:<24} {', '.join(sorted(each.uses))}" for each in listed]
    terminal.result(value, lines)
