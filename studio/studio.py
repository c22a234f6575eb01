"""The one `Studio`: store, queue, providers, directors and models, built once, passed down."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_data_path

from studio.domain.errors import NotFound
from studio.llm import Director, embedded_directors
from studio.llm.connect import Clients
from studio.llm.keys import Keys
from studio.llm.shelf import ModelShelf
from studio.providers import Providers, embedded_providers
from studio.queue import Queue
from studio.store import Store, open_store

HOME_VARIABLE = "GREENLIGHT_HOME"


@dataclass(frozen=True)
class Studio:
    """Everything an action needs."""

    store: Store
    queue: Queue
    providers: Providers
    directors: Mapping[str, Director]
    models: ModelShelf
    keys: Keys = field(default_factory=Keys)
    clients: Clients = field(default_factory=Clients)

    def director(self, name: str) -> Director:
        """The director called `name`. Raises NotFound."""
        if name not in self.directors:
            raise NotFound("director", name)
        return self.directors[name]

    def close(self) -> None:
        """Let go of files and connections."""
        self.queue.close()
        self.store.close()


def data_folder(override: Path | str | None = None) -> Path:
    """Where projects live: `override`, else $GREENLIGHT_HOME, else the platform's own place."""
    chosen = override or os.environ.get(HOME_VARIABLE)
    return Path(chosen).expanduser() if chosen else user_data_path("Greenlight", appauthor=False)


def open_studio(folder: Path | str | None = None) -> Studio:
    """Open the studio on a data folder (see `data_folder`), making the folder if need be.

    Raises:
        StoreError: the folder cannot be used; the error says why.
    """
    store = open_store(data_folder(folder))
    return Studio(
        store=store,
        queue=Queue(store),
        providers=embedded_providers(),
        directors=embedded_directors(),
        models=ModelShelf(store.preferences),
    )
