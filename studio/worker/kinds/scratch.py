"""Make one scene watchable: its picture, its speech, its draft. All local, all free."""

from __future__ import annotations

import asyncio
from typing import Any

from studio.actions.plans import latest_plan
from studio.actions.renders import make_motion
from studio.actions.takes import make_picture, make_speech
from studio.domain.errors import NotFound
from studio.domain.ids import SceneId
from studio.domain.project import Project
from studio.domain.scene import Scene
from studio.domain.take import Take
from studio.worker.work import Work


async def scratch(work: Work) -> dict[str, Any]:
    """Find or make the takes of the scene named in the job; one deleted meanwhile needs none.

    The picture for the scene's card is drawn while the draft is filmed, which does without it.
    """
    project, scene = await work.off_loop(_wanted, work)
    if scene is None:
        return {"scene": work.job.inputs["scene"], "is_gone": True}
    drawing = asyncio.ensure_future(work.off_loop(make_picture, work.studio, project, scene))
    filming = asyncio.ensure_future(work.off_loop(_film, work, project, scene))
    # Both to their end: one that goes on alone would be in the way of the next attempt.
    await asyncio.gather(drawing, filming, return_exceptions=True)
    drawing.result()
    return {"scene": scene.id, "take": filming.result().id}


def _wanted(work: Work) -> tuple[Project, Scene | None]:
    studio, job = work.studio, work.job
    if job.project is None:
        raise NotFound("project", "")
    project = studio.store.projects.get(job.project)
    scene_id = SceneId(job.inputs["scene"])
    scenes = latest_plan(studio, project.id).scenes
    return project, next((scene for scene in scenes if scene.id == scene_id), None)


def _film(work: Work, project: Project, scene: Scene) -> Take:
    work.report(5, f"Speaking “{scene.title}”")
    make_speech(work.studio, project, scene)
    work.report(30, f"Filming the draft of “{scene.title}”")
    return make_motion(work.studio, project, scene, work.crew, work.is_cancelled)
