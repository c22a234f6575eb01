"""Connections and transactions: the one place that talks to SQLite."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from studio.domain.errors import StoreError
from studio.store.faults import database_faults
from studio.store.lean import sqlite_utils

Row = tuple[Any, ...]
Callback = Callable[[], None]

_BUSY_S = 30.0
_IDLE_AT_MOST = 8
_PRAGMAS = (
    "foreign_keys=ON",
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "journal_size_limit=67108864",
)


@dataclass
class _Transaction:
    """What a thread has open: its connection, and what waits for the commit."""

    connection: sqlite_utils.Database
    callbacks: list[Callback] = field(default_factory=list)


class Database:
    """One SQLite file for all threads of a process.

    A thread holds a connection of its own for the length of a transaction or a query.
    Connections go from thread to thread, because pages run in short-lived threads.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self.folder = file.parent
        self._idle: list[sqlite_utils.Database] = []
        self._guard = threading.Lock()
        self._is_closed = False
        self._thread = threading.local()

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """All rows that `sql` gives; a transaction of this thread sees its own changes."""
        with self.connection() as connection:
            return connection.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Sequence[Any] = ()) -> Row | None:
        """The first row that `sql` gives, or None."""
        rows = self.rows(sql, parameters)
        return rows[0] if rows else None

    def write(self, sql: str, parameters: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Run one changing statement, in this thread's transaction or one of its own."""
        with self.transaction() as connection:
            return connection.execute(sql, parameters)

    def put(self, table: str, row: Mapping[str, Any], key: str = "id") -> None:
        """Insert `row`, or change the row that has the same `key` (columns, by commas)."""
        names, places = ", ".join(row), ", ".join("?" * len(row))
        changes = ", ".join(f"{name} = excluded.{name}" for name in row)
        self.write(
            f"INSERT INTO {table} ({names}) VALUES ({places})"
            f" ON CONFLICT ({key}) DO UPDATE SET {changes}",
            tuple(row.values()),
        )

    @contextmanager
    def transaction(self) -> Iterator[sqlite_utils.Database]:
        """All or nothing. Inside another one it joins that, undone alone when it fails.

        The outermost takes the write lock at its start (BEGIN IMMEDIATE), so that what it
        reads holds until it ends. Raises as `faults.database_faults` says.
        """
        held: _Transaction | None = getattr(self._thread, "held", None)
        if held is None:
            with self._outermost() as connection:
                yield connection
            return
        waiting = len(held.callbacks)
        try:
            with held.connection.atomic():
                yield held.connection
        except BaseException:
            del held.callbacks[waiting:]
            raise

    def after_commit(self, callback: Callback) -> None:
        """Run `callback` after the outermost commit; at once when no transaction is open."""
        held: _Transaction | None = getattr(self._thread, "held", None)
        if held is None:
            callback()
            return
        held.callbacks.append(callback)

    @contextmanager
    def connection(self) -> Iterator[sqlite_utils.Database]:
        """The connection of this thread's transaction, or one lent for this block."""
        held: _Transaction | None = getattr(self._thread, "held", None)
        with database_faults(self.folder):
            if held is not None:
                yield held.connection
                return
            lent = self._lend()
            try:
                yield lent
            finally:
                self._take_back(lent)

    def close(self) -> None:
        """Close every connection; those in use are closed when they are given back."""
        with self._guard:
            self._is_closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    @contextmanager
    def _outermost(self) -> Iterator[sqlite_utils.Database]:
        """A transaction, then the callbacks in order, all of them even when one fails."""
        with self.connection() as connection:
            held = _Transaction(connection)
            with self._held(held):
                yield connection
        with ExitStack() as callbacks:
            for callback in reversed(held.callbacks):
                callbacks.callback(callback)

    @contextmanager
    def _held(self, held: _Transaction) -> Iterator[None]:
        """Begin, and commit or roll back."""
        held.connection.execute("BEGIN IMMEDIATE")
        self._thread.held = held
        try:
            yield
            held.connection.execute("COMMIT")
        except BaseException:
            held.connection.rollback()
            raise
        finally:
            self._thread.held = None

    def _lend(self) -> sqlite_utils.Database:
        """An idle connection, or a new one."""
        with self._guard:
            if self._is_closed:
                raise StoreError("The store is closed.", "Open it again.")
            if self._idle:
                return self._idle.pop()
        return self._connect()

    def _take_back(self, connection: sqlite_utils.Database) -> None:
        """Keep the connection for the next thread, or close it when there are enough."""
        with self._guard:
            if not self._is_closed and len(self._idle) < _IDLE_AT_MOST:
                self._idle.append(connection)
                return
        connection.close()

    def _connect(self) -> sqlite_utils.Database:
        """A new connection that begins no transaction by itself and waits for locks."""
        connection = sqlite3.connect(
            self.file, timeout=_BUSY_S, isolation_level=None, check_same_thread=False
        )
        try:
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            return sqlite_utils.Database(connection, execute_plugins=False)
        except BaseException:
            connection.close()
            raise
