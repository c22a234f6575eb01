"""Tools that write scenes: exactly as told, anew, or onwards."""

from __future__ import annotations

import asyncio
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from studio.actions import plans
from studio.actions.characters import find_character
from studio.agents.desk import Desk, Effect
from studio.agents.naming import place_of
from studio.agents.planner.choice import director_at, model_director
from studio.agents.planning import film_s, plan_ask, planned_scenes, scene_fields, stored_places
from studio.agents.scenework import draft_of, timed
from studio.agents.wording import choices, counted, lasting, listed
from studio.compose.transitions import TRANSITIONS
from studio.domain.asset import AssetKind
from studio.domain.errors import BadInput, EmptyInput, NotFound
from studio.domain.ids import AssetId
from studio.domain.scene import Camera, Footage, Graphic, Scene, Still, Transition, Visual, Words
from studio.graphics.templates import TEMPLATES


class WordsChange(BaseModel):
    """Words on screen: what is given is set, "" takes it away, the rest stays."""

    model_config = ConfigDict(extra="forbid")

    headline: str | None = None
    detail: str | None = None
    points: list[str] | None = None
    number: str | None = Field(default=None, description="a figure shown large, such as 98%")
    unit: str | None = Field(default=None, description="what the figure counts")
    quotation: str | None = None
    source: str | None = Field(default=None, description="who said the quotation")


class SceneChange(BaseModel):
    """What of a scene becomes another; what is not given stays as it is."""

    model_config = ConfigDict(extra="forbid")

    title: str | None = None
    narration: str | None = Field(default=None, description="what is spoken, word by word")
    template: str | None = Field(default=None, description="a design that list_choices names")
    words: WordsChange | None = None
    picture: str | None = Field(
        default=None, description="a picture or film the person brought: title, or number from 1"
    )
    camera: Camera | None = Field(default=None, description="how a still picture moves")
    description: str | None = Field(default=None, description="what is seen, for a picture")
    seconds: float | None = Field(default=None, description="how long the scene lasts")
    transition: str | None = Field(default=None, description="one that list_choices names")
    characters: list[str] | None = Field(default=None, description="names of all who appear")


def update_scene(desk: Desk, scene: str, change: SceneChange) -> str:
    """Set parts of one scene to exactly what is given: its script, its visual, or both.

    Another narration makes the scene as long as it needs, unless `seconds` says otherwise.

    Args:
        scene: which scene, such as "3", "-1" for the last, or words of it.
        change: what becomes another.

    Raises NotFound, BadInput.
    """
    before = desk.scene(scene)
    visual = _pictured(desk, before.visual, change.picture)
    words = change.words.model_dump(exclude_none=True) if change.words else {}
    visual = _shown(visual, change.template, words)
    fields: dict[str, Any] = {"visual": _seen(visual, change.camera, change.description)}
    if change.title is not None:
        fields["title"] = change.title.strip()[:200]
    if change.narration is not None:
        fields["narration"] = change.narration.strip()
    if change.transition is not None:
        fields["transition"] = transition_named(desk, before, change.transition)
    if change.characters is not None:
        found = [find_character(desk.studio, desk.project_id, c) for c in change.characters]
        fields["characters"] = tuple(dict.fromkeys(c.id for c in found))
    after = _checked(before, fields)
    if change.seconds is not None or after.narration != before.narration:
        after = timed(desk, after, change.seconds)
    plans.update_scene(desk.studio, desk.project_id, after, desk.edit)
    return _told(desk, before, after)


async def regenerate_scene(desk: Desk, scene: str, guidance: str = "") -> Effect:
    """Write one scene anew: another way to say and show the same, or as the guidance asks.

    Args:
        scene: which scene, such as "3", "-1" for the last, or words of it.
        guidance: what should be different; empty for another idea.

    Raises NotFound, Transient, UnreadableInput.
    """
    before = desk.scene(scene)
    place = desk.plan.index(before.id)
    ask = plan_ask(desk.studio, desk.project)
    draft = await director_at(desk).revise(draft_of(before, place), guidance, ask)
    after = before.model_copy(update=scene_fields(draft))

    def put() -> str:
        plans.update_scene(desk.studio, desk.project_id, after, desk.edit)
        return _told(desk, before, after)

    return put


def reorder_scenes(desk: Desk, order: list[str]) -> str:
    """Put the scenes into another order; those not named follow in the order they had.

    Args:
        order: scenes as they should come, such as ["3", "1", "2"].

    Raises NotFound, EmptyInput.
    """
    if not order:
        raise EmptyInput("The order")
    plan = desk.plan
    named = list(dict.fromkeys(desk.scene(name).id for name in order))
    ids = [*named, *(s.id for s in plan.scenes if s.id not in named)]
    scenes = [plan.scene(scene_id) for scene_id in ids]
    note = "Put the scenes into another order"
    plans.replace_scenes(desk.studio, desk.project_id, scenes, note, desk.edit)
    return "The order is now: " + ", ".join(f"{n} “{s.title}”" for n, s in enumerate(scenes, 1))


