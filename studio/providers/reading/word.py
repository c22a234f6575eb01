"""Word documents (.docx): headings, paragraphs, lists and tables."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from studio.domain.errors import TooLarge, UnreadableInput
from studio.providers.reading.reader import SAVE_AGAIN, Reader
from studio.providers.texts import TextInput, read_text

MAX_UNPACKED = 300 * 1024 * 1024
MAX_PART = 32 * 1024 * 1024
"""Bytes of one part that is text (XML), unpacked: a book of 50,000 words has about 5 MB."""

MAX_PARTS = 4000
_BODY = "word/document.xml"
_FAULTS = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, OSError, EOFError),
    *(LookupError, ValueError, TypeError, AttributeError, RuntimeError, NotImplementedError),
)
"""What a damaged package shows itself as in zipfile and python-docx."""

_SMALLER = "Save a copy with fewer pictures, or bring a part of it."


def read_word(path: Path, name: str) -> TextInput:
    """The words of a Word document as Markdown. Raises TooLarge, UnreadableInput, EmptyInput."""
    _check_size(path, name)
    blocks = _blocks(path, name)
    text = "\n\n".join(blocks).replace("\n\n- ", "\n- ")
    if not text.strip():
        raise UnreadableInput(
            name, "there are no words in it.", "Bring its pictures as picture files."
        )
    return read_text(text.encode("utf-8", "replace"), name)


def is_word(path: Path) -> bool:
    """True when the file is a packed one with the body of a Word document in it."""
    try:
        with zipfile.ZipFile(path) as packed:
            return _BODY in packed.namelist()
    except _FAULTS:
        return False


def _check_size(path: Path, name: str) -> None:
    """Look at the table of contents before anything is unpacked."""
    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
    except _FAULTS as fault:
        raise _damaged(name) from fault
    if _BODY not in {part.filename for part in parts}:
        problem = "it is a packed file of another kind than Word's."
        raise UnreadableInput(name, problem, "Save it as .docx, PDF or text and try again.")
    unpacked = sum(part.file_size for part in parts)
    largest = max((part.file_size for part in parts if _is_xml(part.filename)), default=0)
    if unpacked > MAX_UNPACKED or largest > MAX_PART or len(parts) > MAX_PARTS:
        size = f"{max(unpacked, largest) >> 20} MB unpacked"
        raise TooLarge(name, size, f"{MAX_PART >> 20} MB of words", _SMALLER)


def _is_xml(part: str) -> bool:
    return part.lower().endswith((".xml", ".rels"))


def _damaged(name: str) -> UnreadableInput:
    return UnreadableInput(name, "the Word document is damaged or cut short.", SAVE_AGAIN)


def _blocks(path: Path, name: str) -> list[str]:
    from docx import Document
    from docx.opc.exceptions import OpcError

    try:
        document = Document(str(path))
        styles = {style.style_id: style.name or "" for style in document.styles}
        return [block for block in _walk(document.element.body, styles) if block.strip()]
    except (OpcError, SyntaxError, *_FAULTS) as fault:
        raise _damaged(name) from fault


def _walk(element: Any, styles: dict[str, str]) -> Iterator[str]:
    """Paragraphs and table rows in the order of the document, inside content controls too."""
    for child in element.iterchildren():
        match _local(child):
            case "p":
                yield _paragraph(child, styles)
            case "tbl":
                yield from _rows(child)
            case "sdt" | "sdtContent" | "ins" | "customXml" | "smartTag":
                yield from _walk(child, styles)


def _paragraph(paragraph: Any, styles: dict[str, str]) -> str:
    """A paragraph as Markdown, by the style it has."""
    words = _words(paragraph)
    if not words:
        return ""
    style = _style(paragraph, styles).casefold()
    if style == "title":
        return f"# {words}"
    if level := re.fullmatch(r"heading ([1-9])", style):
        return f"{'#' * min(int(level.group(1)), 6)} {words}"
    is_listed = style.startswith("list ") or any(_local(e) == "numPr" for e in paragraph.iter())
    return f"- {words}" if is_listed else words


def _style(paragraph: Any, styles: dict[str, str]) -> str:
    for element in paragraph.iter():
        if _local(element) == "pStyle":
            return styles.get(_attribute(element, "val"), "")
    return ""


def _rows(table: Any) -> Iterator[str]:
    """Each row of a table as a point: its first cell, then the others."""
    for row in (e for e in table.iterchildren() if _local(e) == "tr"):
        cells = [_words(cell) for cell in row.iterchildren() if _local(cell) == "tc"]
        filled = [cell for cell in cells if cell]
        if filled:
            rest = ", ".join(filled[1:])
            yield f"- {filled[0]}: {rest}" if rest else f"- {filled[0]}"


def _words(element: Any) -> str:
    """What is written in an element, with what was inserted and without what was deleted."""
    parts: list[str] = []
    for part in element.iter():
        match _local(part):
            case "t" if not _is_double(part):
                parts.append(part.text or "")
            case "tab" | "br" | "cr" | "p":
                parts.append(" ")
            case "noBreakHyphen":
                parts.append("-")
    return " ".join("".join(parts).split())


def _is_double(element: Any) -> bool:
    """True within the second copy of a text box, which is kept for older programs."""
    return any(_local(above) == "Fallback" for above in element.iterancestors())


def _local(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _attribute(element: Any, name: str) -> str:
    return next((str(v) for k, v in element.attrib.items() if k.rpartition("}")[2] == name), "")


WORD = Reader(title="Word document", endings=("docx",), knows=is_word, read=read_word)
