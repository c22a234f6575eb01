"""One shelf of fonts for the whole room, without the machine's own, so results are the same."""

from __future__ import annotations

import pytest

from studio.graphics.fonts import FontShelf


@pytest.fixture(scope="session")
def fonts() -> FontShelf:
    return FontShelf(has_system_fonts=False)
