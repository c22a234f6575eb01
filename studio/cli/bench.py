"""`greenlight bench`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from studio.cli.options import AsJson

if TYPE_CHECKING:
    from studio.bench.results import Line

Quick = Annotated[bool, typer.Option("--quick/--full", help="15 s or 60 s of film at 1080p.")]
Only = Annotated[
    list[str] | None,
    typer.Option(
        "--only",
        help="stills, designed, footage, draft, changes, memory, growth, plans, templates, chat "
        "or site.",
        show_default=False,
    ),
]
Repeats = Annotated[int, typer.Option("--repeats", min=1, max=25, help="Runs of each pair.")]
Slow = Annotated[bool, typer.Option("--slow/--no-slow", help="With the graph and MoviePy.")]
Target = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="Write JSON here, and the growth beside it as PNG."),
]


def bench(
    quick: Quick = True,
    only: Only = None,
    repeats: Repeats = 3,
    slow: Slow = True,
    output: Target = None,
    as_json: AsJson = False,
) -> None:
    """Measure Greenlight beside the bare encoder, an ffmpeg graph and MoviePy."""
    from studio.bench.run import Choice, Part, run
    from studio.cli.places import file_place
    from studio.cli.terminal import EXIT_FAILED, Terminal, errors_told

    unknown = sorted(set(only or ()) - {part.value for part in Part})
    if unknown:
        raise typer.BadParameter(f"there is no part named {unknown[0]}.")
    terminal = Terminal(as_json=as_json)
    parts = tuple(Part(name) for name in only) if only else tuple(Part)
    choice = Choice(parts=parts, is_full=not quick, repeats=repeats, has_slow=slow)
    if output:
        with errors_told(terminal):
            output = file_place(output, (".json",))
        output.parent.mkdir(parents=True, exist_ok=True)
    picture = output.with_suffix(".png") if output else None
    results = run(choice, lambda step: terminal.say(f"  {step}"), picture)
    if output:
        output.write_text(json.dumps(results.as_json(), indent=2), encoding="utf-8")
    lines = results.lines()
    terminal.result(results.as_json(), [_row(line) for line in lines])
    if any(line.is_met is False for line in lines):
        raise typer.Exit(EXIT_FAILED)


def _row(line: Line) -> str:
    mark = {True: "✓", False: "✗", None: " "}[line.is_met]
    return f"{mark} {line.title:<46} {line.found:<44} {line.wanted}".rstrip()
