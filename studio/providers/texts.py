"""Reads a text file whatever wrote it: its encoding, its line ends, its stray characters."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePath

from studio.domain.brief import BriefKind
from studio.domain.errors import EmptyInput, TooLarge, UnreadableInput

MAX_WORDS = 50_000
MAX_CHARACTERS = 500_000
MAX_BYTES = 8 * 1024 * 1024

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_KINDS = (
    (b"%PDF", "it is a PDF"),
    (b"PK\x03\x04", "it is a Word document or another packed file"),
    (b"\xd0\xcf\x11\xe0", "it is an old Word document, or one locked with a password"),
    (b"{\\rtf", "it is a document in Rich Text Format"),
)
_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown"})
_HEADING = re.compile(r"^#{1,6}\s\S", re.MULTILINE)
_LINE_END = re.compile(r"\r\n?|[\u0085\u2028\u2029\x0b\x0c]")
_SAMPLE_BYTES = 8192
_FEW = 2
_SAVE_AS_TEXT = "Save it as .docx, PDF or plain text, without a password, and try again."
_SHORTEN = "Split it into parts and make a film of each."


@dataclass(frozen=True)
class TextInput:
    """A text as it was read; `kind` is MARKDOWN where its name or a heading says so."""

    text: str
    kind: BriefKind


def read_text(source: Path | bytes, name: str) -> TextInput:
    """The text in a file or in bytes; `name` is what people call it.

    UTF-8, UTF-16 and UTF-32 with a mark, and else Windows-1252. Lines end with a line feed;
    control characters are gone.

    Raises:
        EmptyInput: there is nothing in it.
        TooLarge: more than `MAX_WORDS` words.
        UnreadableInput: it is no text.
    """
    raw = source if isinstance(source, bytes) else _bytes_of(source, name)
    if len(raw) > MAX_BYTES:
        raise TooLarge(name, f"{len(raw) >> 20} MB", f"{MAX_BYTES >> 20} MB", _SHORTEN)
    text = cleaned(_decoded(raw, name))
    if not text:
        raise EmptyInput(name)
    _check_length(text, name)
    is_markdown = PurePath(name).suffix.lower() in _MARKDOWN_SUFFIXES or _HEADING.search(text)
    return TextInput(text, BriefKind.MARKDOWN if is_markdown else BriefKind.TEXT)


def is_text(path: Path) -> bool:
    """True when the file begins as a text does."""
    with path.open("rb") as file:
        head = file.read(_SAMPLE_BYTES)
    if head.startswith(tuple(mark for mark, _ in _MARKS)):
        return True
    return bool(head) and _what_else(head) is None and _is_plain(head.decode("latin-1"))


def cleaned(text: str) -> str:
    """`text` with line feeds for line ends and without control characters, composed (NFC)."""
    lines = _LINE_END.sub("\n", text)
    kept = (c for c in lines if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", "".join(kept).replace("\ufeff", "")).strip()


def _bytes_of(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as fault:
        reason = fault.strerror or "unknown reason"
        raise UnreadableInput(
            name, f"the file cannot be opened ({reason}).", "Look at its name and your rights."
        ) from fault


def _decoded(raw: bytes, name: str) -> str:
    if other := _what_else(raw):
        raise UnreadableInput(name, f"{other}.", _SAVE_AS_TEXT)
    marked = next((encoding for mark, encoding in _MARKS if raw.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_plain(text):
            return text
    raise UnreadableInput(name, "it is not a text.", _SAVE_AS_TEXT)


def _what_else(raw: bytes) -> str | None:
    return next((kind for head, kind in _OTHER_KINDS if raw.startswith(head)), None)


def _is_plain(text: str) -> bool:
    """True when hardly any character is a control; texts have none, other files many."""
    odd = sum(1 for c in text if c < " " and c not in "\t\n\r\x0b\x0c\x1b") + text.count("\x7f")
    return "\0" not in text and odd <= max(_FEW, len(text) // 200)


def _check_length(text: str, name: str) -> None:
    words = len(text.split())
    if words > MAX_WORDS:
        raise TooLarge(name, f"{words:,} words", f"{MAX_WORDS:,} words", _SHORTEN)
    if len(text) > MAX_CHARACTERS:
        size, limit = f"{len(text):,} characters", f"{MAX_CHARACTERS:,} characters"
        raise TooLarge(name, size, limit, _SHORTEN)
