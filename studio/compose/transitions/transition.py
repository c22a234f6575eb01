"""What leads from one scene to the next."""

from __future__ import annotations

from typing import Protocol

from studio.compose.layers.layer import Frame


class Transition(Protocol):
    """Draws from `a` to `b` by `progress` into `out`: `a` itself at 0, `b` itself at 1.

    All three have the same shape; `out` may be neither `a` nor `b`, which stay as they are.
    A transition keeps nothing: the same inputs always give the same picture.
    """

    def __call__(self, a: Frame, b: Frame, progress: float, out: Frame) -> None:
        """Draw."""
        ...
