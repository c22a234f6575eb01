import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest


@dataclass(frozen=True)
class Answer:
    """What a command gave back."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "daten für filme"


@pytest.fixture
def greenlight(home: Path, tmp_path: Path) -> Callable[..., Answer]:
    """The command line as a process of its own, on a private data folder."""

    def run(*words: object, timeout: float = 100) -> Answer:
        command = [sys.executable, "-m", "studio.cli", *map(str, words)]
        environment = {**os.environ, "GREENLIGHT_HOME": str(home), "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run(
            command,
            capture_output=True,
            encoding="utf-8",
            timeout=timeout,
            cwd=tmp_path,
            env=environment,
            check=False,
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    file = tmp_path / "notes.md"
    file.write_text(
        "# Tides\n\nThe sea rises twice a day.\n\n## Why?\n\nThe Moon is 384,400 kilometres away "
        "and pulls the water.\n",
        encoding="utf-8",
    )
    return file
