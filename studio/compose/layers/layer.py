"""What draws on a frame."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from studio.compose.planes import Planes

Frame = npt.NDArray[np.uint8]
"""A picture in memory: BGRA, 8 bits, shape (height, width, 4), C-contiguous, opaque."""


@dataclass(frozen=True)
class Remarks:
    """What could not be set well: characters no font has, and texts that came out too small."""

    missing: tuple[str, ...] = ()
    small: tuple[str, ...] = ()

    @staticmethod
    def of_all(remarks: Iterable[Remarks]) -> Remarks:
        """All of them as one, each thing once."""
        every = tuple(remarks)
        return Remarks(
            missing=tuple(dict.fromkeys(char for each in every for char in each.missing)),
            small=tuple(dict.fromkeys(text for each in every for text in each.small)),
        )


class Layer(ABC):
    """Draws frame after frame. `draw` is required; the rest may be left as it is."""

    @abstractmethod
    def draw(self, frame: Frame, n: int) -> None:
        """Draw frame `n` over what `frame` holds. The same `n` always draws the same."""

    def lays(self, n: int) -> bool:
        """True when frame `n` can be laid straight into an encoder's planes, which is cheaper."""
        return False

    def lay(self, planes: Planes, n: int) -> None:
        """Lay frame `n` over what `planes` hold: as it is drawn, to a level or two.

        Asked for only where `lays` says so. Layers that leave it out are drawn.
        """
        raise NotImplementedError

    def changes_after(self, n: int) -> bool:
        """False when frame `n + 1` is sure to look like frame `n`, so that it can be reused."""
        return True

    def remarks(self) -> Remarks:
        """What is wrong with the words of this layer, in any of its frames."""
        return Remarks()

    def close(self) -> None:
        """Let go of files. A closed layer draws no more."""
        return
