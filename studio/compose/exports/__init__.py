"""What is told of a film in files beside it: one format a file, all listed in `EXPORTS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from studio.compose.exports.subrip import srt
from studio.compose.exports.substation import ass
from studio.compose.exports.webvtt import karaoke, vtt
from studio.compose.exports.words import words
from studio.domain.timeline import Timeline


@dataclass(frozen=True)
class Export:
    """A file beside the film: `name` as in `Render`, `extension` without its first dot."""

    name: str
    extension: str
    write: Callable[[Timeline], str]


_ALL = (
    Export("srt", "srt", srt),
    Export("vtt", "vtt", vtt),
    Export("ass", "ass", ass),
    Export("karaoke", "karaoke.vtt", karaoke),
    Export("words", "words.json", words),
)
EXPORTS: Mapping[str, Export] = {export.name: export for export in _ALL}

__all__ = ["EXPORTS", "Export"]
