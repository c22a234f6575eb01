"""The render processes, started when the first job needs them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio.compose.processes import Crew


class LateCrew:
    """Makes the crew on first use and closes it if it was made."""

    def __init__(self, make: Callable[[], Crew]) -> None:
        self._make = make
        self._crew: Crew | None = None
        self._making = threading.Lock()

    def open(self) -> Crew:
        """The one crew of this worker."""
        with self._making:
            if self._crew is None:
                self._crew = self._make()
            return self._crew

    def close(self) -> None:
        """End the render processes."""
        with self._making:
            crew, self._crew = self._crew, None
        if crew is not None:
            crew.close()
