from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from studio.actions.assets import add_media
from studio.actions.kits import (
    apply_kit,
    brand_from_picture,
    export_kit,
    import_kit,
    remove_kit,
    save_kit,
)
from studio.actions.plans import latest_plan, update_scene
from studio.actions.projects import (
    create_project,
    set_brand,
    set_captions,
    set_cards,
    set_voice,
    set_watermark,
)
from studio.actions.renders import film_order, plan_timeline
from studio.actions.takes import motion_inputs
from studio.compose.segments import segments
from studio.domain.brand import Brand, Corners, Palette
from studio.domain.brief import Brief
from studio.domain.errors import BadInput, NotFound
from studio.domain.format import Quality
from studio.domain.ids import SceneId
from studio.domain.look import Cards, Corner, Watermark
from studio.domain.project import Captions, Project, Voice
from studio.domain.scene import Still
from studio.graphics.palettes import PALETTES, is_readable
from studio.studio import Studio


@pytest.fixture
def logo(tmp_path: Path) -> Path:
    file = tmp_path / "logo.png"
    Image.fromarray(np.full((40, 120, 3), (200, 40, 30), np.uint8)).save(file)
    return file


def dressed(studio: Studio, project: Project, logo: Path) -> Project:
    mark = add_media(studio, project.id, logo).id
    brand = Brand(name="Acme", palette=PALETTES["warm"], corners=Corners.ROUND, logo=mark)
    set_brand(studio, project.id, brand)
    set_voice(studio, project.id, Voice(voice="en-gb"))
    set_captions(studio, project.id, Captions.POP)
    set_watermark(studio, project.id, Watermark(picture=mark, corner=Corner.BOTTOM_LEFT, size=0.2))
    return set_cards(studio, project.id, Cards(is_closed=True, closing="Bye", logo=mark))


def test_a_kit_goes_from_one_project_to_another(studio: Studio, film: Project, logo: Path) -> None:
    own = dressed(studio, film, logo)
    save_kit(studio, film.id, "Acme")
    other = create_project(studio, Brief(text="Another film about something else entirely."))
    worn = apply_kit(studio, other.id, "Acme")
    assert worn.brand == own.brand
    assert (worn.voice, worn.captions, worn.cards) == (own.voice, own.captions, own.cards)
    assert worn.watermark == own.watermark
    assert [a.id for a in studio.store.assets.list(other.id)] == [own.brand.logo]
    assert apply_kit(studio, other.id, "Acme") == worn


def test_a_kit_travels_as_one_file(studio: Studio, film: Project, logo: Path) -> None:
    own = dressed(studio, film, logo)
    save_kit(studio, film.id, "Acme")
    text = export_kit(studio, "Acme")
    remove_kit(studio, "Acme")
    assert studio.store.kits.titles() == ()
    with pytest.raises(NotFound):
        apply_kit(studio, film.id, "Acme")
    assert import_kit(studio, text).title == "Acme"
    other = create_project(studio, Brief(text="Another film about something else entirely."))
    assert apply_kit(studio, other.id, "Acme").brand == own.brand


@pytest.mark.parametrize(
    "text",
    ["", "[]", "nonsense", '{"document": "Plan.1"}', '{"document": "Kit.9", "title": "x"}'],
)
def test_what_is_no_kit_is_told_and_changes_nothing(studio: Studio, text: str) -> None:
    with pytest.raises(BadInput):
        import_kit(studio, text)
    assert studio.store.kits.titles() == ()


def test_a_kit_with_a_damaged_logo_is_refused(studio: Studio, film: Project, logo: Path) -> None:
    dressed(studio, film, logo)
    save_kit(studio, film.id, "Acme")
    broken = json.loads(export_kit(studio, "Acme")) | {"logo": "%%%"}
    with pytest.raises(BadInput):
        import_kit(studio, json.dumps(broken))


def test_colours_come_out_of_a_picture(studio: Studio, film: Project, tmp_path: Path) -> None:
    pixels = np.zeros((90, 90, 3), np.uint8)
    pixels[:] = (16, 24, 48)
    pixels[60:, :40] = (240, 120, 20)
    Image.fromarray(pixels).save(tmp_path / "night.png")
    asset = add_media(studio, film.id, tmp_path / "night.png")
    palette = brand_from_picture(studio, film.id, asset.id).brand.palette
    assert is_readable(palette)
    red, green, blue = (int(palette.ground[n : n + 2], 16) for n in (1, 3, 5))
    assert blue > red
    assert max(red, green, blue) < 80
    red, green, blue = (int(palette.accent[n : n + 2], 16) for n in (1, 3, 5))
    assert red > green > blue


def keys(studio: Studio, project: Project) -> list[Any]:
    plan = latest_plan(studio, project.id)
    cut = plan_timeline(studio, project, plan)
    order = film_order(studio, project, cut, Quality.DRAFT, Path("x.mp4"), None)
    return [segment.spec.content_hash for segment in segments(cut, order.look)]


def test_a_brand_changes_what_it_is_seen_in_and_no_more(
    studio: Studio, film: Project, logo: Path
) -> None:
    picture = add_media(studio, film.id, logo).id
    scene = latest_plan(studio, film.id).scenes[1]
    update_scene(studio, film.id, scene.model_copy(update={"visual": Still(picture=picture)}))
    quiet = set_captions(studio, film.id, Captions.OFF)
    plain = keys(studio, quiet)
    assert len(plain) == 3

    def with_brand(**fields: Any) -> list[bool]:
        brand = quiet.brand.model_copy(update=fields)
        made = keys(studio, quiet.model_copy(update={"brand": brand}))
        return [old != new for old, new in zip(plain, made, strict=True)]

    assert with_brand(name="Another", logo=picture) == [False, False, False]
    assert with_brand(display_font="Newsreader") == [True, False, True]
    assert with_brand(corners=Corners.SHARP) == [True, False, True]
    accent = Palette().model_copy(update={"accent": "#FF0000"})
    assert with_brand(palette=accent) == [True, False, True]


def test_a_draft_stays_fresh_when_only_the_name_changes(studio: Studio, film: Project) -> None:
    scene = latest_plan(studio, film.id).scene(SceneId("a"))
    named = film.model_copy(update={"brand": film.brand.model_copy(update={"name": "Acme"})})
    assert motion_inputs(studio, named, scene) == motion_inputs(studio, film, scene)
    round_ = film.model_copy(
        update={"brand": film.brand.model_copy(update={"corners": Corners.ROUND})}
    )
    assert motion_inputs(studio, round_, scene) != motion_inputs(studio, film, scene)
