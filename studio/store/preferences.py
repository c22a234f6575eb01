"""Preferences: small settings by name."""

from __future__ import annotations

from studio.store.database import Database


class Preferences:
    """Texts by key. Keys of providers are never kept here."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, key: str, default: str = "") -> str:
        """The value of `key`, or `default`."""
        row = self._database.row("SELECT value FROM preferences WHERE key = ?", (key,))
        return default if row is None else str(row[0])

    def put(self, key: str, value: str) -> None:
        """Remember `value`."""
        self._database.put("preferences", {"key": key, "value": value}, key="key")

    def all(self) -> dict[str, str]:
        """Every value by its key."""
        return dict(self._database.rows("SELECT key, value FROM preferences ORDER BY key"))
