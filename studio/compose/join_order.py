"""What is to be joined to a film, and what the film then measures."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from studio.domain.time import FrameRate


@dataclass(frozen=True)
class Part:
    """A segment's file and its frames."""

    file: Path
    frames: int


@dataclass(frozen=True)
class JoinOrder:
    """What to join: segments in order, sound, title.

    `delay` is by how many frames the encoder's order runs ahead of the order shown.
    """

    parts: tuple[Part, ...]
    sound: Path | None
    title: str
    rate: FrameRate
    delay: int


@dataclass(frozen=True)
class Measured:
    """What a finished film's packets say. `is_even` is True when every frame lasts the same.

    Ends are in seconds from the film's start; `sound_end_s` is None without sound.
    """

    frames: int
    is_even: bool
    starts_at_s: float
    picture_end_s: float
    sound_start_s: float | None
    sound_end_s: float | None
