"""Figures that recur: the same look and voice wherever they appear."""

import pytest

from studio.actions.characters import (
    characters_of,
    create_character,
    find_character,
    remove_character,
    show_character,
    update_character,
)
from studio.actions.plans import latest_plan, split_scene, update_scene
from studio.actions.reviews import approve_scenes, waiting_scenes
from studio.actions.takes import speech_inputs
from studio.domain.character import described
from studio.domain.errors import BadInput, EmptyInput, NotFound
from studio.domain.ids import SceneId
from studio.domain.project import Project, Voice
from studio.studio import Studio

A, B = SceneId("a"), SceneId("b")


def tell_of_mara(studio: Studio, film: Project) -> None:
    scene = latest_plan(studio, film.id).scene(B)
    told = scene.model_copy(update={"narration": "Then Mara came. She waited."})
    update_scene(studio, film.id, told)


def appears(studio: Studio, film: Project) -> list[str]:
    return [s.id for s in latest_plan(studio, film.id).scenes if s.characters]


def test_a_figure_appears_where_it_is_named(studio: Studio, film: Project) -> None:
    tell_of_mara(studio, film)
    mara = create_character(studio, film.id, "Mara", look="grey coat", role="keeper")
    assert appears(studio, film) == ["b"]
    scene = latest_plan(studio, film.id).scene(B)
    assert characters_of(studio, film.id, scene) == (mara,)
    assert described("A pier", (mara,)) == "A pier. Mara, keeper: grey coat"


def test_its_voice_speaks_in_its_scenes(studio: Studio, film: Project) -> None:
    before = speech_inputs(studio, film, latest_plan(studio, film.id).scene(A))
    voice = Voice(voice="en-gb")
    mara = create_character(studio, film.id, "Mara", voice=voice)
    show_character(studio, film.id, mara.id, [A])
    scene = latest_plan(studio, film.id).scene(A)
    assert scene.voice == voice
    assert speech_inputs(studio, film, scene) != before
    split_scene(studio, film.id, A)
    assert [s.voice for s in latest_plan(studio, film.id).scenes][:3] == [voice, voice, None]
    remove_character(studio, film.id, mara.id)
    assert {s.voice for s in latest_plan(studio, film.id).scenes} == {None}
    assert appears(studio, film) == []


def test_another_look_opens_its_scenes_again(studio: Studio, film: Project) -> None:
    mara = create_character(studio, film.id, "Mara")
    show_character(studio, film.id, mara.id, [A])
    approve_scenes(studio, film.id)
    update_character(studio, film.id, mara.id, look="red hat")
    assert [s.id for s in waiting_scenes(studio, latest_plan(studio, film.id))] == ["a"]
    approve_scenes(studio, film.id)
    update_character(studio, film.id, mara.id, look="red hat")
    assert waiting_scenes(studio, latest_plan(studio, film.id)) == ()


def test_figures_are_found_as_people_name_them(studio: Studio, film: Project) -> None:
    mara = create_character(studio, film.id, "Mara the keeper")
    for name in ("mara the keeper", "Mara", "keeper", mara.id):
        assert find_character(studio, film.id, name) == mara
    for name in ("Tom", ""):
        with pytest.raises(NotFound):
            find_character(studio, film.id, name)


def test_what_cannot_be_is_refused(studio: Studio, film: Project) -> None:
    create_character(studio, film.id, "Mara")
    number = latest_plan(studio, film.id).number
    with pytest.raises(BadInput):
        create_character(studio, film.id, " mara ")
    with pytest.raises(EmptyInput):
        create_character(studio, film.id, " ")
    with pytest.raises(NotFound):
        create_character(studio, film.id, "Tom", voice=Voice(voice="nobody"))
    with pytest.raises(NotFound):
        create_character(studio, film.id, "Tom", picture="nothing")
    assert [c.title for c in studio.store.characters.list(film.id)] == ["Mara"]
    assert latest_plan(studio, film.id).number == number
