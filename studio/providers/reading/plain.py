"""Plain text and Markdown."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from studio.providers.reading.reader import Reader
from studio.providers.texts import is_text, read_text

_MEDIA = ("image/", "video/", "audio/")


def is_plain(path: Path) -> bool:
    """True when the file begins as a text does, and is not named as a picture, film or sound.

    Almost any short file could be a text in some encoding: a broken photo is no text.
    """
    named = mimetypes.guess_type(path.name)[0] or ""
    return not named.startswith(_MEDIA) and is_text(path)


PLAIN = Reader(
    title="Text or Markdown",
    endings=("txt", "text", "md", "markdown"),
    knows=is_plain,
    read=read_text,
)
