"""The design of a scene: read, looked over, shown, changed in one detail, told as text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonpatch
from jsonpointer import JsonPointerException
from pydantic import BaseModel, ValidationError

from studio.actions.patches import read_steps
from studio.actions.plans import BY_YOU, Edit, latest_plan, update_scene
from studio.domain.brand import Brand
from studio.domain.documents import canonical_json, hash_of
from studio.domain.errors import BadInput, NotFound, TooLarge
from studio.domain.ids import ComponentId, ContentHash, ProjectId, SceneId
from studio.domain.plan import Plan
from studio.domain.project import Project
from studio.domain.scene import Graphic, Scene
from studio.graphics.designing import design
from studio.graphics.documents import MotionDocument, named_files
from studio.store.files import writing
from studio.studio import Studio

if TYPE_CHECKING:
    from studio.graphics.inspection import Finding

MAX_CHARACTERS = 100_000
_MOST_PROBLEMS = 12


def read_design(text: str) -> MotionDocument:
    """The motion document that `text` holds as JSON.

    Raises BadInput that names every place which is not as the schema wants it, TooLarge.
    """
    if len(text) > MAX_CHARACTERS:
        size, limit = f"{len(text):,} characters", f"{MAX_CHARACTERS:,}"
        raise TooLarge("The design", size, limit, "Use fewer layers.")
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise _refused([f"it is no JSON: {fault}"]) from fault
    if not isinstance(raw, dict):
        raise _refused(["it is no object"])
    return design_of(raw)


def design_of(raw: Mapping[str, Any]) -> MotionDocument:
    """The motion document in plain JSON values, with or without its name. Raises BadInput."""
    name = f"{MotionDocument.name}.{MotionDocument.version}"
    fields = dict(raw)
    if fields.pop("document", name) != name:
        raise _refused([f"/document: only {name} can be read"])
    try:
        return MotionDocument.model_validate(fields)
    except ValidationError as fault:
        raise _refused(list(problems_of(fault))) from fault
    except RecursionError as fault:
        raise _refused(["it is nested too deep"]) from fault


def problems_of(fault: ValidationError) -> tuple[str, ...]:
    """What a document is refused for, each with its JSON Pointer."""
    return tuple(
        f"/{'/'.join(str(part) for part in error['loc'])}: {error['msg']}"
        for error in fault.errors(include_url=False, include_context=False)[:_MOST_PROBLEMS]
    )


def look_over(
    studio: Studio, project_id: ProjectId, document: MotionDocument
) -> tuple[Finding, ...]:
    """What is wrong with a design as this film would show it. Raises NotFound."""
    from studio.graphics.inspection import inspect

    project = studio.store.projects.get(project_id)
    branded = document.model_copy(update={"brand": project.brand})
    return inspect(branded, (project.format.aspect,), files_of(studio, project, document))


def files_of(studio: Studio, project: Project, document: MotionDocument) -> dict[str, Path]:
    """The files of this film that a design names, where they are there."""
    wanted = named_files(document)
    found = {
        str(asset.id): studio.store.media.path(asset.file)
        for asset in studio.store.assets.list(project.id)
        if str(asset.id) in wanted
    }
    return {name: path for name, path in found.items() if path.is_file()}


def own_design(project: Project, scene: Scene) -> MotionDocument:
    """The design of a scene as a document that can be changed: its own, or its template's."""
    look = scene.visual
    shown = look if isinstance(look, Graphic) else Graphic(words=look.words)
    return design(shown, project.brand, project.format.aspect)


def set_design(
    studio: Studio,
    project_id: ProjectId,
    scene_id: SceneId,
    document: MotionDocument,
    component: ComponentId | None = None,
    edit: Edit = BY_YOU,
) -> Plan:
    """Show this design in a scene, in place of what it showed.

    Raises NotFound, StaleRevision, BadInput when it names files this film does not have.
    """
    with studio.store.transaction():
        project = studio.store.projects.get(project_id)
        unknown = named_files(document) - set(files_of(studio, project, document))
        if unknown:
            raise _refused([f"“{name}” is no file of this film" for name in sorted(unknown)])
        scene = latest_plan(studio, project_id).scene(scene_id)
        look = scene.visual
        shown = look if isinstance(look, Graphic) else Graphic(words=look.words)
        saved = document.model_copy(update={"brand": Brand()}).to_document()
        own = shown.model_copy(update={"document": saved, "component": component})
        return update_scene(studio, project_id, scene.model_copy(update={"visual": own}), edit)


