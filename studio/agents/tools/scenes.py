"""Tools that change the plan."""

from __future__ import annotations

from studio.actions import plans
from studio.actions.projects import set_score
from studio.actions.undoing import take_back
from studio.agents.desk import Desk, Effect
from studio.agents.naming import name_of, place_of
from studio.agents.planner.choice import director_at
from studio.agents.planning import film_s, plan_ask, scene_fields
from studio.agents.scenework import draft_of
from studio.agents.wording import counted, lasting, listed
from studio.domain.errors import BadInput, EmptyInput, NotFound
from studio.domain.ids import SceneId, new_id
from studio.domain.plan import Plan
from studio.domain.scene import Graphic, Scene, Transition, Words
from studio.llm import SceneDraft, style_named
from studio.llm.embedded.manners import manners
from studio.llm.embedded.numbers import telling_number
from studio.llm.embedded.revision import is_known
from studio.llm.models import EMBEDDED

SHORTER = 0.8
NOT_UNDERSTOOD = (
    "I changed nothing there: I do not know how to do that. I can make a scene shorter, longer, "
    "calmer, livelier or simpler, give it another look, replace words that are in it, or let it "
    "say what you write (“scene 2: say: …”). A language model can do more; choose "
    "one for this chat."
)
CLOSING_LINE = "Thank you for watching."
CLOSING_FRAMES = 105


async def edit_scenes(desk: Desk, scenes: list[str], guidance: str = "") -> Effect:
    """Write scenes anew as the guidance says; none named means all.

    Raises NotFound, EmptyInput for a plan without scenes, Transient.
    """
    chosen = [desk.scene(name) for name in scenes] or list(desk.plan.scenes)
    if not chosen:
        raise EmptyInput("The plan")
    ask = plan_ask(desk.studio, desk.project)
    director = director_at(desk)
    changed = []
    for scene in chosen:
        desk.note(f"“{scene.title}”")
        draft = await director.revise(draft_of(scene), guidance, ask)
        changed.append(scene.model_copy(update=scene_fields(draft)))

    def put() -> str:
        before = desk.plan
        for scene in changed:
            plans.update_scene(desk.studio, desk.project_id, scene, desk.edit)
        mood = _new_mood(desk, guidance) if not scenes else ""
        desk.draft(*(scene.id for scene in changed))
        told = f" The music is {mood} now." if mood else ""
        if desk.plan.scenes == before.scenes and desk.is_embedded and not is_known(guidance):
            return NOT_UNDERSTOOD + told
        return _edited(before, desk.plan, [scene.id for scene in changed]) + told

    return put


def _new_mood(desk: Desk, guidance: str) -> str:
    """ "Make it calmer" is heard, too: the music follows."""
    asked = manners(guidance)
    wanted = "calm" if "calmer" in asked else "upbeat" if "livelier" in asked else ""
    style, score = style_named(wanted), desk.project.score
    if style is None or style.music == score.mood:
        return ""
    set_score(desk.studio, desk.project_id, score.model_copy(update={"mood": style.music}))
    return style.music


def _edited(before: Plan, after: Plan, scenes: list[SceneId]) -> str:
    changed = [s for s in scenes if before.scene(s) != after.scene(s)]
    if not changed:
        return "Nothing changed: it is so already, or cannot be without changing what is said."
    seconds = after.rate.seconds
    if len(changed) == 1:
        old, new = before.scene(changed[0]), after.scene(changed[0])
        look = _look(new) if _look(new) != _look(old) else ""
        shown = f", shown as {look}" if look else ""
        lengths = f"{seconds(old.frames):.1f} s before, {seconds(new.frames):.1f} s now"
        return f"Scene {place_of(after, new)}: {lengths}{shown}."
    total = f"{lasting(film_s(before))} before, {lasting(film_s(after))} now"
    return f"Changed {counted(len(changed), 'scene')}; the film lasted {total}."


def _look(scene: Scene) -> str:
    if isinstance(scene.visual, Graphic):
        return scene.visual.template
    return f"{scene.visual.kind} {getattr(scene.visual, 'camera', '')}".strip()


def shorten_film(desk: Desk) -> str:
    """Leave out whole scenes, those that tell least, until a fifth of the film is gone.

    The first and the last stay. Raises EmptyInput; BadInput when there is nothing to leave out.
    """
    plan = desk.plan
    if not plan.scenes:
        raise EmptyInput("The plan")
    if len(plan.scenes) < 4:
        raise BadInput("The film", "it has too few scenes to leave one out.", "Shorten a scene.")
    wanted, left, gone = film_s(plan) * SHORTER, plan, list[Scene]()
    for scene in sorted(plan.scenes[1:-1], key=_telling):
        if film_s(left) <= wanted or len(left.scenes) <= 3:
            break
        gone.append(scene)
        left = left.model_copy(update={"scenes": tuple(s for s in left.scenes if s != scene)})
    plans.delete_scenes(desk.studio, desk.project_id, [s.id for s in gone], desk.edit)
    names = listed([f"{plan.index(s.id) + 1} “{s.title}”" for s in plan.scenes if s in gone])
    return f"Left out scene {names}. The film lasts {lasting(film_s(desk.plan))} now."


def _telling(scene: Scene) -> float:
    """How much would be missed with a scene: those that open a section most of all."""
    told = telling_number(scene.narration)
    worth = min(2.0, told.strength) if told else 0.0
    worth += 2.5 if scene.transition.frames else 0.0
    if not isinstance(scene.visual, Graphic):
        return worth + 2.0
    designed = {"quotation": 2.0, "points": 1.5, "chapter": 1.2, "question": 1.0, "number": 0.8}
    return worth + designed.get(scene.visual.template, 0.0)


