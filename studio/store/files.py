"""Files that are whole or not there."""

from __future__ import annotations

import contextlib
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from studio.domain.errors import FileInUse, FolderUnwritable
from studio.domain.ids import new_id
from studio.store.faults import disk_fault, disk_faults
from studio.store.makers import is_running, maker

_PART = re.compile(r"\..+\.([0-9a-f]+-[0-9a-f]+)-[0-9a-z]+\.part(\.[^.]*)?")
_PROBE_BYTES = 64 * 1024
_WAITS_S = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Between attempts to replace a file that another program has open, which Windows refuses."""

_HELD = frozenset({5, 32})
"""Windows' codes for it: ERROR_ACCESS_DENIED and ERROR_SHARING_VIOLATION."""


@contextmanager
def writing(target: Path, *, durable: bool = True) -> Iterator[Path]:
    """A path beside `target` to write to; it becomes `target` when the block ends well.

    The file appears at once and whole, on disk before its name is unless `durable` is
    False. When the block fails nothing is left and an earlier `target` stays as it was.
    The path ends as `target` does. Raises DiskFull, FolderUnwritable, FileInUse.
    """
    with disk_faults(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f".{target.stem}.{maker()}-{new_id()}.part{target.suffix}")
        try:
            yield part
            _settle(part, target, durable)
        except BaseException:
            # An open handle holds the part on Windows; the sweep takes it later.
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
            raise


def is_orphan(file: Path) -> bool:
    """True for a part file whose maker does not live any more."""
    match = _PART.fullmatch(file.name)
    return match is not None and not is_running(match[1])


def check_folder(folder: Path) -> None:
    """Make `folder` and see that a file can be written there.

    Raises:
        FolderUnwritable: it is a file, below a file, or may not be written.
        DiskFull: there is no room for 64 KiB.
    """
    probe = folder / f".probe-{new_id()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            with probe.open("wb") as file:
                file.write(b"\0" * _PROBE_BYTES)
                _sync(file.fileno())
        finally:
            probe.unlink(missing_ok=True)
    except OSError as fault:
        reason = fault.strerror or "no reason given"
        raise disk_fault(fault, folder) or FolderUnwritable(str(folder), reason) from fault


def _settle(part: Path, target: Path, durable: bool) -> None:
    """Give the finished part its name."""
    if durable:
        with part.open("r+b") as file:
            _sync(file.fileno())
    _replace(part, target)
    if durable and os.name == "posix":
        _sync_folder(target.parent)


def _replace(part: Path, target: Path) -> None:
    """`os.replace`, patient with a program that has `target` open for a moment."""
    for wait_s in (*_WAITS_S, None):
        try:
            os.replace(part, target)
            return
        except PermissionError as fault:
            if getattr(fault, "winerror", None) not in _HELD:
                raise
            if wait_s is None:
                raise FileInUse(target.name) from fault
            time.sleep(wait_s)


def _sync(handle: int) -> None:
    """Bring a file to the disk."""
    os.fsync(handle)


def _sync_folder(folder: Path) -> None:
    """Bring a new name to the disk; Windows does so by itself and cannot be asked."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        _sync(handle)
    finally:
        os.close(handle)
