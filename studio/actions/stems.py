"""The parts of a film's sound as files of their own."""

from __future__ import annotations

from pathlib import Path

from studio.actions.plans import latest_plan
from studio.actions.renders import film_order, plan_timeline
from studio.actions.takes import make_music, make_speech
from studio.compose.progress import OnProgress, Progress
from studio.compose.tasks import write_stems
from studio.domain.errors import EmptyInput
from studio.domain.format import Quality
from studio.domain.ids import ProjectId
from studio.domain.plan import Plan
from studio.domain.project import Project
from studio.studio import Studio


def export_stems(
    studio: Studio, project_id: ProjectId, folder: Path, on_progress: OnProgress
) -> tuple[Path, ...]:
    """Write the stems of the plan's film into `folder`; what is not spoken yet is spoken first.

    They are as `compose.sound.write_stems` says. Blocks until they are there.

    Raises NotFound, EmptyInput for a plan without scenes, MissingPart, Transient,
    MediaMissing, UnreadableInput, DiskFull, FolderUnwritable.
    """
    project = studio.store.projects.get(project_id)
    plan = latest_plan(studio, project_id)
    if not plan.scenes:
        raise EmptyInput("The plan")
    return write_stems_of(studio, project, plan, folder, on_progress)


def write_stems_of(
    studio: Studio, project: Project, plan: Plan, folder: Path, on_progress: OnProgress
) -> tuple[Path, ...]:
    """As `export_stems`, of a plan that need not be the latest."""
    for n, scene in enumerate(plan.scenes):
        phase = f"Speaking scene {n + 1} of {len(plan.scenes)}"
        on_progress(Progress(percent=60 * n / len(plan.scenes), phase=phase))
        make_speech(studio, project, scene)
    on_progress(Progress(percent=60, phase="Composing the music"))
    music = make_music(studio, project)
    on_progress(Progress(percent=70, phase="Mixing the sound"))
    cut = plan_timeline(studio, project, plan)
    order = film_order(studio, project, cut, Quality.STANDARD, folder, music)
    written = write_stems(order.sound, folder)
    on_progress(Progress(percent=100, phase="Done"))
    return written
