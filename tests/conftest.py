"""What tests of several rooms need: a store of their own, and projects in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from studio.domain.ids import ProjectId, new_id
from studio.domain.project import Project
from studio.store import Store, open_store

pytest_plugins = ("tests.mocks", "tests.websites")

MakeProject = Callable[..., Project]

# Nobody's own keys and model servers come into a test, nor into a worker that it starts.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
os.environ["GREENLIGHT_LOCAL_SERVERS"] = "off"
for name in [name for name in os.environ if name.endswith(("_API_KEY", "_API_TOKEN", "FAL_KEY"))]:
    del os.environ[name]

# A change is judged by what it changed: where it lands the examples are the same every time,
# and new ones are sought wherever people work.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder that is not there yet, with a space and letters beyond ASCII in its name."""
    return tmp_path / "Meine Filme ünд 映画"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    opened = open_store(folder)
    yield opened
    opened.close()


@pytest.fixture
def project(store: Store) -> MakeProject:
    """Makes a stored project; fields as for Project."""

    def make(**fields: Any) -> Project:
        known = {
            "id": ProjectId(new_id()),
            "title": "Eight days to the Moon",
            "created_at": datetime(2026, 11, 20, 9, 30, tzinfo=UTC),
        }
        return store.projects.put(Project.model_validate({**known, **fields}))

    return make
