"""One file about a film: a preview in small, a poster, a contact sheet, subtitles, or its stems."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from studio.actions.plans import latest_plan
from studio.actions.renders import (
    OWN,
    film_order,
    plan_timeline,
    render_inputs,
    speak_all,
)
from studio.actions.stems import unpacked, write_stems_of
from studio.compose import tasks
from studio.compose.exports import EXPORTS
from studio.compose.preview_order import ENDINGS, PreviewOrder
from studio.compose.processes import Crew
from studio.compose.progress import OnProgress, Progress
from studio.compose.waiting import Errand
from studio.domain.delivery import Delivery
from studio.domain.errors import BadInput, EmptyInput, NotFound
from studio.domain.format import Quality
from studio.domain.ids import PlanId, ProjectId, TraceId, new_id
from studio.domain.job import Job, JobKind
from studio.domain.plan import Plan
from studio.domain.project import Project
from studio.domain.timeline import Timeline
from studio.queue import JobOrder
from studio.store.files import writing
from studio.studio import Studio

SECONDS = 6.0
STEMS = "stems"
EXPORT_PRIORITY = 12


def export_kinds() -> tuple[str, ...]:
    """All that can be exported: previews, what is written down, and the stems as one archive."""
    return (*ENDINGS, *EXPORTS, STEMS)


def endings(kind: str) -> tuple[str, ...]:
    """The endings a file of that kind may have, its own first. Raises NotFound."""
    if kind in ENDINGS:
        return ENDINGS[kind]
    if kind == STEMS:
        return (".zip",)
    if kind not in EXPORTS:
        raise NotFound("export", kind, f"Choose one of: {', '.join(export_kinds())}.")
    return (f".{EXPORTS[kind].extension}",)


def export(
    studio: Studio,
    project_id: ProjectId,
    kind: str,
    target: Path,
    on_progress: OnProgress,
    delivery: Delivery = OWN,
    seconds: float | None = SECONDS,
) -> Path:
    """Write the export at `target`; without an ending it gets the kind's own. The place of it.

    What is not spoken yet is spoken first, for words last as long as their scenes. `seconds`
    is how much a moving preview shows, None for up to a minute. No film needs to have been made.

    Raises NotFound, EmptyInput for a plan without scenes, BadInput for an ending of another
    kind, MissingPart, Transient, RenderError, DiskFull, FolderUnwritable.
    """
    place = _place(kind, target)
    own = studio.store.projects.get(project_id)
    project = own.model_copy(update={"format": delivery.format(own.format)})
    plan = latest_plan(studio, project_id)
    if not plan.scenes:
        raise EmptyInput("The plan")
    with writing(place) as part, Crew(workers=1) as crew:
        errand = Errand(crew, on_progress, lambda: False)
        _Writing(studio, project, plan, kind, errand, seconds).at(part)
    on_progress(Progress(100, "Done"))
    return place


def request_export(
    studio: Studio, project_id: ProjectId, kind: str, trace: TraceId | None = None
) -> Job:
    """Ask for an export of the plan as it is now, to be found by `found_export`.

    Raises NotFound, EmptyInput for a plan without scenes, QueueFull.
    """
    endings(kind)
    with studio.store.transaction():
        project = studio.store.projects.get(project_id)
        plan = latest_plan(studio, project_id)
        if not plan.scenes:
            raise EmptyInput("The plan")
        name = export_name(studio, project, plan, kind)
        return studio.queue.submit(
            JobOrder(
                kind=JobKind.EXPORT,
                project=project_id,
                inputs={"plan": plan.id, "kind": kind, "file": name},
                key=f"export:{project_id}:{name}",
                trace=trace or TraceId(new_id(12)),
                priority=EXPORT_PRIORITY,
            )
        )


def make_export(studio: Studio, job: Job, errand: Errand) -> Path:
    """Carry out an export job: find its file, or write it.

    Raises Cancelled, and as `export` does.
    """
    kind, name = str(job.inputs["kind"]), str(job.inputs["file"])
    plan = studio.store.plans.get(PlanId(job.inputs["plan"]))
    project = studio.store.projects.get(plan.project)
    target = studio.store.media.export_target(project, name)
    if not target.is_file():
        with writing(target) as part:
            _Writing(studio, project, plan, kind, errand).at(part)
    _forget_older(target, kind)
    return target


def found_export(studio: Studio, project: Project, plan: Plan, kind: str) -> Path | None:
    """The export of exactly this plan and these settings, if it was made and is still there."""
    target = studio.store.media.export_target(project, export_name(studio, project, plan, kind))
    return target if target.is_file() else None


def export_name(studio: Studio, project: Project, plan: Plan, kind: str) -> str:
    """The name of an export's file; it changes with all that the film depends on."""
    inputs = render_inputs(studio, project, plan, Quality.HIGH)
    return f"{kind}-{inputs[:12]}{endings(kind)[0]}"


def _forget_older(target: Path, kind: str) -> None:
    """Remove what was exported of the same kind before; it can be made again."""
    for older in target.parent.glob(f"{kind}-*"):
        if older != target:
            with suppress(OSError):  # open in another program: it goes the next time
                older.unlink()


def _place(kind: str, target: Path) -> Path:
    allowed = endings(kind)
    if not target.suffix:
        return target.with_name(target.name + allowed[0])
    if not target.name.lower().endswith(allowed):
        raise BadInput(target.name, f"a {kind} is not that.", f"Call it {' or '.join(allowed)}.")
    return target


@dataclass(frozen=True)
class _Writing:
    """One export in the making; `seconds` is how much a moving preview shows, None for a minute."""

    studio: Studio
    project: Project
    plan: Plan
    kind: str
    errand: Errand
    seconds: float | None = SECONDS

    def at(self, part: Path) -> None:
        """Write it at `part`."""
        if self.kind == STEMS:
            self._archive(part)
            return
        speak_all(self.studio, self.project, self.plan, self.errand, 70)
        self.errand.on_progress(Progress(70, "Drawing" if self.kind in ENDINGS else "Writing"))
        cut = plan_timeline(self.studio, self.project, self.plan)
        if self.kind in ENDINGS:
            self._draw(cut, part)
        else:
            part.write_text(EXPORTS[self.kind].write(cut), encoding="utf-8")

    def _archive(self, part: Path) -> None:
        """The stems in one file, stored as they are: a browser saves one."""
        with unpacked(part.parent) as folder:
            files = write_stems_of(self.studio, self.project, self.plan, folder, self.errand)
            with zipfile.ZipFile(part, "w") as archive:
                for file in files:
                    archive.write(file, file.name)

    def _draw(self, cut: Timeline, part: Path) -> None:
        """Draw in a process of its own: pictures and films are decoded there."""
        film = film_order(self.studio, self.project, cut, Quality.HIGH, part, None)
        order = PreviewOrder(cut, film.look, film.pictures, self.seconds)
        self.errand.run(tasks.make_preview, self.kind, order, part)
