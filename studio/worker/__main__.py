"""`python -m studio.worker --data-dir FOLDER`: run the worker by hand, or for a watcher."""

from __future__ import annotations

import argparse
import os
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from studio.domain.errors import FolderInUse, StoreError
from studio.worker.main import leave, run
from studio.worker.parts import Parts

FOLDER_IN_USE = 3
FOLDER_UNUSABLE = 4


def main(arguments: Sequence[str] | None = None, parts: Parts | None = None) -> None:
    """Run the worker, and end the process: 0, or 3 when the folder is held, 4 when unusable."""
    parser = argparse.ArgumentParser(prog="python -m studio.worker", description=__doc__)
    parser.add_argument("--data-dir", type=Path, required=True, help="the data folder")
    parser.add_argument(
        "--watched", action="store_true", help="end when standard input ends, as watchers want"
    )
    given = parser.parse_args(arguments)
    stop = threading.Event()
    if given.watched:
        threading.Thread(target=_stop_at_end_of_input, args=(stop,), daemon=True).start()
    leave(_run(given.data_dir, parts, stop))


def _run(folder: Path, parts: Parts | None, stop: threading.Event) -> int:
    try:
        run(folder, parts, stop)
    except StoreError as fault:
        print(fault, file=sys.stderr)  # noqa: T201 - the answer to whoever typed the command
        return FOLDER_IN_USE if isinstance(fault, FolderInUse) else FOLDER_UNUSABLE
    return 0


def _stop_at_end_of_input(stop: threading.Event) -> None:
    # The watcher holds the other end; however it dies, the system closes that. Read without
    # Python's buffer, whose lock a daemon thread must not hold when the interpreter ends.
    while os.read(0, 1):
        pass
    stop.set()


if __name__ == "__main__":
    main()
