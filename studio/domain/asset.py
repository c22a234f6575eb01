"""An immutable media file named by its content hash."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from studio.domain.documents import Document
from studio.domain.ids import AssetId, ProjectId
from studio.domain.scene import Focus


class AssetKind(StrEnum):
    """What the file holds."""

    PICTURE = "picture"
    FILM = "film"
    SOUND = "sound"
    TABLE = "table"
    TEXT = "text"

    @property
    def is_seen(self) -> bool:
        """True for what a scene can show."""
        return self in (AssetKind.PICTURE, AssetKind.FILM)


class Asset(Document):
    """A file the user brought. `id` is the SHA-256 of the bytes, `file` is below the media folder.

    `width` and `height` are pixels as shown (rotation applied), `length_s` seconds, 0 where
    there are none. `focus` is what to keep in view when it is cropped. `title` is the user's
    own name for it.
    """

    name = "Asset"

    id: AssetId
    project: ProjectId
    kind: AssetKind
    title: str = ""
    file: str
    width: int = Field(default=0, ge=0)
    height: int = Field(default=0, ge=0)
    length_s: float = Field(default=0.0, ge=0)
    focus: Focus = Focus()
