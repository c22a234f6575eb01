"""Reads one PDF in a process of its own: `python -m studio.providers.reading.pdf_pages FILE`.

A PDF can be made to unpack without end or to turn in circles. What happens in here cannot
hurt the process that asked, and ends when that one has waited long enough.
"""

from __future__ import annotations

import json
import logging
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.providers.reading.flow import Line, flowing
from studio.providers.texts import MAX_CHARACTERS

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MAX_PAGES = 500
MEMORY = 1536 << 20
"""Bytes of address space the process may take, where the system can limit them."""


def main(path: str) -> None:
    """Write what was found to standard output as JSON: `text` and `pages`, or `fault`."""
    _limit_memory()
    logging.disable(logging.CRITICAL)
    sys.stdout.buffer.write(json.dumps(found(Path(path))).encode("ascii"))


def found(path: Path) -> dict[str, Any]:
    """The text of a PDF as Markdown and how many pages it has, or what was wrong with it.

    `fault` is "locked", "damaged", "pages" (too many; `pages` says how many) or "memory".
    """
    from pypdf import PdfReader
    from pypdf.errors import PdfReadError, WrongPasswordError

    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not _is_opened(reader):
            return {"fault": "locked"}
        count = len(reader.pages)
        if count > MAX_PAGES:
            return {"fault": "pages", "pages": count}
        return {"text": flowing(_pages(reader)), "pages": count}
    except WrongPasswordError:
        return {"fault": "locked"}
    except (MemoryError, RecursionError):
        return {"fault": "memory"}
    except PdfReadError:
        return {"fault": "damaged"}
    # A damaged PDF shows itself in pypdf as any of Python's own errors.
    except Exception as error:  # noqa: BLE001 (the boundary of this process)
        return {"fault": "damaged", "why": f"{type(error).__name__}: {error}"[:200]}


def _is_opened(reader: PdfReader) -> bool:
    """True when it opens without a password: only printing or copying is restricted."""
    from pypdf.errors import DependencyError

    try:
        return bool(reader.decrypt(""))
    except DependencyError:
        return False


def _pages(reader: PdfReader) -> list[list[Line]]:
    """The lines of each page, until there are more characters than a film can hold."""
    pages: list[list[Line]] = []
    characters = 0
    for page in reader.pages:
        lines = lines_of(page)
        pages.append(lines)
        characters += sum(len(line.text) for line in lines)
        if characters > MAX_CHARACTERS:
            break
    return pages


def lines_of(page: PageObject) -> list[Line]:
    """The lines of a page in the order they are written, each with its place and size."""
    pieces: list[tuple[str, float, float]] = []

    def visit(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        if text:
            height = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            scale = abs(cm[3] or cm[1] or 1.0) * abs(tm[3] or tm[1] or 1.0)
            pieces.append((text, height, (size or 0.0) * scale))

    page.extract_text(visitor_text=visit)
    lines: list[Line] = []
    held: list[tuple[str, float, float]] = []
    for text, height, size in pieces:
        first, *others = text.split("\n")
        held.append((first, height, size))
        for other in others:
            lines.extend(_line(held))
            held = [(other, height, size)]
    lines.extend(_line(held))
    return lines


def _line(pieces: list[tuple[str, float, float]]) -> list[Line]:
    """One line of its pieces, placed as its longest; none of blank ones."""
    text = "".join(piece for piece, _, _ in pieces)
    if not text.strip():
        return []
    _, height, size = max(pieces, key=lambda piece: len(piece[0].strip()))
    return [Line(" ".join(text.split()), height, size)]


def _limit_memory() -> None:
    if sys.platform == "win32":
        return
    import resource

    # Some systems have the limit and refuse to set it; time is limited there all the same.
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    main(sys.argv[1])
