"""What is remembered of a person: how they like their films."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from studio.domain.documents import Document

SURE_AFTER = 2
"""Films in which the same was asked for, before it is taken for a habit."""


class Topic(StrEnum):
    """What a memory is about. NOTE is anything a person wants remembered in their own words."""

    VOICE = "voice"
    PACE = "pace"
    MOOD = "mood"
    MUSIC = "music"
    COLOURS = "colours"
    LENGTH = "length"
    FORMAT = "format"
    CAPTIONS = "captions"
    AUDIENCE = "audience"
    TONE = "tone"
    NOTE = "note"


class Memory(Document):
    """One thing remembered. `value` is what an action takes, `text` the same for people.

    `films` are the projects it was asked for in; `is_said` when the person said that it always
    holds, or wrote it down themselves. `key` is the topic, or for a note the note's own.
    """

    name = "Memory"

    key: str = Field(min_length=1, max_length=80)
    topic: Topic
    text: str = Field(min_length=1, max_length=400)
    value: str = Field(default="", max_length=400)
    films: tuple[str, ...] = ()
    is_said: bool = False
    is_on: bool = True
    at: datetime

    @property
    def is_sure(self) -> bool:
        """True when a new film may follow it without being told."""
        return self.is_on and (self.is_said or len(self.films) >= SURE_AFTER)
