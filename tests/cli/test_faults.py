"""What the command line says when a film could not be made."""

import json
import shlex
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from studio.actions.plans import add_scene
from studio.actions.projects import create_project
from studio.actions.reviews import approve_scenes
from studio.cli import application, filming
from studio.cli.filming import Wanted, again, film
from studio.cli.terminal import Terminal
from studio.domain.brief import Brief
from studio.domain.delivery import Codec, Delivery
from studio.domain.errors import DiskFull
from studio.domain.format import Aspect, Quality
from studio.domain.ids import ProjectId, SceneId
from studio.domain.job import Fault, JobState
from studio.domain.scene import Graphic, Scene, Words
from studio.domain.time import RATES
from studio.studio import open_studio


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ProjectId:
    monkeypatch.setenv("GREENLIGHT_HOME", str(tmp_path / "home"))
    studio = open_studio()
    made = create_project(studio, Brief(text="# Tides\n\nThe sea rises."))
    words = Words(headline="Tides")
    scene = Scene(id=SceneId("a"), title="Tides", visual=Graphic(words=words), frames=30)
    add_scene(studio, made.id, scene)
    studio.close()
    return made.id


def run(*words: str) -> Any:
    return CliRunner().invoke(application(), list(words))


def test_a_film_of_scenes_without_a_greenlight_says_how_to_give_it(project: ProjectId) -> None:
    told = run("render", project, "-o", "film.mp4")
    assert told.exit_code == 1
    assert "--approve" in told.output


def test_a_film_that_failed_says_how_to_go_on(
    project: ProjectId, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(filming, "WorkerWatch", Idle)
    monkeypatch.setattr(filming, "follow", failing)
    studio = open_studio()
    approve_scenes(studio, project, by="me")
    wanted = Wanted(Quality.DRAFT, Delivery(), None)
    with pytest.raises(typer.Exit) as left:
        film(studio, Terminal(as_json=True), project, wanted)
    studio.close()
    told = capsys.readouterr()
    assert left.value.exit_code == 1
    assert "is full" in told.err
    assert again(project, wanted) in told.err
    assert json.loads(told.out)["error"] == "DiskFull"


def test_going_on_asks_for_the_same_film() -> None:
    delivery = Delivery(aspect=Aspect.TALL, rate=RATES["23.976"], codec=Codec.HEVC)
    command = again(ProjectId("ab12"), Wanted(Quality.HIGH, delivery, Path("/a b/film.mp4")))
    assert shlex.split(command)[-2:] == ["-o", "/a b/film.mp4"]
    for part in ("render ab12", "--quality high", "--aspect 9:16", "--fps 23.976", "--codec hevc"):
        assert part in command
    usual = Wanted(Quality.STANDARD, Delivery(), None)
    assert again(ProjectId("ab12"), usual) == "greenlight render ab12"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["export", "Tides", "--as", "hologram"], "contact-sheet"),
        (["plan", "--idea", "Tides", "--director", "nobody"], "greenlight models"),
    ],
)
@pytest.mark.usefixtures("project")
def test_a_name_that_nothing_has_says_where_the_names_are(words: list[str], said: str) -> None:
    told = run(*words)
    assert told.exit_code == 2
    assert said in told.output


class Idle:
    """A worker that is never there."""

    def __init__(self, _: Path) -> None:
        pass

    def start(self) -> None:
        pass

    stop = start


def failing(_: object, job: Any, *__: object) -> Any:
    fault = Fault.of(DiskFull("/films"))
    return job.model_copy(update={"state": JobState.FAILED, "fault": fault})
