"""`greenlight worker`: the process that does the work, by hand."""

from __future__ import annotations

from studio.cli.options import DataDir


def worker(data_dir: DataDir = None) -> None:
    """Run the worker of a data folder until it is stopped. The studio starts one by itself."""
    from studio.cli.terminal import Terminal, errors_told
    from studio.studio import data_folder
    from studio.worker.main import run

    with errors_told(Terminal(as_json=False)):
        run(data_folder(data_dir))
