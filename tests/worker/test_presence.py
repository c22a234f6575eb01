"""Whose worker a data folder has."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from studio.domain.errors import DiskFull, FolderInUse, FolderUnwritable
from studio.worker.presence import LOCK, SIGN, holding, live_worker, worker_state


def test_a_folder_has_one_worker(folder: Path) -> None:
    assert worker_state(folder) == "absent"
    with holding(folder):
        assert worker_state(folder) == "running"
        worker = live_worker(folder)
        assert worker is not None
        assert worker.pid == os.getpid()
        with pytest.raises(FolderInUse, match=f"process {os.getpid()}"), holding(folder):
            pass
        assert worker_state(folder) == "running"
    assert worker_state(folder) == "absent"
    with holding(folder):
        pass


@pytest.mark.parametrize(
    "sign",
    [
        {"pid": os.getpid(), "began": 12345.0},
        {"pid": 2**22 + 1, "began": 12345.0},
        {"pid": "x"},
        [],
    ],
)
def test_the_sign_of_a_dead_worker_counts_for_nothing(folder: Path, sign: object) -> None:
    folder.mkdir()
    (folder / SIGN).write_text(json.dumps(sign), encoding="utf-8")
    assert worker_state(folder) == "absent"


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FolderUnwritable), holding(tmp_path / "file" / "folder"):
        pass


@pytest.mark.parametrize(
    ("number", "error"),
    [(errno.ENOSPC, DiskFull), (errno.EACCES, FolderUnwritable), (errno.EIO, FolderUnwritable)],
)
def test_a_folder_that_takes_no_sign_is_told_and_let_go_of(
    folder: Path, monkeypatch: pytest.MonkeyPatch, number: int, error: type[Exception]
) -> None:
    def refuse(*_: object, **__: object) -> int:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_text", refuse)
        with pytest.raises(error), holding(folder):
            pass
    assert not [file.name for file in folder.iterdir() if file.name != LOCK]
    with holding(folder):
        assert worker_state(folder) == "running"
