"""A recurring figure."""

from __future__ import annotations

import re
from collections.abc import Sequence

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

    @property
    def portrait(self) -> str:
        """Who this is and what it looks like, in one line; the same wherever it is shown."""
        who = f"{self.title}, {self.role}" if self.role else self.title
        looks = ", ".join(
            part.strip(" .") for part in (self.look, self.personality) if part.strip()
        )
        return f"{who}: {looks}" if looks else who


def described(description: str, characters: Sequence[Character]) -> str:
    """What a picture shows, with those who appear in it described as they always are."""
    if not characters:
        return description
    portraits = [character.portrait for character in characters]
    return ". ".join(part.strip(" .") for part in (description, *portraits) if part.strip())


def is_named(character: Character, text: str) -> bool:
    """True when a text speaks of the character by name."""
    return bool(re.search(rf"(?<!\w){re.escape(character.title)}(?!\w)", text, re.IGNORECASE))
