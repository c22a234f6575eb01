"""`greenlight schema`: the JSON Schema of a document."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer


class Named(StrEnum):
    """Documents whose schema is published."""

    MOTION = "motion"


def schema(
    document: Annotated[Named, typer.Argument(help="motion: a designed scene.")],
) -> None:
    """Print the JSON Schema of a document, for editors and for models that write one."""
    from studio.graphics.documents import json_schema

    typer.echo(json.dumps(json_schema(), indent=1, ensure_ascii=False))
