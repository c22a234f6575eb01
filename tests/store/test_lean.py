"""Processes that open the store do not pay for pandas, and can still have it."""

from __future__ import annotations

import os
import subprocess
import sys

LOOK = """
import sys
import studio.store
assert "pandas" not in sys.modules
import pandas
assert pandas.DataFrame
"""


def test_the_store_leaves_pandas_alone() -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", LOOK], env=environment, check=True, timeout=60)