def drop_design(
    studio: Studio, project_id: ProjectId, scene_id: SceneId, edit: Edit = BY_YOU
) -> Plan:
    """Show the scene's template again. Raises NotFound, StaleRevision."""
    with studio.store.transaction():
        scene = latest_plan(studio, project_id).scene(scene_id)
        if not isinstance(scene.visual, Graphic) or scene.visual.document is None:
            return latest_plan(studio, project_id)
        plain = scene.visual.model_copy(update={"document": None, "component": None})
        return update_scene(studio, project_id, scene.model_copy(update={"visual": plain}), edit)


def patch_design(
    studio: Studio, project_id: ProjectId, scene_id: SceneId, operations: str, edit: Edit = BY_YOU
) -> Plan:
    """Change details of a scene's design by a JSON Patch (RFC 6902): all of it, or nothing.

    A scene that shows a template gets the template's design as its own first.
    Raises BadInput naming what does not fit, NotFound, StaleRevision.
    """
    steps = read_steps(operations)
    with studio.store.transaction():
        project = studio.store.projects.get(project_id)
        scene = latest_plan(studio, project_id).scene(scene_id)
        before = own_design(project, scene).to_document()
        try:
            after = jsonpatch.JsonPatch(steps).apply(before)
        except (jsonpatch.JsonPatchException, JsonPointerException, TypeError) as fault:
            raise _refused([str(fault)]) from fault
        if not isinstance(after, dict):
            raise _refused(["nothing of it would be left"])
        known = scene.visual.component if isinstance(scene.visual, Graphic) else None
        return set_design(studio, project_id, scene_id, design_of(after), known, edit)


def keep_proof(studio: Studio, project_id: ProjectId, document: MotionDocument) -> ContentHash:
    """Put a design where its picture can be drawn from, and give its name there.

    Raises DiskFull, FolderUnwritable.
    """
    text = canonical_json(document.to_document())
    name = hash_of(["proof", project_id, text])
    target = _proof(studio, name)
    if not target.is_file():
        with writing(target) as part:
            part.write_text(text, encoding="utf-8")
    return name


def proof(studio: Studio, project: Project, name: str) -> MotionDocument:
    """The design that `keep_proof` put away, in the project's brand. Raises NotFound."""
    file = _proof(studio, name)
    if not name.isalnum() or not file.is_file():
        raise NotFound("design", name)
    document = design_of(json.loads(file.read_text(encoding="utf-8")))
    return document.model_copy(update={"brand": project.brand})


def _proof(studio: Studio, name: str) -> Path:
    return studio.store.cache("proofs") / f"{name[:32]}.json"


def _refused(problems: list[str]) -> BadInput:
    shown = "; ".join(problems[:_MOST_PROBLEMS])
    return BadInput("The design", f"{shown}.", "Mend that and try again; nothing was changed.")


def design_text(document: MotionDocument) -> str:
    """A design as JSON for people to read and change, without what is at its default."""
    name = f"{MotionDocument.name}.{MotionDocument.version}"
    plain = _told(document.model_copy(update={"brand": Brand()}))
    return json.dumps({"document": name, **plain}, indent=2, ensure_ascii=False)


def _told(value: Any) -> Any:
    """`value` as plain JSON; of its defaults only the kinds that tell layers apart."""
    if isinstance(value, tuple | list):
        return [_told(part) for part in value]
    if not isinstance(value, BaseModel):
        return value
    fields = type(value).model_fields
    return {
        name: _told(getattr(value, name))
        for name, field in fields.items()
        if name == "kind" or getattr(value, name) != field.get_default()
    }
