"""A design that a model writes: looked over, sent back with what is wrong, at most three times."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable

from studio.actions.clock import now
from studio.actions.components import fall_back, finish_build, note_attempt
from studio.actions.designs import design_text, look_over, own_design, read_design
from studio.actions.plans import Edit, latest_plan
from studio.agents.desk import AUTHOR
from studio.domain.component import MAX_ATTEMPTS, Attempt, Build, BuildState
from studio.domain.errors import BadInput
from studio.domain.ids import TraceId
from studio.domain.project import Project
from studio.domain.scene import Scene
from studio.graphics.documents import MotionDocument
from studio.graphics.icons import icon_names
from studio.studio import Studio

DESIGNER = "component_designer"
FIRST_PAUSE_S = 0.5
_ICONS = 120
_LONGEST_TEXT = 200_000

Think = Callable[[str], Awaitable[str]]
"""Asks the designer; its whole answer comes back. Raises what models raise."""

Report = Callable[[float, str], None]
Pause = Callable[[float], Awaitable[None]]


async def build_component(
    studio: Studio,
    build_id: str,
    think: Think | None,
    *,
    model: str,
    trace: TraceId,
    report: Report = lambda percent, phase: None,
    pause: Pause = asyncio.sleep,
) -> Build:
    """Have the build's design written, and show it in its scene; else leave the scene's template.

    Run again from its top it goes on after the attempts that were written down. Without a
    model to ask (`think` is None) it falls back at once, and says so.

    Raises NotFound, and what `think` raises: those attempts do not count.
    """
    build = studio.store.components.build(build_id)
    if build.state is not BuildState.OPEN:
        return build
    if think is None:
        return fall_back(studio, build_id, "Embedded cannot draw; choose a language model.")
    while len(build.attempts) < MAX_ATTEMPTS:
        number = len(build.attempts) + 1
        report(100 * (number - 1) / MAX_ATTEMPTS, f"Designing, attempt {number}")
        if number > 1:
            await pause(FIRST_PAUSE_S * 2 ** (number - 2))
        text = await think(request_for(studio, build))
        document, problems = await asyncio.to_thread(_looked_over, studio, build, text)
        attempt = Attempt(
            number=number, model=model, text=text[:_LONGEST_TEXT], problems=problems, at=now()
        )
        build = note_attempt(studio, build_id, attempt)
        _log(build, attempt, trace)
        if document is not None and not problems:
            edit = Edit(author=AUTHOR, batch=build.message or build.id, trace=trace)
            return finish_build(studio, build_id, document, edit)
    last = build.attempts[-1].problems
    return fall_back(
        studio,
        build_id,
        f"no design in {MAX_ATTEMPTS} attempts could be used (last: {last[0] if last else ''})",
    )


def request_for(studio: Studio, build: Build) -> str:
    """What the designer is asked: the scene, the wish, and what was wrong so far."""
    project = studio.store.projects.get(build.project)
    plan = latest_plan(studio, build.project)
    scene = plan.scene(build.scene)
    parts = [
        _scene(project, scene, plan.rate.seconds(scene.frames)),
        f"What is wished for: {build.wish or 'a fitting design'}",
    ]
    shown = design_text(own_design(project, scene))
    parts.append(f"Icons there are: {', '.join(sorted(icon_names())[:_ICONS])}")
    parts.append(f"The scene as it is now, to begin from:\n{shown}")
    if build.attempts:
        last = build.attempts[-1]
        problems = "\n".join(f"- {problem}" for problem in last.problems)
        parts.append(f"Your last document:\n{last.text}\n\nWhat is wrong with it:\n{problems}")
        parts.append("Mend exactly that, and give the whole document again.")
    return "\n\n".join(parts)


def _scene(project: Project, scene: Scene, seconds: float) -> str:
    told = {
        "title": scene.title,
        "narration": scene.narration,
        "words": scene.visual.words.model_dump(mode="json", exclude_defaults=True),
        "aspect": project.format.aspect.value,
        "seconds": round(seconds, 1),
    }
    return f"The scene:\n{json.dumps(told, ensure_ascii=False, indent=1)}"


def _looked_over(
    studio: Studio, build: Build, text: str
) -> tuple[MotionDocument | None, tuple[str, ...]]:
    """The document in what a model wrote, and what is wrong with it."""
    try:
        document = read_design(json_in(text))
    except BadInput as fault:
        return None, (fault.sentence.removeprefix("The design: "),)
    findings = look_over(studio, build.project, document)
    return document, tuple(str(finding) for finding in findings)


def json_in(text: str) -> str:
    """The outermost JSON object in a model's words, which may stand in a fence or a sentence."""
    start, end = text.find("{"), text.rfind("}")
    return text[start : end + 1] if 0 <= start < end else text


def _log(build: Build, attempt: Attempt, trace: TraceId) -> None:
    facts = {"trace": trace, "build": build.id, "model": attempt.model, "attempt": attempt.number}
    outcome = f"{len(attempt.problems)} problems" if attempt.problems else "it can be used"
    logging.getLogger(__name__).info("a design was written: %s", outcome, extra=facts)
