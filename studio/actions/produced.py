"""What outside providers made, where the film uses it.

A produced take stands for one part of a scene, its subject, and is used while the scene still
has that: a picture or a moving one for the visual as it is chosen, spoken words for the
narration letter by letter. Change the part, and the film shows and speaks what is made here;
put it back, and the take is in use again. The plan and its greenlights are not touched.
"""

from __future__ import annotations

from collections.abc import Sequence

from studio.domain.documents import hash_of
from studio.domain.ids import ContentHash, SceneId
from studio.domain.plan import Plan
from studio.domain.project import Project
from studio.domain.scene import Camera, Ending, Footage, Graphic, Scene, Still, Visual
from studio.domain.take import Take, TakeKind
from studio.studio import Studio

PRODUCED = (TakeKind.ARTWORK, TakeKind.FOOTAGE, TakeKind.NARRATION, TakeKind.TRACK)
"""Kinds of takes that outside providers make."""


def words_subject(scene: Scene) -> ContentHash:
    """What a produced narration stands for: these words."""
    return hash_of(["words", scene.narration])


def visual_subject(scene: Scene) -> ContentHash:
    """What a produced picture stands for: the visual that was chosen, whatever words it has."""
    visual = scene.visual
    if isinstance(visual, Graphic):
        return hash_of(["visual", visual.kind, visual.template])
    asset = visual.picture if isinstance(visual, Still) else visual.film
    return hash_of(["visual", visual.kind, asset])


def subject_of(scene: Scene | None, kind: TakeKind) -> ContentHash:
    """What a take of that kind stands for in a scene; music stands for the whole film."""
    if scene is None:
        return hash_of(["film"])
    return words_subject(scene) if kind is TakeKind.NARRATION else visual_subject(scene)


def produced_plan(studio: Studio, project: Project, plan: Plan) -> Plan:
    """The plan as the film shows it, with produced pictures in place of visuals."""
    scenes = tuple(produced_scene(studio, project, scene) for scene in plan.scenes)
    return plan if scenes == plan.scenes else plan.model_copy(update={"scenes": scenes})


def produced_scene(studio: Studio, project: Project, scene: Scene) -> Scene:
    """A scene as the film shows it: a moving picture before a still one."""
    take = shown_take(studio, project, scene)
    if take is None:
        return scene
    return scene.model_copy(update={"visual": _visual(studio, project, scene, take)})


def shown_take(studio: Studio, project: Project, scene: Scene) -> Take | None:
    """The produced picture, still or moving, that the film shows in a scene; None without one."""
    wanted = visual_subject(scene)
    for kind in (TakeKind.FOOTAGE, TakeKind.ARTWORK):
        take = studio.store.takes.active(project.id, scene.id, kind)
        if take and take.asset and take.subject == wanted and _is_there(studio, take):
            return take
    return None


def produced_speech(studio: Studio, project: Project) -> dict[SceneId, Take]:
    """The produced narrations in use, by scene, whatever words they speak."""
    found = studio.store.takes.active_by_scene(project.id, TakeKind.NARRATION)
    return {scene: take for scene, take in found.items() if _is_there(studio, take)}


def fitting_speech(
    studio: Studio, project: Project, scenes: Sequence[Scene]
) -> dict[SceneId, Take]:
    """The produced narrations that speak the words that these scenes have."""
    found = produced_speech(studio, project)
    return {
        scene.id: found[scene.id]
        for scene in scenes
        if scene.id in found and found[scene.id].subject == words_subject(scene)
    }


def produced_music(studio: Studio, project: Project) -> Take | None:
    """The produced music in use; None without one."""
    take = studio.store.takes.active(project.id, None, TakeKind.TRACK)
    return take if take and _is_there(studio, take) else None


def produced_inputs(studio: Studio, project: Project, scenes: Sequence[Scene]) -> list[str]:
    """The takes that scenes are shown and heard with; nothing where all is made here."""
    speech = fitting_speech(studio, project, scenes)
    shown = (shown_take(studio, project, scene) for scene in scenes)
    return [take.id for take in (*shown, *speech.values()) if take]


def produced_music_inputs(studio: Studio, project: Project) -> list[str]:
    """The produced music of a film, if it has any."""
    take = produced_music(studio, project) if project.score.is_on else None
    return [take.id] if take else []


def _is_there(studio: Studio, take: Take) -> bool:
    return studio.store.media.path(take.file).is_file()


def _visual(studio: Studio, project: Project, scene: Scene, take: Take) -> Visual:
    assert take.asset is not None
    old = scene.visual
    common = {"words": old.words, "description": old.description}
    if take.kind is TakeKind.FOOTAGE:
        return Footage(film=take.asset, ending=Ending.FIT, **common)
    camera = old.camera if isinstance(old, Still) else Camera.PUSH_IN
    asset = studio.store.assets.get(take.asset, project.id)
    return Still(picture=take.asset, camera=camera, focus=asset.focus, **common)
