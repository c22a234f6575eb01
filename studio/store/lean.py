"""sqlite-utils without pandas.

It imports pandas wherever it finds it, to know a few more column types that the store does
not use: 45 MB and a quarter of a second in every process. All of the store takes it from here.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["migrations", "sqlite_utils"]


@contextmanager
def _hidden(name: str) -> Iterator[None]:
    """A module that nobody has imported yet cannot be found in the block."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]  # how Python marks what is not there
    try:
        yield
    finally:
        del sys.modules[name]


with _hidden("pandas"):
    import sqlite_utils
    from sqlite_utils import migrations
