"""A folder that can be used opens; any other gives one clear error and stays as it is."""

from __future__ import annotations

import errno
import os
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

from studio.domain.errors import (
    DamagedStore,
    DiskFull,
    FolderUnwritable,
    NewerStore,
    StoreError,
)
from studio.store import Store, migrations, open_store
from studio.store.faults import database_faults

DATABASE = "greenlight.db"


def refuse(number: int) -> Callable[..., NoReturn]:
    """A system call that fails."""

    def call(*_: Any, **__: Any) -> NoReturn:
        raise OSError(number, os.strerror(number))

    return call


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def test_a_new_folder_is_made(folder: Path) -> None:
    store = open_store(folder / "deeper" / "still")
    assert store.media.root.is_dir()
    assert store.cache("segments").is_dir()
    assert store.cache("segments").is_relative_to(store.folder)
    store.close()


def test_a_store_opens_again_with_all_it_had(folder: Path) -> None:
    for n in range(3):
        store = open_store(folder)
        assert store.preferences.get("n") == ("" if n == 0 else str(n - 1))
        store.preferences.put("n", str(n))
        store.close()


def test_how_sqlite_is_set_up(store: Store) -> None:
    ask = store._database.row
    assert ask("PRAGMA journal_mode") == ("wal",)
    assert ask("PRAGMA foreign_keys") == (1,)
    assert ask("PRAGMA synchronous") == (1,)
    assert ask("PRAGMA busy_timeout") == (30_000,)


def test_a_relative_folder_stays_the_same_when_the_process_moves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    store = open_store(Path("data"))
    monkeypatch.chdir("/" if os.name == "posix" else tmp_path.anchor)
    assert store.folder == tmp_path / "data"
    assert store.preferences.all() == {}
    store.close()


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    file = tmp_path / "data"
    file.write_text("mine", encoding="utf-8")
    for place in (file, file / "below"):
        with pytest.raises(FolderUnwritable, match="data"):
            open_store(place)
    assert contents(tmp_path) == {"data": b"mine"}


@pytest.mark.parametrize(
    ("number", "error"),
    [
        (errno.EACCES, FolderUnwritable),
        (errno.EROFS, FolderUnwritable),
        (errno.EIO, FolderUnwritable),
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
    ],
)
@pytest.mark.parametrize("call", ["os.fsync", "pathlib.Path.open", "pathlib.Path.mkdir"])
def test_a_folder_that_takes_no_file(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    call: str,
    number: int,
    error: type[StoreError],
) -> None:
    monkeypatch.setattr(call, refuse(number))
    with pytest.raises(error) as caught:
        open_store(tmp_path)
    assert str(tmp_path) in str(caught.value)
    assert caught.value.remedy
    assert contents(tmp_path) == {}


@pytest.mark.parametrize(
    "damage",
    [
        b"This is not a database, but a letter. " * 100,
        b"SQLite format 3\0" + b"\xff" * 5000,
        b"\0" * 4096,
    ],
)
def test_a_damaged_database_is_named_and_left_alone(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / DATABASE).write_bytes(damage)
    with pytest.raises(DamagedStore, match="damaged"):
        open_store(tmp_path)
    assert (tmp_path / DATABASE).read_bytes() == damage


def test_pages_lost_in_the_middle_are_named(folder: Path) -> None:
    store = open_store(folder)
    for n in range(500):
        store.events.append("x", payload={"text": "word " * 50, "n": n})
    store.close()
    database = folder / DATABASE
    whole = database.read_bytes()
    database.write_bytes(whole[: len(whole) // 2] + b"\xff" * 40_000 + whole[-4096:])
    with pytest.raises(DamagedStore):
        read_everything(folder)


def read_everything(folder: Path) -> None:
    store = open_store(folder)
    try:
        store.events.after(0, limit=1000)
    finally:
        store.close()


def test_a_store_of_a_newer_version_is_refused_unchanged(folder: Path) -> None:
    open_store(folder).close()
    with sqlite3.connect(folder / DATABASE) as outside:
        outside.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('greenlight', 'm999_holograms', 'tomorrow')"
        )
    outside.close()
    before = contents(folder)[DATABASE]
    with pytest.raises(NewerStore) as caught:
        open_store(folder)
    assert caught.value.unknown == ("m999_holograms",)
    assert contents(folder)[DATABASE] == before


def test_an_older_store_is_brought_up_to_date(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = open_store(folder)
    old.preferences.put("voice", "de")
    old.close()

    def m002_stars(db: Any) -> None:
        db.execute("CREATE TABLE stars (name TEXT) STRICT")

    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, m002_stars))
    store = open_store(folder)
    assert store._database.rows("SELECT * FROM stars") == []
    assert store.preferences.get("voice") == "de"
    store.close()


def test_a_migration_that_fails_leaves_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_store(folder).close()
    landed = migrations.MIGRATIONS

    def m002_half(db: Any) -> None:
        db.execute("CREATE TABLE half (name TEXT) STRICT")
        raise ZeroDivisionError

    monkeypatch.setattr(migrations, "MIGRATIONS", (*landed, m002_half))
    with pytest.raises(ZeroDivisionError):
        open_store(folder)
    monkeypatch.setattr(migrations, "MIGRATIONS", landed)
    store = open_store(folder)
    assert store._database.rows("SELECT * FROM sqlite_master WHERE name = 'half'") == []
    store.close()


def test_every_migration_has_a_number_of_its_own() -> None:
    """They are carried out in the order they landed, which need not be that of their numbers."""
    names = [migration.__name__ for migration in migrations.MIGRATIONS]
    assert all(re.match(r"m\d{3}_[a-z]+", name) for name in names)
    assert len({name[:4] for name in names}) == len(names)


def test_a_disk_that_fills_up_in_mid_work(store: Store) -> None:
    """SQLite's own limit of pages stands for the end of the disk: both report SQLITE_FULL."""
    (pages,) = store._database.row("PRAGMA page_count") or (0,)
    store._database.rows(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(DiskFull), store.transaction():
        store.preferences.put("long", "x" * 1_000_000)
    store._database.rows("PRAGMA max_page_count = 1000000")
    assert store.preferences.all() == {}
    store.preferences.put("short", "x")


@pytest.mark.parametrize(
    ("code", "error"),
    [
        (sqlite3.SQLITE_FULL, DiskFull),
        (sqlite3.SQLITE_READONLY_DIRECTORY, FolderUnwritable),
        (sqlite3.SQLITE_CANTOPEN, FolderUnwritable),
        (sqlite3.SQLITE_CORRUPT, DamagedStore),
        (sqlite3.SQLITE_IOERR_WRITE, FolderUnwritable),
        (sqlite3.SQLITE_BUSY, StoreError),
    ],
)
def test_what_sqlite_reports(tmp_path: Path, code: int, error: type[StoreError]) -> None:
    fault = sqlite3.OperationalError("a reason")
    fault.sqlite_errorcode = code
    with pytest.raises(error), database_faults(tmp_path):
        raise fault
