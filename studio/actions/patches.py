"""Change many properties of a film at once by a JSON Patch (RFC 6902): all of it, or nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import jsonpatch
from jsonpointer import JsonPointerException
from pydantic import ValidationError

from studio.actions import projects
from studio.actions.plans import BY_YOU, Edit, latest_plan, replace_scenes
from studio.domain.brand import Brand
from studio.domain.brief import Brief
from studio.domain.documents import Value
from studio.domain.errors import BadInput, TooLarge
from studio.domain.format import Format
from studio.domain.ids import ProjectId, SceneId, new_id
from studio.domain.look import Cards, Grade
from studio.domain.plan import Plan
from studio.domain.project import Captions, Loudness, Project, Score, Voice
from studio.domain.scene import Scene
from studio.studio import Studio

MOST_OPERATIONS = 200
MOST_CHARACTERS = 200_000

PATHS: Mapping[str, str] = {
    "/title": "the film's title",
    "/brief/(?:title|text|length_s|mood|audience)": "what it is planned from",
    "/format/(?:aspect|rate)(?:/.*)?": "its shape and rate",
    "/voice/(?:voice|pace|fits_scene)": "who speaks",
    "/score/(?:mood|seed|level_db|is_on)": "its music",
    "/captions": "how spoken words are shown",
    "/loudness": "how loud it is",
    "/grade/.*": "its colours",
    "/cards/(?:is_opened|is_closed|seconds|closing)": "what it opens and closes with",
    "/brand/.*": "palette and fonts",
    r"/scenes/(?:\d+|-)": "a scene as a whole",
    r"/scenes/\d+/(?:title|narration|visual|frames|transition|grade)(?:/.*)?": "a part of a scene",
}
"""Where a patch may change something: patterns of JSON Pointers, and what stands there."""

ALLOWED = (
    "/title, /brief/{title,text,length_s,mood,audience}, /format/aspect, "
    "/voice/{voice,pace,fits_scene}, /score/{mood,seed,level_db,is_on}, /captions, /loudness, "
    "/grade/…, /cards/{is_opened,is_closed,seconds,closing}, /brand/…, /scenes/N and "
    "/scenes/N/{title,narration,visual,frames,transition,grade}/… (N from 0)"
)
_PARTS: Mapping[str, type[Value]] = {
    "brief": Brief,
    "format": Format,
    "voice": Voice,
    "score": Score,
    "grade": Grade,
    "cards": Cards,
    "brand": Brand,
}


@dataclass(frozen=True)
class Patched:
    """What a patch changed: the names of the film's properties, and how many scenes."""

    fields: tuple[str, ...]
    scenes: int


def properties(project: Project, plan: Plan) -> dict[str, Any]:
    """The document that a patch is applied to: the film's settings, and its scenes in order."""
    fields = {"title", "captions", "loudness", *_PARTS}
    document = project.model_dump(mode="json", include=fields)
    document["scenes"] = [scene.model_dump(mode="json") for scene in plan.scenes]
    return document


def apply_patch(
    studio: Studio, project_id: ProjectId, operations: str, edit: Edit = BY_YOU
) -> Patched:
    """Apply a JSON Patch, given as JSON text, to the film's properties.

    Every path must be one of `PATHS`, and what comes out must be a film; otherwise nothing is
    changed. A scene put in gets an id of its own; one that is there keeps its.

    Raises BadInput naming the operation, TooLarge, NotFound, StaleRevision.
    """
    steps = read_operations(operations)
    with studio.store.transaction():
        project = studio.store.projects.get(project_id)
        plan = latest_plan(studio, project_id)
        before = properties(project, plan)
        after = _applied(before, steps)
        changed = [name for name in before if after.get(name) != before[name]]
        fields = _fields(after, [name for name in changed if name != "scenes"])
        scenes = _scenes(plan, after["scenes"])
        for name, value in fields.items():
            _SETTERS[name](studio, project_id, value)
        replace_scenes(studio, project_id, scenes, "Patched the plan", edit)
    return Patched(tuple(fields), _differing(plan.scenes, scenes))


def _differing(before: Sequence[Scene], after: Sequence[Scene]) -> int:
    """How many scenes are in one only, or another in the two, or elsewhere."""
    one = {scene.id: (place, scene) for place, scene in enumerate(before)}
    two = {scene.id: (place, scene) for place, scene in enumerate(after)}
    return sum(one.get(scene_id) != two.get(scene_id) for scene_id in one.keys() | two.keys())


