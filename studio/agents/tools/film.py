"""Tools that greenlight scenes and make the film."""

from __future__ import annotations

from studio.actions.renders import request_render
from studio.actions.reviews import approve_scenes, waiting_scenes
from studio.agents.desk import Desk
from studio.agents.wording import counted, listed
from studio.domain.errors import EmptyInput, NotApproved
from studio.domain.format import Quality


def approve(desk: Desk, scenes: list[str] | None = None, but: list[str] | None = None) -> str:
    """Greenlight scenes as they are now; none named means all, except those of `but`.

    Raises NotFound, EmptyInput.
    """
    plan = desk.plan
    if not plan.scenes:
        raise EmptyInput("The plan")
    left_open = {desk.scene(name).id for name in but or ()}
    named = [desk.scene(name).id for name in scenes or ()] or [s.id for s in plan.scenes]
    chosen = [scene_id for scene_id in named if scene_id not in left_open]
    fresh = approve_scenes(desk.studio, desk.project_id, chosen)
    left = len(waiting_scenes(desk.studio, desk.plan))
    if not fresh:
        return "They were approved already." if not left else f"{counted(left, 'scene')} wait."
    places = listed([str(plan.index(scene.id) + 1) for scene in fresh])
    if len(fresh) == len(plan.scenes) or not left:
        return f"Approved {counted(len(fresh), 'scene')}; the film can be made."
    return f"Approved scene {places}; {counted(left, 'scene')} still open."


def request_approval(desk: Desk, scenes: list[str] | None = None, purpose: str = "") -> str:
    """Ask the person to greenlight scenes before anything that costs money or makes the film.

    The answer waits until the person has decided. Call it once, after the person could see
    the scenes, and say in a sentence what will be done then.

    Args:
        scenes: which scenes; none named means all that are not greenlit yet.
        purpose: what will be done once they are greenlit, for the person to read.

    Raises NotFound, EmptyInput.
    """
    plan = desk.plan
    if not plan.scenes:
        raise EmptyInput("The plan")
    chosen = {desk.scene(name).id for name in scenes or ()} or {s.id for s in plan.scenes}
    waiting = [s for s in waiting_scenes(desk.studio, plan) if s.id in chosen]
    if waiting:
        raise NotApproved([f"{plan.index(s.id) + 1} {s.title}".strip() for s in waiting])
    return f"Greenlit: {counted(len(chosen), 'scene')}."


def make_film(desk: Desk, quality: Quality = Quality.STANDARD) -> str:
    """Ask for the film, or a draft. Raises NotApproved, EmptyInput, QueueFull."""
    request_render(desk.studio, desk.project_id, quality, desk.trace)
    if quality is Quality.DRAFT:
        return "A draft of the film is being made; you find it under Export."
    return "The film is being made; you find it under Export."