def delete_scenes(desk: Desk, scenes: list[str]) -> str:
    """Take scenes out. Raises NotFound."""
    plan = desk.plan
    chosen = list(dict.fromkeys(desk.scene(name).id for name in scenes))
    plans.delete_scenes(desk.studio, desk.project_id, chosen, desk.edit)
    names = listed([f"{plan.index(s) + 1} “{plan.scene(s).title}”" for s in chosen])
    return f"Took out scene {names}; {counted(len(desk.plan.scenes), 'scene')} left."


def move_scene(desk: Desk, scene: str, to: str, is_after: bool | None = None) -> str:
    """Move a scene to a place, or beside another scene. Raises NotFound."""
    plan, moved = desk.plan, desk.scene(scene)
    place = _place(plan, to) if is_after is None else _beside(desk, moved, to, is_after)
    after = plans.move_scene(desk.studio, desk.project_id, moved.id, place, desk.edit)
    return f"“{moved.title}” is scene {place_of(after, moved)} now."


def _place(plan: Plan, to: str) -> int:
    """A place counted by people as one counted from 0. Raises NotFound."""
    place = name_of(to)
    if not isinstance(place, int):
        raise NotFound("place", place)
    return place - 1 if place > 0 else len(plan.scenes) + place


def _beside(desk: Desk, moved: Scene, other: str, is_after: bool) -> int:
    rest = [s.id for s in desk.plan.scenes if s.id != moved.id]
    beside = desk.scene(other).id
    return rest.index(beside) + is_after if beside in rest else desk.plan.index(moved.id)


def swap_scenes(desk: Desk, one: str, two: str) -> str:
    """Let two scenes change places. Raises NotFound."""
    first, second = desk.scene(one), desk.scene(two)
    plans.swap_scenes(desk.studio, desk.project_id, first.id, second.id, desk.edit)
    return f"“{first.title}” and “{second.title}” changed places."


def split_scene(desk: Desk, scene: str) -> str:
    """Cut a scene in two at its best place. Raises NotFound, BadInput."""
    chosen = desk.scene(scene)
    after = plans.split_scene(desk.studio, desk.project_id, chosen.id, None, desk.edit)
    place = after.index(chosen.id)
    desk.draft(*(s.id for s in after.scenes[place : place + 2]))
    return f"Scene {place + 1} is two scenes now, {place + 1} and {place + 2}."


def merge_scenes(desk: Desk, first: str) -> str:
    """Make one of a scene and the one after it. Raises NotFound, BadInput for the last."""
    chosen = desk.scene(first)
    after = plans.merge_scenes(desk.studio, desk.project_id, chosen.id, desk.edit)
    desk.draft(chosen.id)
    place = place_of(after, chosen)
    return f"Scenes {place} and {place + 1} are one scene now."


async def add_scene(
    desk: Desk,
    text: str = "",
    beside: str | None = None,
    is_after: bool = True,
    is_closing: bool = False,
) -> Effect:
    """Add a scene that says `text`, beside another or last. Raises NotFound, BadInput."""
    at = None
    if beside is not None:
        at = desk.plan.index(desk.scene(beside).id) + is_after
    scene = _closing(desk) if is_closing and not text else await _written(desk, text)

    def put() -> str:
        after = plans.add_scene(desk.studio, desk.project_id, scene, at, desk.edit)
        desk.draft(scene.id)
        return f"Added scene {place_of(after, scene)}, “{scene.title}”."

    return put


def _closing(desk: Desk) -> Scene:
    """A last card with the film's title."""
    return Scene(
        id=SceneId(new_id()),
        title="Closing",
        narration=CLOSING_LINE,
        visual=Graphic(template="closing", words=Words(headline=desk.project.title)),
        frames=CLOSING_FRAMES,
        transition=Transition(kind="crossfade", frames=12),
    )


async def _written(desk: Desk, text: str) -> Scene:
    """A scene that says `text`, designed by the director."""
    if not text.strip():
        raise BadInput(
            "The new scene", "it does not say what it should say.", "Write: add a scene saying …"
        )
    empty = SceneDraft("", "", Graphic(), CLOSING_FRAMES, Transition())
    ask = plan_ask(desk.studio, desk.project)
    director = desk.studio.director(EMBEDDED)
    draft = await director.revise(empty, f"say: {text}", ask)
    return Scene(id=SceneId(new_id()), **scene_fields(draft))


def undo(desk: Desk) -> str:
    """Take back the last thing done: edits of the plan, settings, or a greenlight.

    Raises BadInput when there is none.
    """
    before = desk.plan
    work = [r for r in desk.studio.store.plans.history(desk.project_id) if r.batch == before.batch]
    taken = take_back(desk.studio, desk.project_id, desk.edit)
    desk.draft()
    told = []
    if taken.settings:
        told.append(f"As it was before: {listed(taken.settings)}.")
    if taken.greenlights:
        told.append(f"Took back the greenlight of {counted(taken.greenlights, 'scene')}.")
    if taken.plan is not None:
        is_one = len(work) == 1 or not before.batch
        together = f"Took back {counted(len(work), 'change')} made together"
        told.append(taken.plan.note if is_one else together)
        told[-1] += f". The plan has {counted(len(taken.plan.scenes), 'scene')}."
    return " ".join(told)
