"""Have a scene's own design written, looked over and shown."""

from __future__ import annotations

from typing import Any

from studio.actions.spending import SpendPlace
from studio.agents.building import DESIGNER, build_component
from studio.agents.solo import ask_alone
from studio.domain.component import Build
from studio.domain.ids import MessageId, ThreadId
from studio.llm.models import Model
from studio.worker.work import Work


async def build(work: Work) -> dict[str, Any]:
    """Make the build named in the job with the project's model; what it tried is kept."""
    studio = work.studio
    wished = studio.store.components.build(str(work.job.inputs["build"]))
    model = studio.models.get(studio.store.projects.get(wished.project).director)
    place = _place(work, wished)

    async def think(prompt: str) -> str:
        return await ask_alone(studio, model, place, DESIGNER, prompt)

    done = await build_component(
        studio,
        wished.id,
        None if _is_embedded(model) else think,
        model=model.name,
        trace=work.job.trace,
        report=work.report,
    )
    return {"build": done.id, "state": done.state.value, "said": done.said}


def _place(work: Work, wished: Build) -> SpendPlace:
    """Where the money goes that the build takes: to its message, or to the film alone."""
    return SpendPlace(
        wished.project,
        wished.thread or ThreadId(""),
        wished.message or MessageId(""),
        work.job.trace,
    )


def _is_embedded(model: Model) -> bool:
    return model.api == "embedded"
