"""Tools for what is remembered of the person."""

from __future__ import annotations

from studio.actions import memories
from studio.agents.desk import Desk
from studio.agents.habits import is_always
from studio.domain.errors import NotFound
from studio.domain.memory import Memory, Topic


def remember_preference(desk: Desk, text: str, topic: Topic = Topic.NOTE, value: str = "") -> str:
    """Remember how the person likes their films, for this film and all later ones.

    Args:
        text: what to remember, in plain words the person would agree with.
        topic: what it is about; "note" for anything else.
        value: the exact setting, where there is one, such as "off" for captions.

    Raises EmptyInput.
    """
    if topic is Topic.NOTE or not value.strip():
        kept = memories.remember(desk.studio, text)
    else:
        kept = memories.notice(
            desk.studio, desk.project_id, topic, text, value.strip(), is_said=is_always(desk.said)
        )
    return f"I remember: {kept.text}."


def forget_preference(desk: Desk, text: str) -> str:
    """Forget what is remembered: by its topic, its words, or "everything".

    Raises NotFound.
    """
    known = memories.memories(desk.studio)
    said = text.strip().casefold()
    gone = known if said in ("everything", "all") else _meant(known, said)
    if not gone:
        raise NotFound("memory", text)
    for memory in gone:
        memories.forget(desk.studio, memory.key)
    return "Forgot: " + "; ".join(memory.text for memory in gone) + "."


def list_preferences(desk: Desk) -> str:
    """Tell what is remembered of the person."""
    known = memories.memories(desk.studio)
    if not known:
        return "Nothing is remembered yet."
    return "\n".join(f"{m.topic.value}: {m.text}{'' if m.is_on else ' (resting)'}" for m in known)


def _meant(known: tuple[Memory, ...], said: str) -> tuple[Memory, ...]:
    by_topic = tuple(m for m in known if m.topic.value == said and m.topic is not Topic.NOTE)
    return by_topic or tuple(m for m in known if said and said in m.text.casefold())
