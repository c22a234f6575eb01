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


class Voice(Value):
    """Who speaks and how fast. `pace` 1.0 is the voice's own speed."""

    provider: str = "scratch"
    voice: str = "en-us"
    pace: float = Field(default=1.0, ge=0.5, le=2.0)


class Score(Value):
    """The music under a film. The same mood and seed give the same music."""

    provider: str = "composed"
    mood: str = "calm"
    seed: int = Field(default=1, ge=0, le=2**31)
    level_db: float = Field(default=-16.0, ge=-60.0, le=0.0)
    is_on: bool = True


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
    """A film in the making. `folder` is its place below the media folder, set by the store."""

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
    director: str = "embedded"
