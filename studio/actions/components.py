"""The library of designs, and the builds in which a model makes new ones."""

from __future__ import annotations

from typing import Any

from studio.actions.clock import now
from studio.actions.designs import design_of, set_design
from studio.actions.events import project_topic
from studio.actions.plans import BY_YOU, Edit, latest_plan
from studio.domain.component import Attempt, Build, BuildState, Component
from studio.domain.errors import EmptyInput
from studio.domain.ids import ComponentId, ProjectId, SceneId, TraceId, new_id
from studio.domain.job import Job, JobKind
from studio.domain.plan import Plan
from studio.domain.scene import Graphic
from studio.graphics.documents import MotionDocument
from studio.queue import JobOrder
from studio.studio import Studio

BUILD_PRIORITY = 10


def keep_component(
    studio: Studio,
    title: str,
    document: MotionDocument,
    *,
    wish: str = "",
    author: str = "you",
    project_id: ProjectId | None = None,
) -> Component:
    """Put a design into the library. Raises EmptyInput without a title."""
    if not title.strip():
        raise EmptyInput("The title")
    component = Component(
        id=ComponentId(new_id()),
        title=title.strip()[:120],
        wish=wish[:2000],
        author=author[:120],
        project=project_id,
        design=document.to_document(),
        created_at=now(),
    )
    studio.store.components.put(component)
    return component


def use_component(
    studio: Studio,
    project_id: ProjectId,
    scene_id: SceneId,
    component_id: ComponentId,
    edit: Edit = BY_YOU,
) -> Plan:
    """Show a design of the library in a scene. Raises NotFound, StaleRevision, BadInput."""
    with studio.store.transaction():
        component = studio.store.components.get(component_id)
        document = design_of(component.design)
        return set_design(studio, project_id, scene_id, document, component_id, edit)


def remove_component(studio: Studio, component_id: ComponentId) -> None:
    """Take a design out of the library; scenes that show it keep it. Raises NotFound."""
    studio.store.components.remove(component_id)


def request_component(
    studio: Studio,
    project_id: ProjectId,
    scene_id: SceneId,
    wish: str,
    *,
    trace: TraceId | None = None,
    **place: Any,
) -> tuple[Build, Job]:
    """Have a model design a scene; `place` may hold the `thread` and `message` that ask.

    The same wish for the same content of the scene, while it is being worked on, is one build.
    Raises NotFound, QueueFull.
    """
    with studio.store.transaction():
        scene = latest_plan(studio, project_id).scene(scene_id)
        for build in studio.store.components.builds(project_id):
            is_same = build.scene == scene_id and build.wish == wish.strip()[:2000]
            if build.state is BuildState.OPEN and is_same:
                return build, _submit(studio, build, trace)
        build = Build(
            id=new_id(12),
            project=project_id,
            scene=scene.id,
            wish=wish.strip()[:2000],
            created_at=now(),
            **place,
        )
        studio.store.components.put_build(build)
        return build, _submit(studio, build, trace)


def note_attempt(studio: Studio, build_id: str, attempt: Attempt) -> Build:
    """Write down an attempt at a design and what was wrong with it. Raises NotFound."""
    with studio.store.transaction():
        build = studio.store.components.build(build_id)
        if any(known.number == attempt.number for known in build.attempts):
            return build
        noted = build.model_copy(update={"attempts": (*build.attempts, attempt)})
        studio.store.components.put_build(noted)
        return noted


def finish_build(studio: Studio, build_id: str, document: MotionDocument, edit: Edit) -> Build:
    """Keep a design that may be used, and show it in its scene. Raises NotFound."""
    with studio.store.transaction():
        build = studio.store.components.build(build_id)
        if build.state is not BuildState.OPEN:
            return build
        scene = latest_plan(studio, build.project).scene(build.scene)
        kept = keep_component(
            studio,
            scene.title or "Design",
            document,
            wish=build.wish,
            author=build.attempts[-1].model if build.attempts else "you",
            project_id=build.project,
        )
        set_design(studio, build.project, build.scene, document, kept.id, edit)
        said = f"“{scene.title}” has a design of its own ({_tries(build)})."
        return _settled(studio, build, BuildState.MADE, said, kept.id)


def fall_back(studio: Studio, build_id: str, reason: str) -> Build:
    """End a build without a design: the scene keeps the template that fits it best."""
    with studio.store.transaction():
        build = studio.store.components.build(build_id)
        if build.state is not BuildState.OPEN:
            return build
        scene = latest_plan(studio, build.project).scene(build.scene)
        look = scene.visual
        name = look.template if isinstance(look, Graphic) else "its picture"
        said = f"“{scene.title}” stays with {name}: {reason}"
        return _settled(studio, build, BuildState.FELL_BACK, said, None)


def _settled(
    studio: Studio, build: Build, state: BuildState, said: str, component: ComponentId | None
) -> Build:
    done = build.model_copy(update={"state": state, "said": said, "component": component})
    studio.store.components.put_build(done)
    studio.store.events.append(
        "component.built",
        project=build.project,
        topic=project_topic(build.project),
        payload={"build": build.id, "scenes": [build.scene], "state": state.value, "said": said},
    )
    return done


def _tries(build: Build) -> str:
    count = len(build.attempts)
    return "at the first attempt" if count <= 1 else f"at attempt {count}"


def _submit(studio: Studio, build: Build, trace: TraceId | None) -> Job:
    return studio.queue.submit(
        JobOrder(
            kind=JobKind.BUILD,
            project=build.project,
            inputs={"build": build.id},
            key=f"build:{build.id}",
            trace=trace or TraceId(new_id(12)),
            priority=BUILD_PRIORITY,
        )
    )
