"""What a reader of one format is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from studio.providers.texts import TextInput

SAVE_AGAIN = "Open it, save it again and try that file, or paste its text."


@dataclass(frozen=True)
class Reader:
    """Reads the words of one format.

    `endings` are without a dot. `knows` tells by the content of a file whether it is of this
    format. `read` is given a file and what people call it, and raises BadInput.
    """

    title: str
    endings: tuple[str, ...]
    knows: Callable[[Path], bool]
    read: Callable[[Path, str], TextInput]
