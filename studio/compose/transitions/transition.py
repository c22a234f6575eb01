"""What leads from one scene to the next."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from studio.compose.layers.layer import Frame
from studio.domain.brand import Colour
from studio.graphics.easing import Ease


class Transition(Protocol):
    """Draws from `a` to `b` by `progress` into `out`: `a` itself at 0, `b` itself at 1.

    All three have the same shape; `out` may be neither `a` nor `b`, which stay as they are.
    A transition keeps nothing: the same inputs always give the same picture.
    """

    @property
    def title(self) -> str:
        """What people call it."""
        ...

    @property
    def seconds(self) -> float:
        """How long it lasts when nobody says."""
        ...

    @property
    def easing(self) -> Ease:
        """How its progress runs when nobody says."""
        ...

    def __call__(self, a: Frame, b: Frame, progress: float, out: Frame) -> None:
        """Draw."""
        ...


@runtime_checkable
class Mixing(Protocol):
    """A transition that treats all values alike, so that it serves planes as well as frames."""

    def mix(self, a: Frame, b: Frame, progress: float, out: Frame) -> None:
        """As calling it does, for arrays of any one shape."""
        ...


@runtime_checkable
class Branded(Protocol):
    """A transition that shows the brand's accent."""

    def in_colour(self, colour: Colour) -> Transition:
        """The transition in that colour, #RRGGBB."""
        ...
