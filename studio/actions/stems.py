"""The parts of a film's sound as files of their own."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from studio.actions.plans import latest_plan
from studio.actions.renders import film_order, plan_timeline, speak_all
from studio.actions.takes import make_music
from studio.compose.processes import Crew
from studio.compose.progress import OnProgress, Progress
from studio.compose.tasks import write_stems
from studio.compose.waiting import Errand
from studio.domain.errors import EmptyInput
from studio.domain.format import Quality
from studio.domain.ids import ProjectId
from studio.domain.plan import Plan
from studio.domain.project import Project
from studio.store.faults import disk_faults
from studio.studio import Studio

_UNPACKED = ".stems-"
_ABANDONED_S = 3600.0
"""After so long a folder of stems was left by a process that was killed."""


def export_stems(
    studio: Studio, project_id: ProjectId, folder: Path, on_progress: OnProgress
) -> tuple[Path, ...]:
    """Write the stems of the plan's film into `folder`; what is not spoken yet is spoken first.

    They are as `compose.sound.write_stems` says. Blocks until they are there.

    Raises NotFound, EmptyInput for a plan without scenes, MissingPart, Transient,
    RenderError, UnreadableInput, WorkerLost, DiskFull, FolderUnwritable.
    """
    project = studio.store.projects.get(project_id)
    plan = latest_plan(studio, project_id)
    if not plan.scenes:
        raise EmptyInput("The plan")
    with Crew(workers=1) as crew, unpacked(folder) as aside:
        errand = Errand(crew, on_progress, lambda: False)
        written = write_stems_of(studio, project, plan, aside, errand)
        return tuple(_moved(file, folder) for file in written)


@contextmanager
def unpacked(folder: Path) -> Iterator[Path]:
    """A folder in `folder` for stems in the making, gone when the block ends.

    What one left that was killed goes, too. Raises DiskFull, FolderUnwritable.
    """
    for left in folder.glob(f"{_UNPACKED}*"):
        if time.time() - left.stat().st_mtime > _ABANDONED_S:
            shutil.rmtree(left, ignore_errors=True)
    with disk_faults(folder):
        folder.mkdir(parents=True, exist_ok=True)
        # A render process that was stopped may hold a file for a moment.
        aside = tempfile.TemporaryDirectory(
            dir=folder, prefix=_UNPACKED, ignore_cleanup_errors=True
        )
    with aside as name:
        yield Path(name)


def _moved(file: Path, folder: Path) -> Path:
    with disk_faults(folder):
        return file.replace(folder / file.name)


def write_stems_of(
    studio: Studio, project: Project, plan: Plan, folder: Path, errand: Errand
) -> tuple[Path, ...]:
    """As `export_stems`, of a plan that need not be the latest. Raises Cancelled as well."""
    on_progress = errand.on_progress
    speak_all(studio, project, plan, errand, 60)
    on_progress(Progress(percent=60, phase="Composing the music"))
    music = make_music(studio, project)
    on_progress(Progress(percent=70, phase="Mixing the sound"))
    cut = plan_timeline(studio, project, plan)
    order = film_order(studio, project, cut, Quality.STANDARD, folder, music)
    written = errand.run(write_stems, order.sound, folder)
    on_progress(Progress(percent=100, phase="Done"))
    return written
