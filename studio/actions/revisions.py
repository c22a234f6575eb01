"""Look at two versions of a plan side by side."""

from __future__ import annotations

from studio.actions.plans import latest_plan
from studio.domain.comparison import Comparison, compare
from studio.domain.errors import NotFound
from studio.domain.ids import PlanId, ProjectId
from studio.domain.plan import Plan
from studio.studio import Studio


def compare_revisions(
    studio: Studio, project_id: ProjectId, before: int | None = None, after: int | None = None
) -> Comparison:
    """How version `after` (None: the latest) differs from `before` (None: the one it came from).

    Version 0 is the empty plan everything began with. Raises NotFound.
    """
    later = _numbered(studio, project_id, after)
    if before is None:
        before = _earlier(studio, later)
    return compare(_numbered(studio, project_id, before), later)


def _earlier(studio: Studio, plan: Plan) -> int:
    """The number of the version before the piece of work that made `plan`."""
    for revision in studio.store.plans.history(plan.project):
        is_other = not plan.batch or revision.batch != plan.batch
        if revision.number < plan.number and is_other:
            return revision.number
    return 0


def _numbered(studio: Studio, project_id: ProjectId, number: int | None) -> Plan:
    latest = latest_plan(studio, project_id)
    if number is None:
        return latest
    if number == 0:
        return latest.model_copy(update={"id": PlanId(""), "number": 0, "scenes": ()})
    if number < 0:
        raise NotFound("version of the plan", str(number))
    return studio.store.plans.numbered(project_id, number)
