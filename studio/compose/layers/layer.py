"""What draws on a frame."""

from __future__ import annotations

from abc import ABC, abstractmethod

import numpy as np
import numpy.typing as npt

Frame = npt.NDArray[np.uint8]
"""A picture in memory: BGRA, 8 bits, shape (height, width, 4), C-contiguous, opaque."""


class Layer(ABC):
    """Draws frame after frame. `draw` is required; the rest may be left as it is."""

    @abstractmethod
    def draw(self, frame: Frame, n: int) -> None:
        """Draw frame `n` over what `frame` holds. The same `n` always draws the same."""

    def changes_after(self, n: int) -> bool:
        """False when frame `n + 1` is sure to look like frame `n`, so that it can be reused."""
        return True

    def close(self) -> None:
        """Let go of files. A closed layer draws no more."""
        return
