"""Files about a film, written without rendering it."""

from __future__ import annotations

import os
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from studio.actions.exports import (
    endings,
    export,
    export_kinds,
    found_export,
    make_export,
    request_export,
)
from studio.actions.plans import latest_plan, update_scene
from studio.actions.projects import create_project
from studio.compose import tasks
from studio.compose.processes import Crew
from studio.compose.progress import Progress
from studio.compose.waiting import Errand
from studio.domain.brief import Brief
from studio.domain.delivery import Delivery
from studio.domain.errors import BadInput, Cancelled, EmptyInput, NotFound
from studio.domain.format import Aspect
from studio.domain.project import Project
from studio.studio import Studio


@pytest.fixture
def errand() -> Iterator[Errand]:
    with Crew(workers=1) as crew:
        yield Errand(crew, lambda _: None, lambda: False)


@pytest.mark.slow
def test_a_poster_of_a_film_that_was_never_made(
    studio: Studio, film: Project, tmp_path: Path
) -> None:
    told: list[Progress] = []
    tall = Delivery(aspect=Aspect.TALL)

    place = export(studio, film.id, "poster", tmp_path / "das Plakat", told.append, tall)

    assert place == tmp_path / "das Plakat.jpg"
    with Image.open(place) as picture:
        assert picture.size == (1080, 1920)
    assert told[-1].percent == 100
    assert studio.store.renders.list(film.id) == ()
    assert studio.store.projects.get(film.id) == film


def test_subtitles_are_exported_alike(studio: Studio, film: Project, tmp_path: Path) -> None:
    place = export(studio, film.id, "srt", tmp_path / "film.srt", lambda _: None)
    assert "The sea rises." in place.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["gif", "poster", "vtt"])
def test_an_ending_of_another_kind_is_refused(
    studio: Studio, film: Project, tmp_path: Path, kind: str
) -> None:
    with pytest.raises(BadInput, match="not that"):
        export(studio, film.id, kind, tmp_path / "film.mp4", lambda _: None)
    assert list(tmp_path.glob("film*")) == []


def test_what_is_not_there_is_named(studio: Studio, film: Project, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="hologram"):
        export(studio, film.id, "hologram", tmp_path / "x", lambda _: None)
    empty = create_project(studio, Brief(text="Nothing yet."))
    with pytest.raises(EmptyInput):
        export(studio, empty.id, "gif", tmp_path / "x", lambda _: None)


def test_an_export_that_was_asked_for_is_made_once_and_found(
    studio: Studio, film: Project, errand: Errand
) -> None:
    job = request_export(studio, film.id, "srt")
    assert request_export(studio, film.id, "srt").id == job.id
    plan = latest_plan(studio, film.id)
    assert found_export(studio, film, plan, "srt") is None

    place = make_export(studio, job, errand)

    assert "The sea rises." in place.read_text(encoding="utf-8")
    assert found_export(studio, film, plan, "srt") == place
    place.write_text("made before", encoding="utf-8")
    assert make_export(studio, job, errand).read_text(encoding="utf-8") == "made before"


def test_a_changed_film_has_no_export_yet(studio: Studio, film: Project, errand: Errand) -> None:
    make_export(studio, request_export(studio, film.id, "vtt"), errand)
    scene = latest_plan(studio, film.id).scenes[0]
    update_scene(studio, film.id, scene.model_copy(update={"narration": "It sinks again."}))

    assert found_export(studio, film, latest_plan(studio, film.id), "vtt") is None

    again = make_export(studio, request_export(studio, film.id, "vtt"), errand)
    assert [path.name for path in again.parent.iterdir()] == [again.name]


def test_stems_come_as_one_archive(studio: Studio, film: Project, errand: Errand) -> None:
    left = studio.store.media.export_target(film, "x.zip").parent / ".stems-of-one-killed"
    left.mkdir()
    os.utime(left, (0, 0))
    place = make_export(studio, request_export(studio, film.id, "stems"), errand)

    with zipfile.ZipFile(place) as archive:
        assert archive.namelist() == ["speech.wav", "music.wav"]
        assert archive.testzip() is None
    assert [path.name for path in place.parent.iterdir()] == [place.name]


@pytest.mark.parametrize("kind", ["srt", "poster", "stems"])
def test_an_export_that_is_stopped_leaves_nothing(
    studio: Studio, film: Project, errand: Errand, kind: str
) -> None:
    job = request_export(studio, film.id, kind)
    target = studio.store.media.export_target(film, job.inputs["file"])

    with pytest.raises(Cancelled):
        make_export(studio, job, replace(errand, is_cancelled=lambda: True))

    assert list(target.parent.iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["gif", "stems"])
def test_drawing_and_mixing_stop_when_asked(
    studio: Studio, film: Project, errand: Errand, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(tasks, "make_preview", endless)
    monkeypatch.setattr("studio.actions.stems.write_stems", endless)
    stopped = replace(
        errand,
        on_progress=lambda progress: told.append(progress.phase),
        is_cancelled=lambda: not {"Drawing", "Mixing the sound"}.isdisjoint(told),
    )
    with pytest.raises(Cancelled):
        make_export(studio, request_export(studio, film.id, kind), stopped)


def endless(*_: object) -> None:
    """What never ends by itself."""
    threading.Event().wait()


def test_every_kind_has_an_ending() -> None:
    assert len(set(export_kinds())) == len(export_kinds())
    assert all(ending.startswith(".") for kind in export_kinds() for ending in endings(kind))
