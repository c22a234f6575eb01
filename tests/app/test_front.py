"""A machine on which a library cannot be loaded gets a sentence and a remedy, not a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from studio.ui import front

ROOT = Path(__file__).resolve().parents[2]
BROKEN = "raise ImportError('libEGL.so.1: cannot open shared object file')\n"


@pytest.fixture
def without_skia(tmp_path: Path) -> dict[str, str]:
    """The environment of a container without libEGL."""
    (tmp_path / "skia.py").write_text(BROKEN, encoding="utf-8")
    paths = os.pathsep.join([str(tmp_path), str(ROOT)])
    return {**os.environ, "PYTHONPATH": paths, "GREENLIGHT_HOME": str(tmp_path / "home")}


@pytest.mark.parametrize("words", [["make", "--idea", "Tides"], ["doctor"], ["worker"]])
def test_commands_name_the_library_and_the_remedy(
    without_skia: dict[str, str], words: list[str]
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "studio.cli", *words],
        env=without_skia,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    told = done.stdout + done.stderr
    assert done.returncode == 1
    assert "libEGL.so.1" in told
    assert "libgl1" in told
    assert "Traceback" not in told


def test_the_server_serves_the_page_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "skia", None)
    assert front.front() == {"script_path": "studio/ui/closed.py"}
    page = AppTest.from_file(str(ROOT / "studio" / "ui" / "closed.py")).run()
    assert not page.exception
    assert "Skia" in page.error[0].value
    assert "libgl1" in page.markdown[0].value


def test_the_server_serves_the_studio_when_all_is_there() -> None:
    assert front.front()["script_path"] == "studio/ui/shell.py"
