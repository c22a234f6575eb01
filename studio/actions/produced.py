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
from studio.domain.scene import Camera, Ending, Footage, Graphic, Scene, Still, Visual, Words
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
        return visual.model_copy(update={"words": Words(), "description": ""}).content_hash
    asset = visual.picture if isinstance(visual, Still) else visual.film
    return hash_of(["visual", visual.kind, asset])


def subject_of(scene: Scene | None, kind: TakeKind) -> ContentHash:
    """What a take of that kind stands for in a scene; music stands for the whole film."""
    if scene is None:
        return hash_of(["film"])
    return words_subject(scene) if kind is TakeKind.NARRATION else visual_subject(scene)


def produced_plan(studio: Studio, project: Project, plan: Plan) -> Plan:
    """The plan as the film shows it, with produced pictures in place of visuals."""
    used = _Used(studio, project)
    scenes = tuple(used.scene(scene) for scene in plan.scenes)
    return plan if scenes == plan.scenes else plan.model_copy(update={"scenes": scenes})


def produced_scene(studio: Studio, project: Project, scene: Scene) -> Scene:
    """A scene as the film shows it: a moving picture before a still one."""
    return _Used(studio, project).scene(scene)


def shown_take(studio: Studio, project: Project, scene: Scene) -> Take | None:
    """The produced picture, still or moving, that the film shows in a scene; None without one."""
    return _Used(studio, project).shown(scene)


def produced_speech(studio: Studio, project: Project, scene: Scene) -> Take | None:
    """What was produced of a scene's words, as they are; None without it."""
    return _Used(studio, project).spoken(scene)


def fitting_speech(
    studio: Studio, project: Project, scenes: Sequence[Scene]
) -> dict[SceneId, Take]:
    """As `produced_speech`, by scene, for those that have it."""
    used = _Used(studio, project)
    found = {scene.id: used.spoken(scene) for scene in scenes}
    return {scene: take for scene, take in found.items() if take}


def produced_music(studio: Studio, project: Project) -> Take | None:
    """The produced music in use; None without one."""
    return _Used(studio, project).take(None, TakeKind.TRACK)


def produced_inputs(studio: Studio, project: Project, scenes: Sequence[Scene]) -> list[str]:
    """The takes that scenes are shown and heard with; nothing where all is made here."""
    used = _Used(studio, project)
    found = [take for scene in scenes for take in (used.shown(scene), used.spoken(scene))]
    return [take.id for take in found if take]


def produced_music_inputs(studio: Studio, project: Project) -> list[str]:
    """The produced music of a film, if it has any."""
    take = produced_music(studio, project) if project.score.is_on else None
    return [take.id] if take else []


def rest_motion(studio: Studio, take: Take) -> None:
    """Let a picture that was just chosen be seen: what moves in its place rests."""
    if take.kind is not TakeKind.ARTWORK:
        return
    moving = studio.store.takes.active(take.project, take.scene, TakeKind.FOOTAGE)
    if moving:
        studio.store.takes.rest(moving.id)


class _Used:
    """The produced takes in use in a project, read at once: pages ask for every scene."""

    def __init__(self, studio: Studio, project: Project) -> None:
        self._studio = studio
        self._project = project
        takes = studio.store.takes.in_use(project.id, PRODUCED)
        self._takes = {(take.scene, take.kind): take for take in takes}

    def take(self, scene: SceneId | None, kind: TakeKind) -> Take | None:
        """The take in use whose file is there."""
        take = self._takes.get((scene, kind))
        if take is None or not self._studio.store.media.path(take.file).is_file():
            return None
        return take

    def shown(self, scene: Scene) -> Take | None:
        """The picture, moving before still, that was made for the visual a scene has."""
        for kind in (TakeKind.FOOTAGE, TakeKind.ARTWORK):
            take = self.take(scene.id, kind)
            if take and take.asset and take.subject == visual_subject(scene):
                return take
        return None

    def spoken(self, scene: Scene) -> Take | None:
        """The narration that was made of the words a scene has."""
        take = self.take(scene.id, TakeKind.NARRATION)
        return take if take and take.subject == words_subject(scene) else None

    def scene(self, scene: Scene) -> Scene:
        """A scene as the film shows it."""
        take = self.shown(scene)
        if take is None:
            return scene
        visual = _visual(self._studio, self._project, scene, take)
        return scene.model_copy(update={"visual": visual})


def _visual(studio: Studio, project: Project, scene: Scene, take: Take) -> Visual:
    assert take.asset is not None
    old = scene.visual
    common = {"words": old.words, "description": old.description}
    if take.kind is TakeKind.FOOTAGE:
        return Footage(film=take.asset, ending=Ending.FIT, **common)
    camera = old.camera if isinstance(old, Still) else Camera.PUSH_IN
    asset = studio.store.assets.get(take.asset, project.id)
    return Still(picture=take.asset, camera=camera, focus=asset.focus, **common)
