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
from studio.graphics.backdrops.bokeh import Bokeh
from studio.graphics.backdrops.gradient import Gradient
from studio.graphics.backdrops.grain import Grain, Paper
from studio.graphics.backdrops.grid import Grid
from studio.graphics.backdrops.lattice import Lattice
from studio.graphics.backdrops.mesh import Mesh
from studio.graphics.backdrops.orbits import Orbits
from studio.graphics.backdrops.particles import Particles
from studio.graphics.backdrops.ridges import Ridges
from studio.graphics.backdrops.scrim import Nothing, Scrim
from studio.graphics.backdrops.stars import Stars
from studio.graphics.backdrops.waves import Waves
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
    Backdrop.GRADIENT: Gradient,
    Backdrop.MESH: Mesh,
    Backdrop.GRAIN: Grain,
    Backdrop.PARTICLES: Particles,
    Backdrop.WAVES: Waves,
    Backdrop.PAPER: Paper,
    Backdrop.GRID: Grid,
    Backdrop.BOKEH: Bokeh,
    Backdrop.STARS: Stars,
}
"""Every backdrop by its name in documents."""
