"""Files are whole or not there."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from studio.domain.errors import DiskFull, FolderUnwritable
from studio.store.files import is_orphan, writing
from studio.store.makers import is_running, maker


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "Röhre 映画" / "take.v1.wav"


def write(target: Path, content: bytes, fault: Exception | None = None) -> None:
    with writing(target) as part:
        part.write_bytes(content)
        if fault:
            raise fault


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("durable", [True, False])
def test_the_file_appears_at_the_end_of_the_block(target: Path, durable: bool) -> None:
    with writing(target, durable=durable) as part:
        part.write_bytes(b"sound")
        assert not target.exists()
        assert (part.parent, part.suffix) == (target.parent, target.suffix)
        assert part.name.startswith(".take.v1.")
    assert target.read_bytes() == b"sound"
    assert names(target.parent) == [target.name]


def test_an_earlier_file_is_replaced_at_once(target: Path) -> None:
    write(target, b"first")
    with writing(target) as part:
        part.write_bytes(b"second")
        assert target.read_bytes() == b"first"
    assert target.read_bytes() == b"second"


@pytest.mark.parametrize("fault", [ValueError("codec"), KeyboardInterrupt()])
def test_a_failure_leaves_what_was_there(target: Path, fault: Any) -> None:
    write(target, b"first")
    with pytest.raises(type(fault)):
        write(target, b"half", fault)
    assert target.read_bytes() == b"first"
    assert names(target.parent) == [target.name]


@pytest.mark.parametrize(
    ("number", "error"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EACCES, FolderUnwritable),
        (errno.EROFS, FolderUnwritable),
    ],
)
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_what_the_disk_refuses(
    target: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, error: type[Exception]
) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(number, os.strerror(number))

    write(target, b"first")
    monkeypatch.setattr(os, call, refuse)
    with pytest.raises(error):
        write(target, b"second")
    assert target.read_bytes() == b"first"
    assert names(target.parent) == [target.name]


def test_a_fault_of_the_writer_itself_is_not_blamed_on_the_folder(target: Path) -> None:
    elsewhere = PermissionError(errno.EACCES, "no", "/somewhere/else.jpg")
    with pytest.raises(PermissionError):
        write(target, b"x", elsewhere)
    with pytest.raises(FileNotFoundError):
        write(target, b"x", FileNotFoundError(errno.ENOENT, "no"))


def test_a_folder_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FolderUnwritable):
        write(tmp_path / "file" / "take.wav", b"x")


def test_parts_belong_to_those_who_live(tmp_path: Path) -> None:
    other = [sys.executable, "-c", "pass"]
    with subprocess.Popen(other) as process:
        process.wait()
    gone = f"{process.pid:x}-{1:x}"
    assert is_running(maker())
    assert not is_running(gone)
    number, _, _ = maker().partition("-")
    assert not is_running(f"{number}-1"), "a number given again is another process"
    with writing(tmp_path / "film.mp4") as part:
        part.write_bytes(b"x")
        assert not is_orphan(part)
    for name, expected in [
        (f".film.{gone}-abcd2345.part.mp4", True),
        (f".film.{gone}-abcd2345.part", True),
        (f"film.{gone}-abcd2345.part.mp4", False),
        (".film.part.mp4", False),
        (".my.own.part.mp4", False),
    ]:
        assert is_orphan(tmp_path / name) is expected
