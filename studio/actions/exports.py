"""One file about a film: a preview in small, a poster, a contact sheet, or its subtitles."""

from __future__ import annotations

from pathlib import Path

from studio.actions.plans import latest_plan
from studio.actions.renders import OWN, film_order, plan_timeline
from studio.actions.takes import make_speech
from studio.compose import tasks
from studio.compose.exports import EXPORTS
from studio.compose.preview_order import ENDINGS, PreviewOrder
from studio.compose.processes import Crew
from studio.compose.progress import OnProgress, Progress
from studio.domain.delivery import Delivery
from studio.domain.errors import BadInput, EmptyInput, NotFound
from studio.domain.format import Quality
from studio.domain.ids import ProjectId
from studio.domain.plan import Plan
from studio.domain.project import Project
from studio.store.files import writing
from studio.studio import Studio

SECONDS = 6.0


def export_kinds() -> tuple[str, ...]:
    """All that can be exported: previews, then what is written down."""
    return (*ENDINGS, *EXPORTS)


def endings(kind: str) -> tuple[str, ...]:
    """The endings a file of that kind may have, its own first. Raises NotFound."""
    if kind in ENDINGS:
        return ENDINGS[kind]
    if kind not in EXPORTS:
        raise NotFound("export", kind)
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
    is how much a moving preview shows, None for all. No film needs to have been made.

    Raises NotFound, EmptyInput for a plan without scenes, BadInput for an ending of another
    kind, MissingPart, Transient, RenderError, DiskFull, FolderUnwritable.
    """
    place = _place(kind, target)
    own = studio.store.projects.get(project_id)
    project = own.model_copy(update={"format": delivery.format(own.format)})
    plan = latest_plan(studio, project_id)
    if not plan.scenes:
        raise EmptyInput("The plan")
    _speak(studio, project, plan, on_progress)
    on_progress(Progress(70, "Drawing" if kind in ENDINGS else "Writing"))
    with writing(place) as part:
        if kind in ENDINGS:
            _draw(studio, project, plan, kind, part, seconds)
        else:
            text = EXPORTS[kind].write(plan_timeline(studio, project, plan))
            part.write_text(text, encoding="utf-8")
    on_progress(Progress(100, "Done"))
    return place


def _place(kind: str, target: Path) -> Path:
    allowed = endings(kind)
    if not target.suffix:
        return target.with_name(target.name + allowed[0])
    if not target.name.lower().endswith(allowed):
        raise BadInput(target.name, f"a {kind} is not that.", f"Call it {' or '.join(allowed)}.")
    return target


def _speak(studio: Studio, project: Project, plan: Plan, on_progress: OnProgress) -> None:
    for n, scene in enumerate(plan.scenes):
        phase = f"Speaking scene {n + 1} of {len(plan.scenes)}"
        on_progress(Progress(70 * n / len(plan.scenes), phase))
        make_speech(studio, project, scene)


def _draw(
    studio: Studio, project: Project, plan: Plan, kind: str, part: Path, seconds: float | None
) -> None:
    """Draw in a process of its own: pictures and films are decoded there."""
    cut = plan_timeline(studio, project, plan)
    film = film_order(studio, project, cut, Quality.HIGH, part, None)
    order = PreviewOrder(cut, film.look, film.pictures, seconds)
    with Crew(workers=1) as crew:
        crew.run(tasks.make_preview, kind, order, part).result()
