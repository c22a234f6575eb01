"""Adjust what is heard: the music's and the footage's level, the voice's pace, the loudness."""

from __future__ import annotations

from studio.actions.plans import BY_YOU, Edit, latest_plan, update_scene
from studio.actions.projects import set_loudness, set_score, set_voice
from studio.compose.sound.effects import EFFECTS
from studio.domain.errors import BadInput, NotFound
from studio.domain.ids import ProjectId, SceneId
from studio.domain.project import Loudness, Project
from studio.domain.scene import Footage, Scene
from studio.studio import Studio

QUIETEST_DB = -60.0


def set_mix(
    studio: Studio,
    project_id: ProjectId,
    *,
    music_db: float | None = None,
    is_music_on: bool | None = None,
    pace: float | None = None,
    loudness: Loudness | None = None,
) -> Project:
    """Change how the whole film sounds; what is None stays. Levels are kept from -60 to 0 dB,
    the pace from half to twice the voice's own.

    Raises NotFound.
    """
    with studio.store.transaction():
        project = studio.store.projects.get(project_id)
        score = project.score
        if music_db is not None:
            score = score.model_copy(update={"level_db": _level(music_db)})
        if is_music_on is not None:
            score = score.model_copy(update={"is_on": is_music_on})
        project = set_score(studio, project_id, score)
        if pace is not None:
            kept = round(max(0.5, min(2.0, pace)), 2)
            voice = project.voice.model_copy(update={"pace": kept})
            project = set_voice(studio, project_id, voice)
        if loudness is not None:
            project = set_loudness(studio, project_id, loudness)
    return project


def set_scene_sound(
    studio: Studio,
    project_id: ProjectId,
    scene_id: SceneId,
    *,
    footage_db: float | None = None,
    effect: str | None = None,
    edit: Edit = BY_YOU,
) -> Scene:
    """Change what is heard in one scene: its footage's own sound, the sound of its entrance.

    `footage_db` at -60 or below leaves the footage unheard; an `effect` of "" takes the sound
    away. Raises NotFound, BadInput when the scene has no footage or is entered by a cut.
    """
    with studio.store.transaction():
        scene = latest_plan(studio, project_id).scene(scene_id)
        if footage_db is not None:
            scene = _with_level(scene, footage_db)
        if effect is not None:
            scene = _with_effect(scene, effect)
        update_scene(studio, project_id, scene, edit)
    return scene


def _with_level(scene: Scene, footage_db: float) -> Scene:
    if not isinstance(scene.visual, Footage):
        raise BadInput(
            scene.title or "The scene", "it shows no footage.", "Give it a moving picture first."
        )
    level = None if footage_db <= QUIETEST_DB else _level(footage_db)
    visual = scene.visual.model_copy(update={"level_db": level})
    return scene.model_copy(update={"visual": visual})


def _with_effect(scene: Scene, effect: str) -> Scene:
    if effect and effect not in EFFECTS:
        raise NotFound("sound", effect, f"There are {', '.join(EFFECTS)}.")
    if effect and not scene.transition.frames:
        raise BadInput(
            scene.title or "The scene", "it is entered by a cut.", "Give it a transition first."
        )
    transition = scene.transition.model_copy(update={"sound": effect})
    return scene.model_copy(update={"transition": transition})


def _level(level_db: float) -> float:
    return max(QUIETEST_DB, min(0.0, level_db))
