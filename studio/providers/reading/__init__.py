"""Reads what people write in: text, Markdown, PDF, Word. One format a file.

A file is told by its content, whatever its name ends in; the name decides only where the
content does not say, so that a broken PDF is called a broken PDF.
"""

from __future__ import annotations

from pathlib import Path

from studio.domain.errors import EmptyInput, UnreadableInput
from studio.domain.narration import check_words
from studio.providers.reading.pdf import PDF
from studio.providers.reading.plain import PLAIN
from studio.providers.reading.reader import Reader
from studio.providers.reading.word import WORD
from studio.providers.texts import TextInput

READERS: tuple[Reader, ...] = (PDF, WORD, PLAIN)
"""In the order they are asked. A new format is a file here and a name in this line."""

ENDINGS: tuple[str, ...] = tuple(ending for reader in READERS for ending in reader.endings)

__all__ = ["ENDINGS", "READERS", "Reader", "TextInput", "is_readable", "read_words"]


def is_readable(path: Path) -> bool:
    """True when the file is one for a reader, by its content or else by its name."""
    return path.is_file() and _reader(path) is not None


def read_words(path: Path, name: str) -> TextInput:
    """The words of a document; `name` is what people call it.

    Raises:
        EmptyInput: there is nothing in it.
        TooLarge: more than a film can hold, or than is safe to open.
        UnreadableInput: it is locked, damaged, without words, or of another kind.
    """
    if not path.is_file():
        raise UnreadableInput(name, "there is no such file.", "Look at its name again.")
    if path.stat().st_size == 0:
        raise EmptyInput(name)
    reader = _reader(path) or PLAIN
    read = reader.read(path, name)
    check_words(read.text, name)
    return read


def _reader(path: Path) -> Reader | None:
    by_content = next((reader for reader in READERS if reader.knows(path)), None)
    ending = path.suffix.lower().lstrip(".")
    return by_content or next((reader for reader in READERS if ending in reader.endings), None)
