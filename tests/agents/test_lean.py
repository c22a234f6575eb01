"""Who does not need the agents does not wait for them."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize("module", ["studio.cli", "studio.ui.shell", "studio.worker.kinds"])
def test_the_sdk_is_loaded_only_for_turns(module: str) -> None:
    look = f"import sys, {module}; print('agents' in sys.modules, 'openai' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False", "False"]
