"""Memories: what is remembered of the person, across all projects."""

from __future__ import annotations

from studio.domain.memory import Memory
from studio.store.database import Database
from studio.store.texts import from_text, to_text


class Memories:
    """Memories by key."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, memory: Memory) -> None:
        """Store a memory, new or changed; changed, it keeps its place."""
        self._database.put("memories", {"key": memory.key, "document": to_text(memory)}, key="key")

    def get(self, key: str) -> Memory | None:
        """The memory of this key, or None."""
        row = self._database.row("SELECT document FROM memories WHERE key = ?", (key,))
        return None if row is None else from_text(Memory, row[0])

    def list(self) -> tuple[Memory, ...]:
        """All memories, oldest first."""
        rows = self._database.rows("SELECT document FROM memories ORDER BY number")
        return tuple(from_text(Memory, text) for (text,) in rows)

    def remove(self, key: str) -> None:
        """Forget the memory of this key, if there is one."""
        self._database.write("DELETE FROM memories WHERE key = ?", (key,))
