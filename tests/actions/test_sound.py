"""What is heard, adjusted."""

import pytest

from studio.actions.plans import latest_plan, update_scene
from studio.actions.sound import set_mix, set_scene_sound
from studio.domain.errors import BadInput, NotFound
from studio.domain.ids import AssetId, SceneId
from studio.domain.project import Loudness, Project
from studio.domain.scene import Footage, Transition
from studio.studio import Studio

A, B = SceneId("a"), SceneId("b")


def test_the_mix_is_changed_within_bounds_and_the_rest_stays(studio: Studio, film: Project) -> None:
    mixed = set_mix(studio, film.id, music_db=9, pace=5, loudness=Loudness.PODCAST)
    assert (mixed.score.level_db, mixed.voice.pace) == (0.0, 2.0)
    assert (mixed.loudness, mixed.score.mood) == (Loudness.PODCAST, film.score.mood)
    assert not set_mix(studio, film.id, is_music_on=False).score.is_on
    assert set_mix(studio, film.id).score.level_db == 0.0


def test_a_scene_has_sounds_of_its_own(studio: Studio, film: Project) -> None:
    scene = latest_plan(studio, film.id).scene(A)
    moving = scene.model_copy(
        update={
            "visual": Footage(film=AssetId("x")),
            "transition": Transition(kind="push", frames=12),
        }
    )
    update_scene(studio, film.id, moving)
    changed = set_scene_sound(studio, film.id, A, footage_db=-20, effect="whoosh")
    assert isinstance(changed.visual, Footage)
    assert (changed.visual.level_db, changed.transition.sound) == (-20, "whoosh")
    quiet = set_scene_sound(studio, film.id, A, footage_db=-60, effect="")
    assert isinstance(quiet.visual, Footage)
    assert (quiet.visual.level_db, quiet.transition.sound) == (None, "")


def test_what_cannot_sound_is_refused(studio: Studio, film: Project) -> None:
    with pytest.raises(BadInput, match="footage"):
        set_scene_sound(studio, film.id, B, footage_db=-20)
    with pytest.raises(BadInput, match="cut"):
        set_scene_sound(studio, film.id, B, effect="whoosh")
    with pytest.raises(NotFound):
        set_scene_sound(studio, film.id, B, effect="bang")
