"""Tools for designs of a scene's own."""

from __future__ import annotations

from studio.actions.components import request_component, use_component
from studio.actions.designs import drop_design, patch_design
from studio.agents.desk import Desk
from studio.domain.errors import NotFound
from studio.domain.ids import ComponentId


def generate_scene_component(desk: Desk, scene: str, wish: str = "") -> str:
    """Have one scene designed anew as a motion document of its own, instead of from a template.

    It is written, drawn on trial and checked in the background; where no attempt can be used,
    the scene keeps its template. Use it when no template shows what is wanted.

    Args:
        scene: the scene, by number or words.
        wish: what it should look like, in the person's words.

    Raises NotFound, QueueFull.
    """
    found = desk.scene(scene)
    build, _ = request_component(
        desk.studio,
        desk.project_id,
        found.id,
        wish,
        trace=desk.trace,
        thread=desk.thread or None,
        message=desk.message or None,
    )
    return f"A design for “{found.title}” is being made (build {build.id})."


def patch_scene_design(desk: Desk, scene: str, operations_json: str) -> str:
    """Change details of the design that a scene shows, such as one colour or size.

    Args:
        scene: the scene, by number or words.
        operations_json: a JSON Patch (RFC 6902) on its motion document, as JSON text.

    Raises NotFound, BadInput.
    """
    found = desk.scene(scene)
    patch_design(desk.studio, desk.project_id, found.id, operations_json, desk.edit)
    desk.draft(found.id)
    return f"Changed the design of “{found.title}”."


def use_kept_design(desk: Desk, scene: str, title: str) -> str:
    """Show a design of the library in a scene; an empty title goes back to its template.

    Args:
        scene: the scene, by number or words.
        title: the design, by its title or id.

    Raises NotFound.
    """
    found = desk.scene(scene)
    if not title.strip():
        drop_design(desk.studio, desk.project_id, found.id, desk.edit)
        desk.draft(found.id)
        return f"“{found.title}” shows its template again."
    component = _named(desk, title)
    use_component(desk.studio, desk.project_id, found.id, component, desk.edit)
    desk.draft(found.id)
    return f"“{found.title}” shows that design now."


def _named(desk: Desk, title: str) -> ComponentId:
    wanted = title.strip().casefold()
    for component in desk.studio.store.components.list():
        if wanted in (component.id, component.title.casefold()):
            return component.id
    raise NotFound("design", title)
