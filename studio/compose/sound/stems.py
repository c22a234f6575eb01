"""The parts of a film's sound, each to be asked for any stretch of samples."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from studio.compose.sound.tape import Sound


class Stem(Protocol):
    """One part of the sound."""

    @property
    def name(self) -> str:
        """What people call it."""
        ...

    def read(self, at: int, count: int) -> Sound:
        """The `count` samples from sample `at`, stereo of shape (count, 2).

        The same place gives the same samples, in whatever order they are asked for.
        """
        ...


def mixed(stems: Sequence[Stem], at: int, count: int) -> Sound:
    """All `stems` together from sample `at`, shape (count, 2)."""
    sound = np.zeros((count, 2), np.float32)
    for stem in stems:
        sound += stem.read(at, count)
    return sound
