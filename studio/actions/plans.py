"""Change the plan. Every change gives a new revision; the one before stays as it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from studio.actions.clock import now
from studio.actions.events import project_topic
from studio.domain import plan as edits
from studio.domain.errors import BadInput, NotFound, StaleRevision
from studio.domain.ids import PlanId, ProjectId, SceneId, TraceId, new_id
from studio.domain.plan import Plan
from studio.domain.scene import Scene
from studio.studio import Studio


@dataclass(frozen=True)
class Edit:
    """Who changes a plan and from which revision (None: whichever is the latest).

    Revisions of the same `batch` are one piece of work to a person, such as one planning.
    """

    author: str = "you"
    expected: int | None = None
    batch: str = ""
    trace: TraceId | None = None


BY_YOU = Edit()
UNDO = "undo:"


def latest_plan(studio: Studio, project_id: ProjectId) -> Plan:
    """The plan as it stands; a project without one has an empty plan, revision 0."""
    plan = studio.store.plans.latest(project_id)
    if plan is not None:
        return plan
    project = studio.store.projects.get(project_id)
    return Plan(
        id=PlanId(""),
        project=project_id,
        number=0,
        created_at=project.created_at,
        rate=project.format.rate,
    )


def add_scene(
    studio: Studio, project_id: ProjectId, scene: Scene, at: int | None = None, edit: Edit = BY_YOU
) -> Plan:
    """Put a scene before place `at`, or last. Raises StaleRevision, BadInput."""
    with studio.store.transaction():
        plan = _current(studio, project_id, edit)
        scenes = edits.insert(plan, scene, at)
        return _revise(
            studio, plan, scenes, edit, f"Added “{scene.title}”", "scene.added", scene.id
        )


def update_scene(studio: Studio, project_id: ProjectId, scene: Scene, edit: Edit = BY_YOU) -> Plan:
    """Replace the scene of the same id; the same content changes nothing.

    Raises StaleRevision, NotFound.
    """
    with studio.store.transaction():
        plan = _current(studio, project_id, edit)
        if plan.scene(scene.id) == scene:
            return plan
        scenes = edits.replace(plan, scene)
        note = f"Changed “{scene.title}”"
        return _revise(studio, plan, scenes, edit, note, "scene.changed", scene.id)


def delete_scenes(
    studio: Studio, project_id: ProjectId, scene_ids: Sequence[SceneId], edit: Edit = BY_YOU
) -> Plan:
    """Take scenes out. Raises StaleRevision, NotFound."""
    with studio.store.transaction():
        plan = _current(studio, project_id, edit)
        titles = ", ".join(f"“{plan.scene(scene_id).title}”" for scene_id in scene_ids)
        scenes = edits.remove(plan, scene_ids)
        return _revise(studio, plan, scenes, edit, f"Deleted {titles}", "scene.deleted", *scene_ids)


def move_scene(
    studio: Studio, project_id: ProjectId, scene_id: SceneId, to: int, edit: Edit = BY_YOU
) -> Plan:
    """Move a scene to place `to`, from 0. Raises StaleRevision, NotFound."""
    with studio.store.transaction():
        plan = _current(studio, project_id, edit)
        scenes = edits.move(plan, scene_id, to)
        if scenes == plan.scenes:
            return plan
        note = f"Moved “{plan.scene(scene_id).title}” to {scenes.index(plan.scene(scene_id)) + 1}"
        return _revise(studio, plan, scenes, edit, note, "scene.moved", scene_id)


def swap_scenes(
    studio: Studio, project_id: ProjectId, one: SceneId, two: SceneId, edit: Edit = BY_YOU
) -> Plan:
    """Let two scenes change places. Raises StaleRevision, NotFound."""
    with studio.store.transaction():
        plan = _current(studio, project_id, edit)
        places = {one: plan.scene(two), two: plan.scene(one)}
        scenes = tuple(places.get(scene.id, scene) for scene in plan.scenes)
        note = f"Swapped “{plan.scene(one).title}” and “{plan.scene(two).title}”"
        return _revise(studio, plan, scenes, edit, note, "scene.moved", one, two)


def split_scene(
    studio: Studio,
    project_id: ProjectId,
    scene_id: SceneId,
    at: int | None = None,
    edit: Edit = BY_YOU,
) -> Plan:
    """Cut a scene in two before character `at` of its narration, or at its best place.

    Raises StaleRevision, NotFound, BadInput when a part would be empty.
    """
    with studio.store.transaction():
        plan = _current(studio, project_id, edit)
        scene = plan.scene(scene_id)
        place = edits.split_place(scene.narration) if at is None else at
        second = SceneId(new_id())
        scenes = edits.split(plan, scene_id, place, second)
        note = f"Split “{scene.title}”"
        return _revise(studio, plan, scenes, edit, note, "scene.split", scene_id, second)


def merge_scenes(
    studio: Studio, project_id: ProjectId, first: SceneId, edit: Edit = BY_YOU
) -> Plan:
    """Make one of a scene and the one after it. Raises StaleRevision, NotFound, BadInput."""
    with studio.store.transaction():
        plan = _current(studio, project_id, edit)
        scenes = edits.merge(plan, first)
        note = f"Merged “{plan.scene(first).title}” with the next"
        return _revise(studio, plan, scenes, edit, note, "scene.merged", first)


def replace_scenes(
    studio: Studio,
    project_id: ProjectId,
    scenes: Sequence[Scene],
    note: str,
    edit: Edit = BY_YOU,
) -> Plan:
    """Put these scenes in the place of all; the same scenes change nothing.

    Raises StaleRevision, BadInput when they make no plan.
    """
    with studio.store.transaction():
        plan = _current(studio, project_id, edit)
        if plan.scenes == tuple(scenes):
            return plan
        ids = [scene.id for scene in scenes]
        if len(set(ids)) != len(ids) or len(ids) > edits.MAX_SCENES:
            raise BadInput("The scenes", "they make no plan.", "Give each its own id.")
        known = {scene.id: scene for scene in plan.scenes}
        touched = [s.id for s in scenes if known.get(s.id) != s]
        return _revise(studio, plan, tuple(scenes), edit, note, "scene.changed", *touched)


def clear_plan(studio: Studio, project_id: ProjectId, edit: Edit = BY_YOU) -> Plan:
    """Begin a plan anew: an empty revision after the latest."""
    with studio.store.transaction():
        plan = _current(studio, project_id, edit)
        if not plan.scenes:
            return plan
        return _revise(studio, plan, (), edit, "Began a new plan", "plan.cleared")


def restore_revision(
    studio: Studio, project_id: ProjectId, number: int, edit: Edit = BY_YOU
) -> Plan:
    """Make the scenes of revision `number` the latest again. Raises StaleRevision, NotFound."""
    with studio.store.transaction():
        plan = _current(studio, project_id, edit)
        old = studio.store.plans.numbered(project_id, number)
        note = f"Went back to version {number}"
        return _revise(studio, plan, old.scenes, edit, note, "plan.restored")


def undo(studio: Studio, project_id: ProjectId, edit: Edit = BY_YOU) -> Plan:
    """Take back the last piece of work, whether one edit or one whole batch.

    Undoing again goes further back. Raises BadInput when there is nothing to take back.
    """
    with studio.store.transaction():
        plan = _current(studio, project_id, edit)
        target = _before(studio, plan)
        note = plan.note if plan.note.startswith("Undid") else f"Undid: {plan.note}"
        undoing = replace(edit, batch=f"{UNDO}{target.number}")
        return _revise(studio, plan, target.scenes, undoing, note, "plan.restored")


def last_work(studio: Studio, project_id: ProjectId) -> Plan | None:
    """The revision that `undo` would take back with its batch, None where there is none."""
    seat = _seat(studio, latest_plan(studio, project_id))
    return seat if seat.number else None


def _seat(studio: Studio, plan: Plan) -> Plan:
    """The plan itself; one that is an undo stands for its target."""
    if not plan.batch.startswith(UNDO):
        return plan
    number = int(plan.batch.removeprefix(UNDO))
    return studio.store.plans.numbered(plan.project, number) if number else _empty(plan)


def _before(studio: Studio, plan: Plan) -> Plan:
    """The revision before the last piece of work."""
    seat = _seat(studio, plan)
    if seat.number == 0:
        raise BadInput("The plan", "there is nothing to take back.", "Ask for a plan first.")
    before = seat
    while before.number and (before is seat or (seat.batch and before.batch == seat.batch)):
        parent = before.parent
        before = studio.store.plans.get(parent) if parent else _empty(plan)
    return before


def _empty(plan: Plan) -> Plan:
    return plan.model_copy(
        update={"id": PlanId(""), "number": 0, "parent": None, "batch": "", "scenes": ()}
    )


def _current(studio: Studio, project_id: ProjectId, edit: Edit) -> Plan:
    plan = latest_plan(studio, project_id)
    if edit.expected is not None and edit.expected != plan.number:
        raise StaleRevision(edit.expected, plan.number)
    return plan


def _revise(
    studio: Studio,
    plan: Plan,
    scenes: tuple[Scene, ...],
    edit: Edit,
    note: str,
    event: str,
    *touched: SceneId,
) -> Plan:
    """Store the next revision with its event, and keep the scripts on disk in step."""
    revised = Plan(
        id=PlanId(new_id(12)),
        project=plan.project,
        number=plan.number + 1,
        parent=plan.id or None,
        author=edit.author,
        note=note,
        batch=edit.batch,
        created_at=now(),
        rate=plan.rate,
        scenes=scenes,
    )
    studio.store.plans.put(revised)
    studio.store.events.append(
        event,
        project=plan.project,
        topic=project_topic(plan.project),
        payload={"revision": revised.number, "scenes": list(touched), "note": note},
        trace=edit.trace,
    )
    project = studio.store.projects.get(plan.project)

    def write_scripts() -> None:
        studio.store.media.write_scripts(project, revised)

    studio.store.after_commit(write_scripts)
    return revised


def scene_of(studio: Studio, project_id: ProjectId, text: str) -> Scene:
    """The scene that a person names by its number (from 1) or id. Raises NotFound."""
    plan = latest_plan(studio, project_id)
    if text.isdigit() and 1 <= int(text) <= len(plan.scenes):
        return plan.scenes[int(text) - 1]
    for scene in plan.scenes:
        if scene.id == text:
            return scene
    raise NotFound("scene", text)
