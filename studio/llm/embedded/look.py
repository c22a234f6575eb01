"""One way to show a beat."""

from __future__ import annotations

from dataclasses import dataclass

from studio.domain.scene import Words


@dataclass(frozen=True)
class Look:
    """A template with its words. The higher the `score`, the better it fits."""

    template: str
    words: Words
    score: float
