"""Tools for the work itself: say how far it is, get past what failed, read what is wanted."""

from __future__ import annotations

import json
from typing import Any, Literal

from studio.actions import recovery
from studio.agents.desk import Desk
from studio.agents.naming import place_of
from studio.agents.wording import counted, listed
from studio.domain.errors import BadInput, EmptyInput
from studio.llm import mood_named, read_ask
from studio.llm.loosejson import Unreadable, read_object


def update_progress(desk: Desk, doing: str) -> str:
    """Tell the person in a few words what is being done now, in a longer piece of work.

    Args:
        doing: such as "Writing the middle part".

    Raises EmptyInput.
    """
    if not doing.strip():
        raise EmptyInput("What is being done")
    desk.note(doing.strip()[:120])
    return "Told."


def handle_error(
    desk: Desk, way: Literal["retry", "simplify", "fall_back"], scene: str = ""
) -> str:
    """Get past work that failed.

    Args:
        way: "retry" runs what failed again, and finds what it had finished; "simplify" leaves of
            a scene what cannot fail; "fall_back" lets this machine do what services did.
        scene: for "simplify" the scene; empty for that of the latest failure.

    Raises NotFound, BadInput when there is nothing to get past, QueueFull.
    """
    studio, project_id = desk.studio, desk.project_id
    if way == "retry":
        jobs = recovery.retry_failed(studio, project_id)
        if not jobs:
            raise BadInput("The work", "nothing failed.", "Ask for the status to see it all.")
        return f"{counted(len(jobs), 'job')} tried again."
    if way == "simplify":
        return _simplified(desk, scene)
    changed = recovery.fall_back(studio, project_id)
    jobs = recovery.retry_failed(studio, project_id)
    if not changed and not jobs:
        raise BadInput("The film", "this machine does all of it already.", "Simplify a scene.")
    told = f"This machine makes {listed(changed)} now. " if changed else ""
    again = f"{counted(len(jobs), 'job')} tried again." if jobs else ""
    return f"{told}{again}".strip()


async def interpret_request(desk: Desk) -> str:
    """Read what the person just said and attached: subject, length, audience, tone, format."""
    said = desk.said.strip()
    if not said:
        raise EmptyInput("The message")
    ask = read_ask(said[:4000])
    by_rule = {
        "subject": ask.subject,
        "length_s": ask.length_s,
        "audience": ask.audience,
        "mood": mood_named(said[:4000]),
        "aspect": ask.aspect.value if ask.aspect else "",
    }
    if desk.is_embedded:
        return json.dumps({k: v for k, v in by_rule.items() if v}, ensure_ascii=False)
    return json.dumps({**by_rule, **await _interpreted(desk, said)}, ensure_ascii=False)


def _simplified(desk: Desk, scene: str) -> str:
    if scene:
        chosen = desk.scene(scene).id
    else:
        failed = recovery.failed_jobs(desk.studio, desk.project_id)
        if not failed:
            raise BadInput("The work", "nothing failed.", "Name the scene to simplify.")
        chosen = recovery.scene_of_job(desk.studio, failed[0])
    simple = recovery.simplify_scene(desk.studio, desk.project_id, chosen, desk.edit)
    desk.draft(simple.id)
    return f"Scene {place_of(desk.plan, simple)} shows its words plainly now; its voice stays."


async def _interpreted(desk: Desk, said: str) -> dict[str, Any]:
    """What the interpreter reads; nothing when its answer cannot be read or does not come."""
    try:
        text = await desk.think(
            "interpreter", f"The person says:\n<said>\n{said[:12_000]}\n</said>"
        )
        return read_object(text[text.find("{") : text.rfind("}") + 1])
    except Unreadable:
        return {}
