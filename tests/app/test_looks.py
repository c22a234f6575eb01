"""The look of a film and of a scene, chosen on the pages."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from studio.actions.assets import add_media
from studio.actions.plans import Edit, add_scene, latest_plan
from studio.actions.projects import set_grade
from studio.compose.looks import LOOKS
from studio.compose.looks.preview import preview
from studio.domain.asset import Asset, AssetKind
from studio.domain.errors import NotFound, UnreadableInput
from studio.domain.ids import AssetId, SceneId
from studio.domain.look import Grade
from studio.domain.project import Project
from studio.domain.scene import Fit, Scene, Still
from studio.studio import Studio

OpenPage = Callable[..., AppTest]
IDENTITY = "LUT_3D_SIZE 2\n0 0 0\n1 0 0\n0 1 0\n1 1 0\n0 0 1\n1 0 1\n0 1 1\n1 1 1\n"


@pytest.fixture
def picture(house: Studio, film: Project, tmp_path: Path) -> Asset:
    path = tmp_path / "crew.png"
    Image.new("RGB", (64, 36), "#804020").save(path)
    return add_media(house, film.id, path)


def test_a_look_is_chosen_in_the_settings(
    open_page: OpenPage, house: Studio, film: Project
) -> None:
    page = open_page("settings", project=film.id)

    next(p for p in page.button_group if "Noir" in str(p.options)).set_value("noir").run()

    assert not page.exception
    assert house.store.projects.get(film.id).grade == Grade(name="noir")


def test_cards_are_switched_on(open_page: OpenPage, house: Studio, film: Project) -> None:
    page = open_page("settings", project=film.id)

    next(t for t in page.toggle if t.label == "Closing card").set_value(True).run()

    assert house.store.projects.get(film.id).cards.is_closed


def test_a_watermark_is_chosen(
    open_page: OpenPage, house: Studio, film: Project, picture: Asset
) -> None:
    page = open_page("settings", project=film.id)

    next(s for s in page.selectbox if s.label == "Watermark").set_value(picture.id).run()

    mark = house.store.projects.get(film.id).watermark
    assert mark is not None
    assert mark.picture == picture.id


def test_a_picture_is_fitted_and_a_scene_gets_its_own_look(
    open_page: OpenPage, house: Studio, film: Project, picture: Asset
) -> None:
    still = Scene(id=SceneId("still"), title="Crew", visual=Still(picture=picture.id))
    add_scene(house, film.id, still, edit=Edit(author="you"))

    page = open_page("scenes", project=film.id, scene="still")
    next(s for s in page.selectbox if s.label == "Fit").set_value(Fit.BRAND).run()
    page = open_page("scenes", project=film.id, scene="still")
    next(s for s in page.selectbox if s.label == "Look").set_value("warm").run()

    scene = latest_plan(house, film.id).scene(SceneId("still"))
    assert isinstance(scene.visual, Still)
    assert scene.visual.fit is Fit.BRAND
    assert scene.grade == Grade(name="warm")


def test_a_colour_table_becomes_an_asset(house: Studio, film: Project, tmp_path: Path) -> None:
    path = tmp_path / "mine.cube"
    path.write_text(IDENTITY, encoding="utf-8")

    table = add_media(house, film.id, path)
    set_grade(house, film.id, Grade(table=table.id))

    assert table.kind is AssetKind.TABLE
    assert house.store.projects.get(film.id).grade.table == table.id
    path.write_text("LUT_3D_SIZE 2\n", encoding="utf-8")
    with pytest.raises(UnreadableInput, match=r"mine\.cube"):
        add_media(house, film.id, path)
    with pytest.raises(NotFound):
        set_grade(house, film.id, Grade(table=AssetId("0" * 64)))


@pytest.mark.parametrize("name", ["natural", "noir"])
def test_a_preview_is_a_picture_in_the_look(name: str) -> None:
    pixels = np.asarray(Image.open(io.BytesIO(preview(Grade(name=name), None, None))), dtype=int)

    assert pixels.shape == (270, 480, 3)
    spread = (pixels.max(axis=2) - pixels.min(axis=2)).mean()
    assert bool(spread < 2) is (name == "noir")
    assert name in LOOKS
