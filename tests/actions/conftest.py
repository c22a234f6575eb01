from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from studio.actions.plans import add_scene
from studio.actions.projects import create_project
from studio.domain.brief import Brief
from studio.domain.ids import SceneId
from studio.domain.project import Project
from studio.domain.scene import Graphic, Scene, Words
from studio.studio import Studio, open_studio


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    opened = open_studio(tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def scene() -> Callable[[str], Scene]:
    """Scenes by name."""
    return make_scene


@pytest.fixture
def film(studio: Studio) -> Project:
    """A project whose plan has three scenes, a, b and c."""
    project = create_project(studio, Brief(text="# Tides\n\nThe sea rises and falls."))
    for name in "abc":
        add_scene(studio, project.id, make_scene(name))
    return project


def make_scene(name: str) -> Scene:
    return Scene(
        id=SceneId(name),
        title=f"Scene {name}",
        narration="The sea rises. Then it falls.",
        visual=Graphic(template="title", words=Words(headline=f"Headline {name}")),
        frames=90,
    )
