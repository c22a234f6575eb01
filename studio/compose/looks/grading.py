"""From a grade to what changes a frame's colours."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from studio.compose.looks import cube
from studio.compose.looks.tinting import Tint
from studio.domain.errors import NotFound
from studio.domain.ids import AssetId
from studio.domain.look import Grade
from studio.graphics.cube import read_cube


def tint(grade: Grade, paths: Mapping[AssetId, Path]) -> Tint:
    """What `grade` does to colours. `paths` holds the file of its table, where it has one.

    Raises NotFound for a look nobody has, UnreadableInput for a damaged table.
    """
    if grade.table is None:
        return Tint(cube(grade.name), grade.strength)
    path = paths.get(grade.table)
    if path is None:
        raise NotFound("colour table", grade.table[:8])
    return Tint(read_cube(path, path.name), grade.strength)
