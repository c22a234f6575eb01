"""A recurring figure."""

from __future__ import annotations

from pydantic import Field

from studio.domain.documents import Document
from studio.domain.ids import AssetId, CharacterId
from studio.domain.project import Voice


class Character(Document):
    """Who appears again and again: role, look, personality, voice and a reference picture."""

    name = "Character"

    id: CharacterId
    title: str = Field(min_length=1, max_length=120)
    role: str = ""
    look: str = ""
    personality: str = ""
    voice: Voice | None = None
    picture: AssetId | None = None
