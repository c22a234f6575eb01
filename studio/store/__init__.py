"""The data folder: a SQLite file for what is known, a media folder for what is made."""

from studio.store.plans import Revision
from studio.store.store import Store, open_store

__all__ = ["Revision", "Store", "open_store"]
