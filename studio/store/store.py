"""The store: everything that is known, opened once and passed down."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from studio.domain.errors import FolderInUse
from studio.store.assets import Assets
from studio.store.characters import Characters
from studio.store.chats import Chats
from studio.store.components import Components
from studio.store.database import Callback, Database
from studio.store.events import Events
from studio.store.faults import disk_faults
from studio.store.files import check_folder, is_orphan
from studio.store.jobs import Jobs
from studio.store.kits import Kits
from studio.store.media import MediaFolder
from studio.store.memories import Memories
from studio.store.migrations import migrate
from studio.store.names import slug
from studio.store.plans import Plans
from studio.store.preferences import Preferences
from studio.store.production import PaidRequests
from studio.store.projects import Projects
from studio.store.renders import Renders
from studio.store.reviews import Reviews
from studio.store.sites import Sites
from studio.store.spends import Spends
from studio.store.takes import Takes
from studio.store.talks import Talks
from studio.store.traces import Traces
from studio.store.turns import Turns

_DATABASE = "greenlight.db"
_OPENING = ".opening.lock"
_OPENING_S = 30.0


class Store:
    """A data folder. Safe to use from several threads and processes at once."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.folder = database.folder
        self.media = MediaFolder(database, self.folder / "projects")
        self.projects = Projects(database, self.media)
        self.plans = Plans(database)
        self.reviews = Reviews(database)
        self.takes = Takes(database)
        self.assets = Assets(database)
        self.jobs = Jobs(database)
        self.events = Events(database)
        self.turns = Turns(database)
        self.chats = Chats(database, self.turns)
        self.talks = Talks(database)
        self.traces = Traces(database)
        self.renders = Renders(database)
        self.preferences = Preferences(database)
        self.kits = Kits(database)
        self.sites = Sites(database)
        self.spends = Spends(database)
        self.paid = PaidRequests(database)
        self.characters = Characters(database)
        self.memories = Memories(database)
        self.components = Components(database)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All changes of the block, or none of them.

        A transaction inside another joins it. Others can read meanwhile but not write:
        keep it short, with no work, network or `await` inside. Raises DiskFull,
        FolderUnwritable, FolderInUse, DamagedStore.
        """
        with self._database.transaction():
            yield

    def after_commit(self, callback: Callback) -> None:
        """Run `callback` once the outermost transaction is committed, or now without one.

        It is dropped when the transaction, or the inner one it was given in, is undone.
        """
        self._database.after_commit(callback)

    def cache(self, name: str) -> Path:
        """A folder for what can be made again. Raises DiskFull, FolderUnwritable."""
        folder = self.folder / "cache" / slug(name, "files")
        with disk_faults(self.folder):
            folder.mkdir(parents=True, exist_ok=True)
        return folder

    def sweep(self) -> tuple[Path, ...]:
        """Remove what processes that live no more left half made; the files removed."""
        begun = (self.folder / "cache").rglob(".*.part*")
        parts = tuple(file for file in begun if is_orphan(file))
        with disk_faults(self.folder):
            for file in parts:
                file.unlink(missing_ok=True)
        return (*parts, *self.media.sweep())

    def close(self) -> None:
        """Let go of the files. The store cannot be used any more."""
        self._database.close()


def open_store(folder: Path) -> Store:
    """Open the store in `folder`, which is made when it is not there.

    Raises:
        FolderUnwritable, DiskFull: nothing can be written there.
        NewerStore: a newer Greenlight wrote it. Nothing was changed.
        DamagedStore: its file is not a store. Nothing was changed.
        FolderInUse: another process did not finish opening it within 30 seconds.
    """
    folder = folder.expanduser().absolute()
    check_folder(folder)
    database = Database(folder / _DATABASE)
    try:
        lock = FileLock(folder / _OPENING, timeout=_OPENING_S)
        with lock, database.connection() as connection:
            migrate(connection, str(folder))
        store = Store(database)
        with disk_faults(folder):
            store.media.root.mkdir(exist_ok=True)
    except Timeout as fault:
        raise FolderInUse(str(folder)) from fault
    except BaseException:
        database.close()
        raise
    return store