def read_operations(text: str) -> list[dict[str, Any]]:
    """The operations of a patch, each checked on its own. Raises BadInput, TooLarge."""
    steps = read_steps(text)
    for number, step in enumerate(steps, 1):
        _check_step(number, step)
    return steps


def read_steps(text: str) -> list[dict[str, Any]]:
    """The operations of a patch as they are written. Raises BadInput, TooLarge."""
    if len(text) > MOST_CHARACTERS:
        size, limit = f"{len(text):,} characters", f"{MOST_CHARACTERS:,}"
        raise TooLarge("The patch", size, limit, "Make it in several steps.")
    try:
        steps = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise _refused("it is no JSON", str(fault)) from fault
    if not isinstance(steps, list) or not steps:
        raise _refused("it is no list of operations", "")
    if len(steps) > MOST_OPERATIONS:
        raise TooLarge("The patch", f"{len(steps)} operations", f"{MOST_OPERATIONS}", "Split it.")
    if not all(isinstance(step, dict) for step in steps):
        raise _refused("one of its operations is no object", "")
    return steps


def _check_step(number: int, step: Any) -> None:
    if not isinstance(step, dict) or step.get("op") not in (
        "add", "remove", "replace", "move", "copy", "test",
    ):  # fmt: skip
        raise _refused(f"operation {number} is none of RFC 6902", "")
    for name in ("path", "from") if step["op"] in ("move", "copy") else ("path",):
        path = step.get(name)
        if not isinstance(path, str):
            raise _refused(f"operation {number} has no “{name}”", "")
        if step["op"] == "test" or (name == "from" and step["op"] == "copy"):
            continue
        if not any(re.fullmatch(pattern, path) for pattern in PATHS):
            raise _refused(f"operation {number} may not change “{path}”", "")


def _applied(document: dict[str, Any], steps: list[dict[str, Any]]) -> dict[str, Any]:
    try:
        after: dict[str, Any] = jsonpatch.JsonPatch(steps).apply(document)
    except jsonpatch.JsonPatchTestFailed as fault:
        raise _refused("a test in it failed", str(fault)) from fault
    except (jsonpatch.JsonPatchException, JsonPointerException, TypeError, KeyError) as fault:
        raise _refused("an operation does not fit the film", str(fault)) from fault
    return after


def _fields(after: Mapping[str, Any], names: list[str]) -> dict[str, Any]:
    """The changed properties as values, in the form their actions take. Raises BadInput."""
    found: dict[str, Any] = {}
    for name in names:
        try:
            found[name] = _value(name, after.get(name))
        except (ValidationError, ValueError) as fault:
            raise _invalid(f"/{name}", fault) from fault
    return found


def _value(name: str, value: Any) -> Any:
    if name == "title":
        if not isinstance(value, str) or not value.strip():
            raise ValueError("a title is a text")
        return value
    if name == "captions":
        return Captions(value)
    if name == "loudness":
        return Loudness(value)
    return _PARTS[name].model_validate(value)


def _scenes(plan: Plan, raw: Any) -> tuple[Scene, ...]:
    known, seen, found = {scene.id for scene in plan.scenes}, set[str](), list[Scene]()
    for place, fields in enumerate(raw if isinstance(raw, list) else ()):
        if not isinstance(fields, dict):
            raise _refused(f"/scenes/{place} is no scene", "")
        scene_id = fields.get("id")
        is_kept = scene_id in known and scene_id not in seen
        own = scene_id if is_kept else new_id()
        seen.add(str(own))
        try:
            found.append(Scene.model_validate({**fields, "id": SceneId(str(own))}))
        except ValidationError as fault:
            raise _invalid(f"/scenes/{place}", fault) from fault
    return tuple(found)


_SETTERS: Mapping[str, Any] = {
    "title": projects.rename_project,
    "brief": projects.set_brief,
    "format": projects.set_format,
    "voice": projects.set_voice,
    "score": projects.set_score,
    "captions": projects.set_captions,
    "loudness": projects.set_loudness,
    "grade": projects.set_grade,
    "cards": projects.set_cards,
    "brand": projects.set_brand,
}


def _invalid(path: str, fault: Exception) -> BadInput:
    if isinstance(fault, ValidationError):
        first = fault.errors()[0]
        place = "/".join(str(part) for part in first["loc"])
        return _refused(f"{path}/{place} cannot be so".replace("//", "/"), first["msg"])
    return _refused(f"{path} cannot be so", str(fault))


def _refused(problem: str, why: str) -> BadInput:
    told = f"{problem} ({why[:200]})" if why else problem
    return BadInput("The patch", f"{told}.", f"It may change: {ALLOWED}.")
