"""One immutable revision of the ordered scenes, and the edits that give the next one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Self

from pydantic import Field, model_validator

from studio.domain.documents import Document
from studio.domain.errors import BadInput, NotFound
from studio.domain.ids import PlanId, ProjectId, SceneId
from studio.domain.scene import MAX_FRAMES, MAX_NARRATION, Scene
from studio.domain.time import FrameRate

MAX_SCENES = 1000


class Plan(Document):
    """Revision `number` of a project's plan. `batch` groups revisions of one piece of work."""

    name = "Plan"

    id: PlanId
    project: ProjectId
    number: int = Field(ge=0)
    parent: PlanId | None = None
    author: str = "you"
    note: str = ""
    batch: str = ""
    created_at: datetime
    rate: FrameRate = FrameRate()
    scenes: tuple[Scene, ...] = Field(default=(), max_length=MAX_SCENES)

    @model_validator(mode="after")
    def _scene_ids_are_unique(self) -> Self:
        if len({scene.id for scene in self.scenes}) != len(self.scenes):
            raise ValueError("two scenes have the same id")
        return self

    def scene(self, scene_id: SceneId) -> Scene:
        """The scene named `scene_id`. Raises NotFound."""
        return self.scenes[self.index(scene_id)]

    def index(self, scene_id: SceneId) -> int:
        """The place of the scene, from 0. Raises NotFound."""
        for place, scene in enumerate(self.scenes):
            if scene.id == scene_id:
                return place
        raise NotFound("scene", scene_id)


def insert(plan: Plan, scene: Scene, at: int | None = None) -> tuple[Scene, ...]:
    """The scenes with `scene` before place `at`, or last. Raises BadInput when full."""
    _refuse_when_full(plan)
    place = len(plan.scenes) if at is None else max(0, min(at, len(plan.scenes)))
    return (*plan.scenes[:place], scene, *plan.scenes[place:])


def replace(plan: Plan, scene: Scene) -> tuple[Scene, ...]:
    """The scenes with the one of the same id replaced. Raises NotFound."""
    place = plan.index(scene.id)
    return (*plan.scenes[:place], scene, *plan.scenes[place + 1 :])


def remove(plan: Plan, scene_ids: Sequence[SceneId]) -> tuple[Scene, ...]:
    """The scenes without those named. Raises NotFound when one is not there."""
    gone = {plan.scene(scene_id).id for scene_id in scene_ids}
    return tuple(scene for scene in plan.scenes if scene.id not in gone)


def move(plan: Plan, scene_id: SceneId, to: int) -> tuple[Scene, ...]:
    """The scenes with one moved to place `to` (from 0, kept inside). Raises NotFound."""
    scene = plan.scene(scene_id)
    rest = [other for other in plan.scenes if other.id != scene_id]
    place = max(0, min(to, len(rest)))
    return (*rest[:place], scene, *rest[place:])


def split(plan: Plan, scene_id: SceneId, at: int, second: SceneId) -> tuple[Scene, ...]:
    """The scenes with one cut in two, its narration before character `at` and from there on.

    The length is shared in proportion to the words. The second part, named `second`,
    is entered by a plain cut. Raises NotFound; BadInput when a part would be empty or the
    plan is full.
    """
    _refuse_when_full(plan)
    scene = plan.scene(scene_id)
    before, after = scene.narration[:at].strip(), scene.narration[at:].strip()
    if not before or not after or scene.frames < 2:
        raise BadInput(
            scene.title or "The scene",
            "it cannot be split there: both parts need words.",
            "Choose a place between two sentences.",
        )
    share = len(before) / (len(before) + len(after))
    frames = max(1, min(scene.frames - 1, round(scene.frames * share)))
    parts = (
        scene.model_copy(update={"narration": before, "frames": frames}),
        Scene(
            id=second,
            title=scene.title,
            narration=after,
            visual=scene.visual,
            frames=scene.frames - frames,
            characters=scene.characters,
            grade=scene.grade,
            voice=scene.voice,
        ),
    )
    place = plan.index(scene_id)
    return (*plan.scenes[:place], *parts, *plan.scenes[place + 1 :])


def merge(plan: Plan, first: SceneId) -> tuple[Scene, ...]:
    """The scenes with `first` and the one after it made one; the first one's picture stays.

    Raises NotFound; BadInput when it is the last, or the two are too long for one.
    """
    place = plan.index(first)
    if place + 1 >= len(plan.scenes):
        raise BadInput("The last scene", "no scene follows it.", "Merge an earlier one.")
    one, two = plan.scenes[place], plan.scenes[place + 1]
    narration = f"{one.narration.strip()} {two.narration.strip()}".strip()
    frames = one.frames + two.frames
    if len(narration) > MAX_NARRATION or frames > MAX_FRAMES:
        raise BadInput("The two scenes", "together they are too long for one.", "Shorten one.")
    merged = one.model_copy(
        update={
            "narration": narration,
            "frames": frames,
            "characters": tuple(dict.fromkeys((*one.characters, *two.characters))),
        }
    )
    return (*plan.scenes[:place], merged, *plan.scenes[place + 2 :])


def split_place(narration: str) -> int:
    """The character where a narration is best cut in two: the sentence end nearest its middle.

    Falls back to the space nearest the middle; 0 when there is none.
    """
    start = len(narration) - len(narration.lstrip())
    places = range(start + 1, len(narration.rstrip()))
    ends = [n for n in places if _ends_sentence(narration[n - 1], narration[n])]
    spaces = [n for n in places if narration[n].isspace()]
    return min(ends or spaces or [0], key=lambda n: abs(n - len(narration) / 2))


def _ends_sentence(last: str, following: str) -> bool:
    """True between these two characters; full-width marks are not followed by a space."""
    if last in "。！？":
        return following not in "。！？」』）”"
    return last in ".!?…" and following.isspace()


def _refuse_when_full(plan: Plan) -> None:
    """Raise BadInput when no scene can be added."""
    if len(plan.scenes) >= MAX_SCENES:
        raise BadInput("The plan", f"it has {MAX_SCENES} scenes already.", "Delete or merge some.")
