"""Open the studio for this server, or know why it cannot be opened."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from studio.domain.errors import FolderInUse, FolderUnwritable, GreenlightError
from studio.domain.job import Fault
from studio.studio import Studio, data_folder, open_studio

LOCK_FILE = "server.lock"
ADDRESS_FILE = "server.address"
OPTION = "--data-dir"


@dataclass(frozen=True)
class Opening:
    """A studio and the lock that keeps a second server off its folder, or what went wrong.

    `running_at` is the address of the server that holds the folder, when it is known.
    """

    folder: Path
    studio: Studio | None = None
    fault: Fault | None = None
    running_at: str = ""
    lock: FileLock | None = None

    @property
    def is_open(self) -> bool:
        """True when there is a studio to work with."""
        return self.studio is not None

    def close(self) -> None:
        """Let go of the studio and of the folder."""
        if self.studio:
            self.studio.close()
        if self.lock:
            self.lock.release()


def chosen_folder(arguments: Sequence[str] | None = None) -> Path:
    """The data folder this server was started with: `--data-dir X`, else as `data_folder`."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    for n, word in enumerate(words):
        if word.startswith(f"{OPTION}="):
            return data_folder(word.partition("=")[2])
        if word == OPTION and n + 1 < len(words):
            return data_folder(words[n + 1])
    return data_folder()


def open_folder(folder: Path) -> Opening:
    """Take the folder for this server and open the studio on it; a fault is told, not raised."""
    try:
        lock = _take(folder)
    except GreenlightError as error:
        running_at = _running_at(folder) if isinstance(error, FolderInUse) else ""
        return Opening(folder=folder, fault=Fault.of(error), running_at=running_at)
    try:
        return Opening(folder=folder, studio=open_studio(folder), lock=lock)
    except (GreenlightError, ImportError, OSError) as error:
        lock.release()
        return Opening(folder=folder, fault=explained(error))


def explained(error: BaseException) -> Fault:
    """The fault of `error`; one of a missing system library names the remedy."""
    if isinstance(error, ImportError) and ("libGL" in str(error) or "libEGL" in str(error)):
        return Fault(
            error="MissingPart",
            sentence="The drawing library needs libGL and libEGL, which are not on this machine.",
            remedy="On Debian or Ubuntu: sudo apt-get install libgl1 libegl1, then start again.",
        )
    return Fault.of(error)


def tell_address(folder: Path, address: str) -> None:
    """Leave word where this server is, for a second one on the same folder to point there."""
    (folder / ADDRESS_FILE).write_text(address, encoding="utf-8")


def _take(folder: Path) -> FileLock:
    """The server's lock on `folder`. Raises FolderInUse, FolderUnwritable."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / LOCK_FILE, timeout=0, thread_local=False)
        lock.acquire()
    except Timeout as fault:
        raise FolderInUse(str(folder), "another Greenlight") from fault
    except OSError as fault:
        raise FolderUnwritable(str(folder), fault.strerror or str(fault)) from fault
    return lock


def _running_at(folder: Path) -> str:
    try:
        return (folder / ADDRESS_FILE).read_text(encoding="utf-8").strip()
    except OSError:
        return ""
