"""Looks, watermark, cards and fit from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner

from studio.cli import application
from studio.cli.briefing import Wish, begin
from studio.cli.dressing import Dressing, check, dress
from studio.domain.errors import BadInput, DiskFull
from studio.domain.ids import AssetId
from studio.domain.look import Corner, Watermark
from studio.domain.plan import Plan
from studio.domain.project import Project
from studio.domain.scene import Fit, Still
from studio.studio import Studio, open_studio

CUBE = "LUT_3D_SIZE 2\n" + "\n".join(f"{r} {g} {b}" for b in (0, 1) for g in (0, 1) for r in (0, 1))


@pytest.fixture
def studio(tmp_path: Path):
    opened = open_studio(tmp_path / "home")
    yield opened
    opened.close()


@pytest.fixture
def project(studio: Studio) -> Project:
    return begin(studio, Wish(idea="A film about tides."))


@pytest.fixture
def logo(tmp_path: Path) -> Path:
    Image.new("RGBA", (32, 32), "#FF000080").save(tmp_path / "logo ä.png")
    return tmp_path / "logo ä.png"


def test_everything_asked_for_is_worn(
    studio: Studio, project: Project, logo: Path, tmp_path: Path
) -> None:
    table = tmp_path / "warm.cube"
    table.write_text(CUBE, encoding="utf-8")
    wanted = Dressing(
        look=str(table),
        grain=0.2,
        vignette=0.3,
        watermark=str(logo),
        corner=Corner.BOTTOM_LEFT,
        opening=True,
        closing="Thank you",
    )

    check(wanted)
    dress(studio, project.id, wanted)

    worn = studio.store.projects.get(project.id)
    assert worn.grade.table is not None
    assert (worn.grade.grain, worn.grade.vignette) == (0.2, 0.3)
    assert worn.watermark is not None
    assert worn.watermark.corner is Corner.BOTTOM_LEFT
    assert (worn.cards.is_opened, worn.cards.is_closed) == (True, True)
    assert worn.cards.closing == "Thank you"


def test_what_is_not_asked_for_stays(studio: Studio, project: Project, logo: Path) -> None:
    dress(studio, project.id, Dressing(look="noir", watermark=str(logo), closing="Bye"))
    dress(studio, project.id, Dressing(grain=0.5))

    worn = studio.store.projects.get(project.id)
    assert (worn.grade.name, worn.grade.grain) == ("noir", 0.5)
    assert worn.watermark is not None
    assert worn.cards.is_closed

    dress(studio, project.id, Dressing(watermark="off", closing="off", look="natural"))
    bare = studio.store.projects.get(project.id)
    assert bare.watermark is None
    assert not bare.cards.is_closed
    assert bare.grade.name == "natural"


def test_a_fit_is_given_to_pictures_alone(studio: Studio, project: Project, logo: Path) -> None:
    from studio.actions.assets import add_media
    from studio.actions.plans import add_scene, latest_plan
    from studio.domain.ids import SceneId
    from studio.domain.scene import Scene

    asset = add_media(studio, project.id, logo)
    add_scene(studio, project.id, Scene(id=SceneId("a"), visual=Still(picture=asset.id)))
    add_scene(studio, project.id, Scene(id=SceneId("b")))

    dress(studio, project.id, Dressing(fit=Fit.BRAND))

    plan: Plan = latest_plan(studio, project.id)
    picture = plan.scene(SceneId("a")).visual
    assert isinstance(picture, Still)
    assert picture.fit is Fit.BRAND
    assert plan.scene(SceneId("b")) == Scene(id=SceneId("b"))


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (Dressing(look="noire"), "noir"),
        (Dressing(look="nowhere.cube"), "nowhere.cube"),
        (Dressing(watermark="nowhere.png"), "nowhere.png"),
    ],
)
def test_what_is_not_there_is_named(wanted: Dressing, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        check(wanted)


def test_a_corner_needs_a_watermark(logo: Path) -> None:
    for mark in (None, "off"):
        with pytest.raises(BadInput, match="no watermark"):
            check(Dressing(corner=Corner.TOP_LEFT, watermark=mark))
    check(Dressing(corner=Corner.TOP_LEFT, watermark=str(logo)))
    check(Dressing(corner=Corner.TOP_LEFT), Watermark(picture=AssetId("a")))


def test_a_corner_without_a_watermark_changes_nothing(studio: Studio, project: Project) -> None:
    command = ["render", project.id, "--corner", "top-left", "--loudness", "podcast"]
    refused = CliRunner().invoke(application(), [*command, "--data-dir", str(studio.store.folder)])
    assert (refused.exit_code, "no watermark" in refused.output) == (2, True)
    assert studio.store.projects.get(project.id).loudness is project.loudness


def test_a_picture_that_finds_no_room_leaves_no_project(
    studio: Studio, logo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFull("/films")

    monkeypatch.setattr("studio.cli.briefing.add_media", full)
    with pytest.raises(DiskFull):
        begin(studio, Wish(idea="A film about tides.", inputs=[logo]))
    assert list(studio.store.projects.list()) == []


@pytest.mark.slow
def test_a_film_is_made_with_its_dressing(
    greenlight: Callable[..., object], home: Path, logo: Path, tmp_path: Path
) -> None:
    words = ("make", "--idea", "Tides in 10 seconds.", "-o", tmp_path / "a.mp4", "--json")
    dressed = ("--quality", "draft", "--look", "noir", "--watermark", logo, "--opening")
    made = greenlight(*words, *dressed)
    assert made.code == 0, made.err  # type: ignore[attr-defined]
    refused = greenlight("make", "--idea", "Tides", "--look", "noire", "--json")
    assert json.loads(refused.out)["error"] == "BadInput"  # type: ignore[attr-defined]

    opened = open_studio(home)
    try:
        (project,) = opened.store.projects.list()
        assert (project.grade.name, project.cards.is_opened) == ("noir", True)
        assert project.watermark is not None
    finally:
        opened.close()
