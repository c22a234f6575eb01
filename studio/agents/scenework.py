"""A scene on a desk: as a draft to be rewritten, and its length once it is."""

from __future__ import annotations

from studio.agents.desk import Desk
from studio.agents.planning import plan_ask
from studio.domain.errors import NotFound
from studio.domain.plan import Plan
from studio.domain.scene import MAX_FRAMES, Scene
from studio.llm import SceneDraft
from studio.llm.embedded.director import shown_words
from studio.llm.embedded.fitting import AIR_S, scene_s

MOST_SECONDS = 600.0


def draft_of(scene: Scene, place: int | None = None) -> SceneDraft:
    """What a director sees of a scene."""
    return SceneDraft(
        scene.title,
        scene.narration,
        scene.visual,
        scene.frames,
        scene.transition,
        scene.characters,
        place,
    )


def timed(desk: Desk, scene: Scene, seconds: float | None = None) -> Scene:
    """The scene as long as is wished, or as its speech needs, with room for the joins."""
    plan = desk.plan
    joins = scene.transition.frames + _join_out(plan, scene)
    if seconds is not None:
        frames = plan.rate.frames(max(0.5, min(MOST_SECONDS, seconds)))
    else:
        spoken = plan_ask(desk.studio, desk.project).speech_s
        said = spoken(scene.narration) if scene.narration.strip() else 0.0
        frames = plan.rate.frames_covering(scene_s(said, AIR_S, shown_words(scene.visual.words)))
        frames += joins
    return scene.model_copy(update={"frames": max(1, min(MAX_FRAMES, frames))})


def _join_out(plan: Plan, scene: Scene) -> int:
    """The frames of the transition into the next scene, which lie within this one."""
    try:
        after = plan.index(scene.id) + 1
    except NotFound:
        return 0
    return plan.scenes[after].transition.frames if after < len(plan.scenes) else 0