async def continue_scene_breakdown(desk: Desk) -> str:
    """Go on with a plan that broke off: the scenes there are stay, more are added after them.

    Raises EmptyInput when there is no plan, BadInput on the embedded model, Transient.
    """
    plan = desk.plan
    if not plan.scenes:
        raise EmptyInput("The plan")
    if desk.is_embedded:
        raise BadInput(
            "The plan", "it is complete; it did not break off.", "Ask for another scene instead."
        )
    done = stored_places(desk.studio, desk.project_id, desk.batch)
    director = model_director(desk, written=plan.scenes, next_place=len(done))
    added = list[Scene]()
    async for scene in planned_scenes(
        desk.studio,
        desk.project,
        batch=desk.batch,
        trace=desk.trace,
        director=director,
        is_going_on=True,
    ):
        added.append(scene)
        desk.note(f"“{scene.title}”")
        desk.draft(scene.id)
        await asyncio.sleep(0)
    more = " It broke off again; I can go on." if director.is_cut else ""
    total = f"{counted(len(desk.plan.scenes), 'scene')}, {lasting(film_s(desk.plan))}"
    return f"Added {counted(len(added), 'scene')}; the plan has {total}.{more}"


def transition_named(desk: Desk, scene: Scene, name: str) -> Transition:
    """The way into a scene by its name, as long as it usually lasts. Raises NotFound."""
    said = name.strip().lower().replace(" ", "-").replace("_", "-")
    if said not in TRANSITIONS:
        raise NotFound("transition", name, choices(TRANSITIONS))
    if said == scene.transition.kind:
        return scene.transition
    return Transition(kind=said, frames=desk.plan.rate.frames(TRANSITIONS[said].seconds))


def _pictured(desk: Desk, visual: Visual, picture: str | None) -> Visual:
    """The visual with another picture of the person's. Raises NotFound."""
    if picture is None:
        return visual
    assets = [a for a in desk.studio.store.assets.list(desk.project_id) if a.kind.is_seen]
    said = picture.strip()
    place = int(said) if said.isdigit() else 0
    titled = (a for a in assets if said.casefold() in (a.title.casefold(), a.id))
    asset = assets[place - 1] if 1 <= place <= len(assets) else next(titled, None)
    if asset is None:
        told = choices(f"“{a.title}”" for a in assets) if assets else "Bring one along first."
        raise NotFound("picture", picture, told)
    kept = {"words": visual.words, "description": visual.description, "focus": asset.focus}
    if asset.kind is AssetKind.FILM:
        return Footage(film=AssetId(asset.id), **kept)
    camera = visual.camera if isinstance(visual, Still) else Camera.PUSH_IN
    return Still(picture=AssetId(asset.id), camera=camera, **kept)


def _shown(visual: Visual, template: str | None, words: dict[str, Any]) -> Visual:
    """The visual in another design, with other words. Raises NotFound, BadInput."""
    if template is not None:
        if template not in TEMPLATES:
            raise NotFound("template", template, choices(TEMPLATES))
        is_same = isinstance(visual, Graphic) and visual.template == template
        if not is_same or getattr(visual, "document", None) is not None:
            visual = Graphic(template=template, words=visual.words, description=visual.description)
    if not words:
        return visual
    if isinstance(visual, Graphic) and visual.document is not None:
        raise BadInput(
            "The scene",
            "it has a design of its own, which holds its words.",
            "Change the design (patch_scene_design), or give the scene a template as well.",
        )
    try:
        shown = Words.model_validate({**visual.words.model_dump(), **words})
    except ValidationError as fault:
        problem = fault.errors()[0]
        raise BadInput(
            f"The {problem['loc'][0]}", f"{problem['msg']}.", "Make it shorter."
        ) from fault
    return visual.model_copy(update={"words": shown})


def _seen(visual: Visual, camera: Camera | None, description: str | None) -> Visual:
    if description is not None:
        visual = visual.model_copy(update={"description": description.strip()[:2000]})
    if camera is None:
        return visual
    if not isinstance(visual, Still):
        raise BadInput("The camera", "it moves over still pictures only.", "Give it a picture.")
    return visual.model_copy(update={"camera": camera})


def _checked(scene: Scene, changes: dict[str, Any]) -> Scene:
    """The scene with its changes. Raises BadInput when they make no scene."""
    try:
        return Scene.model_validate({**dict(scene), **changes})
    except ValidationError as fault:
        problem = fault.errors()[0]
        where = ".".join(str(part) for part in problem["loc"])
        raise BadInput(f"The scene's {where}", f"{problem['msg']}.", "Change that.") from fault


def _told(desk: Desk, before: Scene, after: Scene) -> str:
    """What is different now, in a sentence; the draft is asked for."""
    if before == after:
        return f"Scene {place_of(desk.plan, after)} is like that already."
    desk.draft(after.id)
    changed = [
        name
        for name in ("title", "narration", "visual", "transition", "characters")
        if getattr(before, name) != getattr(after, name)
    ]
    length = desk.plan.rate.seconds(after.frames)
    what = listed(changed) or "length"
    return f"Scene {place_of(desk.plan, after)} has another {what}; it lasts {length:.1f} s."
