"""What lies behind a designed scene. Each is one file, and each moves a little, always.

`BACKDROPS` maps a name to a maker: palette, seed and size in pixels give something that
draws itself for a time. The same three give the same pixels.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from studio.domain.brand import Palette
from studio.domain.format import Size
from studio.graphics.backdrops.aurora import Aurora
from studio.graphics.backdrops.beams import Beams
from studio.graphics.backdrops.lattice import Lattice
from studio.graphics.backdrops.orbits import Orbits
from studio.graphics.backdrops.ridges import Ridges
from studio.graphics.backdrops.scrim import Nothing, Scrim
from studio.graphics.documents import Backdrop


class Drawn(Protocol):
    """A backdrop at work."""

    @property
    def is_still(self) -> bool:
        """True when it is the same at all times."""
        ...

    def draw(self, frame: NDArray[np.uint8], seconds: float) -> None:
        """Draw onto `frame`, BGRA premultiplied (height, width, 4), as it is at `seconds`."""
        ...


BACKDROPS: dict[Backdrop, Callable[[Palette, int, Size], Drawn]] = {
    Backdrop.NONE: Nothing,
    Backdrop.SCRIM: Scrim,
    Backdrop.AURORA: Aurora,
    Backdrop.RIDGES: Ridges,
    Backdrop.ORBITS: Orbits,
    Backdrop.LATTICE: Lattice,
    Backdrop.BEAMS: Beams,
}
"""Every backdrop by its name in documents."""
