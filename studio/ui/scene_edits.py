"""Changes to one scene: pure functions from a scene to the next, and the one way to save it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from studio.actions.plans import Edit, latest_plan, update_scene
from studio.actions.takes import request_scratch
from studio.domain.asset import Asset
from studio.domain.errors import StaleRevision
from studio.domain.ids import AssetId, ProjectId
from studio.domain.look import Grade
from studio.domain.plan import Plan
from studio.domain.scene import (
    MAX_PICTURES,
    Camera,
    Footage,
    Graphic,
    Scene,
    Still,
    Transition,
    Words,
)
from studio.domain.time import FrameRate
from studio.studio import Studio
from studio.ui.word_lines import value_of

LEAST_S = 1.0
MOST_S = 120.0
LEAST_JOIN_S = 0.1
MOST_JOIN_S = 2.0


def save(studio: Studio, project_id: ProjectId, seen: Scene, changed: Scene, revision: int) -> Plan:
    """Store `changed` as a new revision and ask for its draft.

    Other scenes may have changed since `revision`; this one must still be as `seen`.
    Raises StaleRevision, NotFound, QueueFull.
    """
    with studio.store.transaction():
        plan = latest_plan(studio, project_id)
        if plan.scene(seen.id) != seen:
            raise StaleRevision(expected=revision, actual=plan.number)
        plan = update_scene(studio, project_id, changed, Edit(expected=plan.number))
        request_scratch(studio, project_id, [seen.id])
    return plan


def with_title(scene: Scene, title: str) -> Scene:
    """The scene under another title."""
    return _with(scene, title=title.strip()[:200])


def with_narration(scene: Scene, text: str) -> Scene:
    """The scene with other words spoken."""
    return _with(scene, narration=text.strip()[:5000])


def with_description(scene: Scene, text: str) -> Scene:
    """The scene with another description of what is seen."""
    return _with_look(scene, description=text.strip()[:2000])


def with_seconds(scene: Scene, seconds: float, rate: FrameRate) -> Scene:
    """The scene with another wished length."""
    held = min(MOST_S, max(LEAST_S, seconds))
    return _with(scene, frames=rate.frames(held))


def with_transition(scene: Scene, kind: str, seconds: float, rate: FrameRate) -> Scene:
    """The scene entered another way or in another time; a cut has no length.

    An easing that was chosen for the same kind stays.
    """
    frames = 0 if kind == "cut" else max(1, min(120, rate.frames(seconds)))
    known = scene.transition
    changed = {**dict(known), "kind": kind, "frames": frames}
    if kind != known.kind:
        changed["easing"] = ""
    return _with(scene, transition=Transition(**changed))


def with_effect(scene: Scene, sound: str) -> Scene:
    """The scene entered with another sound, or with none."""
    return _with(scene, transition=Transition(**{**dict(scene.transition), "sound": sound}))


def with_own_sound(scene: Scene, level_db: float | None) -> Scene:
    """The scene's footage heard at this level, or not. Changes nothing on other scenes."""
    return _with_look(scene, level_db=level_db) if is_footage(scene) else scene


def with_template(scene: Scene, template: str) -> Scene:
    """The scene drawn from another template; its words stay."""
    if isinstance(scene.visual, Graphic):
        return _with_look(scene, template=template)
    old = scene.visual
    look = Graphic(template=template, words=old.words, description=old.description)
    return _with(scene, visual=look)


def with_picture(scene: Scene, picture: Asset) -> Scene:
    """The scene with a picture under a moving camera, looked at where it wants; its words stay."""
    if isinstance(scene.visual, Still):
        return _with_look(scene, picture=picture.id, focus=picture.focus)
    old = scene.visual
    look = Still(
        picture=picture.id, focus=picture.focus, words=old.words, description=old.description
    )
    return _with(scene, visual=look)


def with_camera(scene: Scene, camera: Camera) -> Scene:
    """The scene with another move over its picture. Changes nothing on other scenes."""
    return _with_look(scene, camera=camera) if isinstance(scene.visual, Still) else scene


def with_picture_option(scene: Scene, **fields: Any) -> Scene:
    """The scene's picture or film put into the frame another way: fit, glide, speed, ending …

    Changes nothing on designed scenes.
    """
    return scene if isinstance(scene.visual, Graphic) else _with_look(scene, **fields)


def with_film(scene: Scene, film: Asset) -> Scene:
    """The scene with a moving picture; its words stay."""
    if isinstance(scene.visual, Footage):
        return _with_look(scene, film=film.id)
    old = scene.visual
    look = Footage(film=film.id, words=old.words, description=old.description)
    return _with(scene, visual=look)


def with_grade(scene: Scene, grade: Grade | None) -> Scene:
    """The scene in a look of its own, or in the film's."""
    return _with(scene, grade=grade)


def with_words(scene: Scene, field: str, text: str) -> Scene:
    """The scene with other words on screen, as `word_lines` reads them."""
    before = scene.visual.words
    value = value_of(before, field, text)
    return _with_look(scene, words=Words.model_validate({**dict(before), field: value}))


def with_shown(scene: Scene, pictures: Sequence[AssetId]) -> Scene:
    """The scene with these pictures where its template has room for them."""
    kept = tuple(pictures[:MAX_PICTURES])
    words = scene.visual.words.model_copy(update={"pictures": kept})
    return _with_look(scene, words=words)


def with_backdrop(scene: Scene, backdrop: str) -> Scene:
    """The scene over another backdrop, "" for the template's own choice."""
    return _with_look(scene, backdrop=backdrop) if isinstance(scene.visual, Graphic) else scene


def is_still(scene: Scene) -> bool:
    """True when the scene shows a picture."""
    return isinstance(scene.visual, Still)


def is_footage(scene: Scene) -> bool:
    """True when the scene shows a moving picture."""
    return isinstance(scene.visual, Footage)


def _with(scene: Scene, **fields: Any) -> Scene:
    return Scene.model_validate({**dict(scene), **fields})


def _with_look(scene: Scene, **fields: Any) -> Scene:
    look = type(scene.visual).model_validate({**dict(scene.visual), **fields})
    return _with(scene, visual=look)
