"""The studio's verbs for a terminal: `greenlight --help`.

Exit codes: 0 done, 1 failed, 2 bad input.
"""

from __future__ import annotations

import typer

from studio.cli import (
    bench,
    doctor,
    export,
    make,
    models,
    plan,
    projects,
    render,
    schema,
    stems,
    templates,
    worker,
)
from studio.doctor import missing_parts

COMMANDS = (
    ("make", make.make),
    ("plan", plan.plan),
    ("render", render.render),
    ("export", export.export),
    ("stems", stems.stems),
    ("projects", projects.projects),
    ("templates", templates.templates),
    ("schema", schema.schema),
    ("models", models.models),
    ("doctor", doctor.doctor),
    ("bench", bench.bench),
    ("worker", worker.worker),
)


def application() -> typer.Typer:
    """The command line, one command a row of `COMMANDS`."""
    app = typer.Typer(
        name="greenlight",
        help="Make short films on your own machine.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    for name, command in COMMANDS:
        app.command(name)(command)
    return app


def main() -> None:
    """Run the command line. A library that cannot be loaded is named with its remedy."""
    try:
        application()()
    except ImportError:
        missing = missing_parts()
        if not missing:
            raise
        for finding in missing:
            typer.echo(f"✗ {finding.title}: {finding.found}\n  {finding.remedy}", err=True)
        raise SystemExit(1) from None
