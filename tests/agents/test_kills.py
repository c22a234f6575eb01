"""A few kills of the campaign in `kills.py`; a hundred are run by hand."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="killing needs processes that fork")
def test_killed_anywhere_nothing_is_done_twice_and_nothing_lost() -> None:
    command = [sys.executable, "-m", "tests.agents.kills", "6", "--seed", "3"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=110)
    assert run.returncode == 0, run.stderr[-3000:]
    assert "nothing twice, nothing lost" in run.stdout
