"""Get past a fault: try again, make a scene simpler, or fall back on what this machine can do."""

from __future__ import annotations

from studio.actions.jobs import retry_job
from studio.actions.models import choose_model
from studio.actions.plans import BY_YOU, Edit, latest_plan, update_scene
from studio.actions.projects import set_score, set_voice
from studio.domain.errors import NotFound
from studio.domain.ids import ProjectId, SceneId
from studio.domain.job import Job, JobKind, JobState
from studio.domain.project import Score, Voice
from studio.domain.scene import Graphic, Scene, Transition, Words
from studio.llm.models import EMBEDDED
from studio.studio import Studio


def failed_jobs(studio: Studio, project_id: ProjectId) -> tuple[Job, ...]:
    """The jobs that failed and were not made good since, newest first; turns are left out."""
    seen: set[tuple[JobKind, str]] = set()
    found = []
    for job in studio.queue.list(project_id):
        name = (job.kind, job.key or job.id)
        if name not in seen and job.state is JobState.FAILED and job.kind is not JobKind.TURN:
            found.append(job)
        seen.add(name)
    return tuple(found)


def retry_failed(studio: Studio, project_id: ProjectId) -> tuple[Job, ...]:
    """Run what failed again; what it finished before is found. Raises QueueFull."""
    return tuple(retry_job(studio, job.id) for job in failed_jobs(studio, project_id))


def simplify_scene(
    studio: Studio, project_id: ProjectId, scene_id: SceneId, edit: Edit = BY_YOU
) -> Scene:
    """Leave of a scene what cannot fail: its words on a plain design, entered by a cut.

    What is said stays. Raises NotFound, StaleRevision.
    """
    with studio.store.transaction():
        scene = latest_plan(studio, project_id).scene(scene_id)
        shown = scene.visual.words
        head = shown.headline or shown.number or shown.quotation[:300] or scene.title
        visual = Graphic(
            template="statement",
            words=Words(headline=head, detail=shown.detail),
            description=scene.visual.description,
        )
        simple = scene.model_copy(
            update={"visual": visual, "transition": Transition(), "grade": None, "voice": None}
        )
        update_scene(studio, project_id, simple, edit)
    return simple


def fall_back(studio: Studio, project_id: ProjectId) -> tuple[str, ...]:
    """Let this machine do what services do now; what was changed, in plain words.

    Raises NotFound.
    """
    told = []
    with studio.store.transaction():
        project = studio.store.projects.get(project_id)
        if project.voice.provider != Voice().provider:
            set_voice(studio, project_id, Voice(pace=project.voice.pace))
            told.append("the voice")
        if project.score.provider != Score().provider:
            mood = project.score.mood
            known = studio.providers.music(Score().provider).moods()
            score = Score(mood=mood if mood in known else Score().mood)
            set_score(studio, project_id, score)
            told.append("the music")
        if project.director != EMBEDDED:
            choose_model(studio, project_id, EMBEDDED)
            told.append("the director")
    return tuple(told)


def scene_of_job(studio: Studio, job: Job) -> SceneId:
    """The scene that a job was about. Raises NotFound when it was about none."""
    scene = job.inputs.get("scene")
    if not scene or job.project is None:
        raise NotFound("scene of that work", job.id)
    return SceneId(str(scene))
