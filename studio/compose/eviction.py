"""The caches of segments and sound within a size: what was used longest ago goes first.

Whoever makes a film says which keys it needs (`needed`); those are kept whatever happens, in
this process and in any other on the same folder. Everything else costs only time to lose.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from studio.domain.ids import new_id
from studio.store.files import is_orphan
from studio.store.makers import maker

LIMIT_BYTES = 20 * 1024**3
"""Some forty hours of standard films."""

_NEEDS = "needs"


@dataclass(frozen=True)
class _Entry:
    """The files of one key: when they were last used, in seconds, and their bytes."""

    used_at: float
    size: int
    key: str
    files: tuple[Path, ...]


def touch(file: Path) -> None:
    """Note that `file` was used now."""
    with suppress(OSError):
        os.utime(file)


@contextmanager
def needed(folder: Path, keys: Collection[str]) -> Iterator[None]:
    """Keep the files of `keys` from being removed while the block runs.

    A note left by a process that was killed holds nothing: it names its maker.
    """
    note = folder / _NEEDS / f".{new_id()}.{maker()}-{new_id()}.part.json"
    note.parent.mkdir(parents=True, exist_ok=True)
    note.write_text(json.dumps(sorted(keys)), encoding="utf-8")
    try:
        yield
    finally:
        note.unlink(missing_ok=True)


def keep_within(folders: Sequence[Path], limit: int) -> int:
    """Remove what was used longest ago until all `folders` hold at most `limit` bytes.

    Returns the bytes removed. What is needed stays, even above the limit.
    """
    entries = sorted(
        (entry for folder in folders for entry in _entries(folder)), key=lambda e: e.used_at
    )
    excess = sum(entry.size for entry in entries) - limit
    if excess <= 0:
        return 0
    held = {key for folder in folders for key in _held(folder)}
    removed = 0
    for entry in entries:
        if removed >= excess:
            break
        if entry.key not in held and _remove(entry):
            removed += entry.size
    return removed


def _entries(folder: Path) -> Iterator[_Entry]:
    """What lies in `folder` by key, without what is being written."""
    groups: dict[str, list[tuple[Path, os.stat_result]]] = {}
    for file in folder.glob("??/[!.]*"):
        with suppress(OSError):
            groups.setdefault(file.stem, []).append((file, file.stat()))
    for key, found in groups.items():
        yield _Entry(
            used_at=max(seen.st_mtime for _, seen in found),
            size=sum(seen.st_size for _, seen in found),
            key=key,
            files=tuple(file for file, _ in found),
        )


def _held(folder: Path) -> Iterator[str]:
    for note in folder.glob(f"{_NEEDS}/.*.json"):
        if is_orphan(note):
            continue
        with suppress(OSError, ValueError):
            yield from json.loads(note.read_text(encoding="utf-8"))


def _remove(entry: _Entry) -> bool:
    """Remove the files of an entry; False when one of them is held open (Windows)."""
    try:
        for file in sorted(entry.files, key=lambda file: file.suffix != ".json"):
            file.unlink(missing_ok=True)
    except OSError:
        return False
    return True
