"""What a preview is made from: the film as it would be rendered, to be drawn anew in small."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from studio.compose.segments import Look
from studio.domain.ids import AssetId
from studio.domain.timeline import Timeline

ENDINGS: Mapping[str, tuple[str, ...]] = {
    "gif": (".gif",),
    "webp": (".webp",),
    "poster": (".jpg", ".jpeg", ".png"),
    "contact-sheet": (".jpg", ".jpeg", ".png"),
}
"""The kinds of previews and the endings of their files, their own first."""


@dataclass(frozen=True)
class PreviewOrder:
    """A film to be shown in small. `look` holds its full size; `seconds` how much of it moves.

    `seconds` is None for all of it; a minute is the most. `pictures` holds the files of the
    assets in use.
    """

    timeline: Timeline
    look: Look
    pictures: Mapping[AssetId, Path]
    seconds: float | None = 6.0
