"""Stems of a project's film."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.actions.projects import create_project
from studio.actions.stems import export_stems
from studio.domain.brief import Brief
from studio.domain.errors import EmptyInput
from studio.domain.project import Project
from studio.studio import Studio


def test_stems_of_a_plan_that_was_never_spoken(
    studio: Studio, film: Project, tmp_path: Path
) -> None:
    told: list[float] = []
    written = export_stems(
        studio, film.id, tmp_path, lambda progress: told.append(progress.percent)
    )
    assert [path.name for path in written] == ["speech.wav", "music.wav"]
    assert not list(tmp_path.glob(".*"))
    assert len({path.stat().st_size for path in written}) == 1
    assert told == sorted(told)
    assert told[-1] == 100


def test_a_plan_without_scenes_has_none(studio: Studio, tmp_path: Path) -> None:
    empty = create_project(studio, Brief(text="Tides"))
    with pytest.raises(EmptyInput):
        export_stems(studio, empty.id, tmp_path, lambda _: None)
    assert not list(tmp_path.glob("*.wav"))
