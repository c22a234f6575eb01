"""A project owns everything below it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from studio.domain.brand import Brand
from studio.domain.brief import Brief
from studio.domain.documents import Document, Value
from studio.domain.format import Format
from studio.domain.ids import ProjectId
from studio.domain.look import Cards, Grade, Watermark
from studio.domain.spend import SpendLimits
from studio.domain.voice import Voice

__all__ = ["Captions", "Loudness", "Project", "Score", "Voice"]


class Score(Value):
    """The music under a film. The same mood and seed give the same music.

    `level_db` is how far below the voice it stands while somebody speaks, roughly.
    """

    provider: str = "composed"
    mood: str = "calm"
    seed: int = Field(default=1, ge=0, le=2**31)
    level_db: float = Field(default=-16.0, ge=-60.0, le=0.0)
    is_on: bool = True


class Loudness(StrEnum):
    """How loud a film is as a whole: what the place it is made for asks.

    Web: -14 LUFS, as video sites play. Podcast: -16, as for listening on the way (AES TD1008).
    Broadcast: -23 (EBU R 128).
    """

    WEB = "web"
    PODCAST = "podcast"
    BROADCAST = "broadcast"

    @property
    def lufs(self) -> float:
        """The integrated loudness in LUFS (ITU-R BS.1770-4)."""
        return {"web": -14.0, "podcast": -16.0, "broadcast": -23.0}[self.value]


class Captions(StrEnum):
    """How spoken words are shown in the picture: not at all, or in one of the styles."""

    OFF = "off"
    WORDS = "words"
    LINE = "line"
    BOXED = "boxed"
    POP = "pop"
    TYPEWRITER = "typewriter"
    LOWER_THIRD = "lower-third"


class Project(Document):
    """A film in the making. `folder` is its place below the media folder, set by the store.

    `director` names the model that directs; `limits` are its own caps, None for everyone's.
    """

    name = "Project"

    id: ProjectId
    title: str = Field(min_length=1, max_length=200)
    created_at: datetime
    folder: str = ""
    brief: Brief = Brief()
    format: Format = Format()
    brand: Brand = Brand()
    voice: Voice = Voice()
    score: Score = Score()
    captions: Captions = Captions.WORDS
    loudness: Loudness = Loudness.WEB
    grade: Grade = Grade()
    watermark: Watermark | None = None
    cards: Cards = Cards()
    director: str = "embedded"
    limits: SpendLimits | None = None
