"""Who speaks."""

from __future__ import annotations

from pydantic import Field

from studio.domain.documents import Value


class Voice(Value):
    """Who speaks and how fast. `pace` 1.0 is the voice's own speed.

    Where a scene's wished length is too short for its words, `fits_scene` lets the voice
    hurry, at the same pitch, until its speech is up to 12 % shorter; without it, and for
    what is still missing, the scene is lengthened.
    """

    provider: str = "scratch"
    voice: str = "en-us"
    pace: float = Field(default=1.0, ge=0.5, le=2.0)
    fits_scene: bool = False
