"""Where a transition begins and ends, one picture is seen, unchanged."""

from __future__ import annotations

import numpy as np

from studio.compose.layers.layer import Frame


def is_at_end(a: Frame, b: Frame, progress: float, out: Frame) -> bool:
    """True at progress 0 or 1, once the picture seen there has been copied to `out`."""
    if 0 < progress < 1:
        return False
    np.copyto(out, a if progress <= 0 else b)
    return True


def smooth(share: float) -> float:
    """A share held within 0 … 1 and eased at both (Perlin's 3 s² - 2 s³)."""
    held = min(1.0, max(0.0, share))
    return held * held * (3 - 2 * held)
