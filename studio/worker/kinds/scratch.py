"""Make one scene watchable: its picture, its speech, its draft. All local, all free."""

from __future__ import annotations

from typing import Any

from studio.actions.plans import latest_plan
from studio.actions.renders import make_motion
from studio.actions.takes import make_picture, make_speech
from studio.domain.errors import NotFound
from studio.domain.ids import SceneId
from studio.worker.work import Work


async def scratch(work: Work) -> dict[str, Any]:
    """Find or make the takes of the scene named in the job; one deleted meanwhile needs none."""
    return await work.off_loop(_scratch, work)


def _scratch(work: Work) -> dict[str, Any]:
    studio, job = work.studio, work.job
    if job.project is None:
        raise NotFound("project", "")
    project = studio.store.projects.get(job.project)
    scene_id = SceneId(job.inputs["scene"])
    scene = next((s for s in latest_plan(studio, project.id).scenes if s.id == scene_id), None)
    if scene is None:
        return {"scene": scene_id, "is_gone": True}
    work.report(5, f"Drawing “{scene.title}”")
    make_picture(studio, project, scene)
    work.report(25, f"Speaking “{scene.title}”")
    make_speech(studio, project, scene)
    work.report(40, f"Filming the draft of “{scene.title}”")
    take = make_motion(studio, project, scene, work.crew, work.is_cancelled)
    return {"scene": scene_id, "take": take.id}
