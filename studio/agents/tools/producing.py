"""The tool that says how pictures, voice and movement are best made, before anything is paid."""

from __future__ import annotations

from typing import Any

from studio.actions.produced import shown_take
from studio.actions.reviews import waiting_scenes
from studio.agents.desk import Desk
from studio.agents.wording import counted, listed
from studio.domain.errors import EmptyInput
from studio.domain.plan import Plan
from studio.domain.scene import Graphic, Scene
from studio.domain.take import TakeKind
from studio.llm.loosejson import Unreadable, read_object
from studio.providers.interface import OutsideProvider

MOST_TAKES = 8
PLAIN = frozenset({"statement", "title", "chapter"})
"""Designs that only set words; a picture adds most to these."""


async def propose_takes(desk: Desk, wish: str = "") -> str:
    """Say which scenes would gain by a painted picture, movement or another voice, and by whom.

    Nothing is made. What costs money waits for its greenlight, scene by scene.

    Args:
        wish: what the person would like, such as "real photographs" or "keep it cheap".

    Raises EmptyInput, Transient.
    """
    plan = desk.plan
    if not plan.scenes:
        raise EmptyInput("The plan")
    makers = _ready(desk)
    if not makers:
        return (
            "This machine makes every picture, voice and movement of the film, for nothing. "
            "Providers that paint or film can be set up in Settings."
        )
    told = _proposed(desk, plan)
    if not desk.is_embedded:
        told = await _by_producer(desk, plan, makers, wish) or told
    waiting = waiting_scenes(desk.studio, plan)
    open_ones = listed([str(plan.index(s.id) + 1) for s in waiting])
    note = f"Not greenlit yet: scene {open_ones}." if waiting else "All scenes are greenlit."
    names = ", ".join(f"{m.card.name} ({', '.join(sorted(m.kinds))})" for m in makers)
    return "\n".join([*told, f"Ready to make them: {names}.", note])


def _ready(desk: Desk) -> tuple[OutsideProvider, ...]:
    """The outside providers that could be asked now."""
    return tuple(
        provider
        for provider in desk.studio.providers.outside
        if not provider.card.key_name or desk.studio.keys.has(provider.card.key_name)
    )


def _proposed(desk: Desk, plan: Plan) -> list[str]:
    """By rule: pictures for scenes that only set words and say what could be seen."""
    project = desk.project
    plain = [
        (n, scene)
        for n, scene in enumerate(plan.scenes, 1)
        if _is_plain(scene) and shown_take(desk.studio, project, scene) is None
    ]
    if not plain:
        return ["Every scene has a picture or a design of its own; nothing more is needed."]
    lines = [
        f"- Scene {n} “{scene.title}”: a picture of {scene.visual.description or scene.title}"
        for n, scene in plain[:MOST_TAKES]
    ]
    return [f"{counted(len(plain), 'scene')} would gain by a picture:", *lines]


def _is_plain(scene: Scene) -> bool:
    return isinstance(scene.visual, Graphic) and scene.visual.template in PLAIN


async def _by_producer(
    desk: Desk, plan: Plan, makers: tuple[OutsideProvider, ...], wish: str
) -> list[str]:
    """What the producer proposes; nothing when the answer cannot be read."""
    scenes = "\n".join(
        f"{n}. {s.title} | {getattr(s.visual, 'template', s.visual.kind)} | "
        f"{s.visual.description} | made: {shown_take(desk.studio, desk.project, s) is not None}"
        for n, s in enumerate(plan.scenes, 1)
    )
    cards = "\n".join(
        f"- {m.card.name}: {', '.join(sorted(m.kinds))}, {'free' if m.card.is_free else 'paid'}"
        for m in makers
    )
    prompt = (
        f"The film “{desk.project.title}”. Wish: {wish or 'none'}.\nProviders:\n{cards}\n"
        f"Scenes (title | look | description | has a produced take):\n{scenes}"
    )
    text = await desk.think("producer", prompt)
    try:
        takes = read_object(text[text.find("{") : text.rfind("}") + 1]).get("takes")
    except Unreadable:
        return []
    return [
        _take(take)
        for take in (takes if isinstance(takes, list) else [])[:MOST_TAKES]
        if isinstance(take, dict)
    ]


def _take(take: dict[str, Any]) -> str:
    made = str(take.get("make", TakeKind.PICTURE.value))
    asked, why = take.get("prompt", ""), take.get("why", "")
    return f"- Scene {take.get('scene', '?')}, {made}: {asked} ({why})"
