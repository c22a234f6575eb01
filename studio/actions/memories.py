"""Remember how a person likes their films, show it, change it, forget it."""

from __future__ import annotations

from studio.actions.clock import now
from studio.domain.errors import EmptyInput, NotFound
from studio.domain.ids import ProjectId, new_id
from studio.domain.memory import Memory, Topic
from studio.studio import Studio

MOST_FILMS = 20
MOST_MEMORIES = 60


def notice(
    studio: Studio,
    project_id: ProjectId,
    topic: Topic,
    text: str,
    value: str,
    *,
    is_said: bool = False,
) -> Memory:
    """Notice what a person asked for in a film; the same in two films is taken for a habit.

    `is_said` when they said that it always holds. Another wish on the topic begins anew.
    """
    with studio.store.transaction():
        known = studio.store.memories.get(topic.value)
        is_same = known is not None and known.value == value
        films = known.films if known and is_same else ()
        memory = Memory(
            key=topic.value,
            topic=topic,
            text=text[:400],
            value=value[:400],
            films=tuple(dict.fromkeys((*films, project_id)))[-MOST_FILMS:],
            is_said=is_said or bool(known and is_same and known.is_said),
            is_on=known.is_on if known and is_same else True,
            at=now(),
        )
        if known and is_same and memory.films == known.films and memory.is_said == known.is_said:
            return known
        if known and not is_same and known.is_said and not is_said:
            return known
        studio.store.memories.put(memory)
    return memory


def remember(studio: Studio, text: str) -> Memory:
    """Write down anything a person wants remembered, in their words.

    The same words are kept once; of too many notes the oldest goes. Raises EmptyInput.
    """
    said = " ".join(text.split())[:400]
    if not said:
        raise EmptyInput("What to remember")
    with studio.store.transaction():
        notes = [m for m in studio.store.memories.list() if m.topic is Topic.NOTE]
        for note in notes:
            if note.text.casefold() == said.casefold():
                return note
        for note in notes[: max(0, len(notes) - MOST_MEMORIES + 1)]:
            studio.store.memories.remove(note.key)
        memory = Memory(key=f"note:{new_id()}", topic=Topic.NOTE, text=said, is_said=True, at=now())
        studio.store.memories.put(memory)
    return memory


def change_memory(
    studio: Studio, key: str, *, text: str | None = None, is_on: bool | None = None
) -> Memory:
    """Rewrite a note, or let a memory rest. Raises NotFound, EmptyInput."""
    with studio.store.transaction():
        memory = _known(studio, key)
        if text is not None and not text.strip():
            raise EmptyInput("What to remember")
        changed = memory.model_copy(
            update={
                "text": memory.text if text is None else text.strip()[:400],
                "is_on": memory.is_on if is_on is None else is_on,
            }
        )
        studio.store.memories.put(changed)
    return changed


def forget(studio: Studio, key: str) -> None:
    """Forget one thing. Raises NotFound."""
    with studio.store.transaction():
        studio.store.memories.remove(_known(studio, key).key)


def memories(studio: Studio) -> tuple[Memory, ...]:
    """All that is remembered, oldest first."""
    return studio.store.memories.list()


def habits(studio: Studio) -> dict[Topic, str]:
    """What a new film may follow without being told: the value of each sure topic."""
    return {m.topic: m.value for m in memories(studio) if m.is_sure and m.value}


def _known(studio: Studio, key: str) -> Memory:
    memory = studio.store.memories.get(key)
    if memory is None:
        raise NotFound("memory", key)
    return memory
