"""What the disk and SQLite report, as errors of the tree."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from studio.domain.errors import (
    DamagedStore,
    DiskFull,
    FolderInUse,
    FolderUnwritable,
    NotFound,
    StoreError,
)

FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
"""No room on the disk, or none that this person may use."""

_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.EEXIST, errno.ENOTDIR})
_LEAST_ROOM = 256 * 1024
"""Bytes. SQLite reports a bare input/output error when its shared memory finds no room."""


def disk_fault(fault: OSError, folder: Path) -> StoreError | None:
    """The error for a full disk, or for a place at `folder` that is forbidden or no folder.

    None for any other fault.
    """
    if fault.errno in FULL:
        return DiskFull(str(folder))
    if fault.errno in _FORBIDDEN and _is_about(fault, folder):
        return FolderUnwritable(str(folder), fault.strerror or "no reason given")
    return None


def _is_about(fault: OSError, folder: Path) -> bool:
    """True unless the fault names a file elsewhere, such as one that was only read."""
    if fault.filename is None:
        return True
    place = Path(str(fault.filename))
    return place.is_relative_to(folder) or folder.is_relative_to(place)


@contextmanager
def disk_faults(folder: Path) -> Iterator[None]:
    """Raise what the disk refuses as DiskFull or FolderUnwritable; other faults pass."""
    try:
        yield
    except OSError as fault:
        known = disk_fault(fault, folder)
        if known is None:
            raise
        raise known from fault


@contextmanager
def database_faults(folder: Path) -> Iterator[None]:
    """Raise what SQLite reports as an error of the tree.

    Raises:
        DiskFull, FolderUnwritable, FolderInUse, DamagedStore: the file cannot be used.
        NotFound: a row names an owner, such as a project, that is not there.
    """
    try:
        yield
    except sqlite3.DatabaseError as fault:
        known = _database_fault(fault, folder)
        if known is None:
            raise
        raise known from fault


def _database_fault(fault: sqlite3.DatabaseError, folder: Path) -> Exception | None:
    """The tree's error by SQLite's result code (https://www.sqlite.org/rescode.html)."""
    code = getattr(fault, "sqlite_errorcode", None)
    if code is None:
        return None
    if code == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
        return NotFound("project or conversation", "it belongs to")
    return _file_fault(code & 0xFF, str(fault), folder)


def _file_fault(code: int, reason: str, folder: Path) -> StoreError | None:
    """The tree's error for a primary result code that speaks of the file."""
    if code == sqlite3.SQLITE_IOERR:
        is_full = shutil.disk_usage(folder).free < _LEAST_ROOM
        return DiskFull(str(folder)) if is_full else FolderUnwritable(str(folder), reason)
    if code == sqlite3.SQLITE_FULL:
        return DiskFull(str(folder))
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return FolderUnwritable(str(folder), reason)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return DamagedStore(str(folder), reason)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return FolderInUse(str(folder))
    return None
