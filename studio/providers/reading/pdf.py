"""PDF: its words, read in a process of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from studio.domain.errors import TooLarge, UnreadableInput
from studio.providers.reading.pdf_pages import MAX_PAGES
from studio.providers.reading.reader import SAVE_AGAIN, Reader
from studio.providers.texts import TextInput, read_text

PATIENCE_S = 30.0
MAX_BYTES = 100 * 1024 * 1024
_HEAD_BYTES = 1024
_PART = "Bring a part of it, such as the pages the film is about."


def read_pdf(path: Path, name: str) -> TextInput:
    """The words of a PDF. Raises TooLarge, UnreadableInput, EmptyInput."""
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise TooLarge(name, f"{size >> 20} MB", f"{MAX_BYTES >> 20} MB", _PART)
    answer = _answer(path, name)
    if fault := answer.get("fault"):
        raise _refused(name, str(fault), int(answer.get("pages", 0)))
    text = str(answer["text"])
    if not text.strip():
        raise UnreadableInput(
            name,
            "its pages are pictures, without words that can be read.",
            "Run text recognition (OCR) over it, or bring its pages as pictures.",
        )
    return read_text(text.encode("utf-8", "replace"), name)


def is_pdf(path: Path) -> bool:
    """True when the file begins as a PDF does; a little rubbish may stand before that."""
    with path.open("rb") as file:
        return b"%PDF-" in file.read(_HEAD_BYTES)


def _answer(path: Path, name: str) -> dict[str, Any]:
    """What the process that read it found. Raises UnreadableInput when it did not come back."""
    command = [sys.executable, "-m", "studio.providers.reading.pdf_pages", str(path.resolve())]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE_S,
            check=True,
        )
        answer: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired as fault:
        problem = f"it was not read within {PATIENCE_S:.0f} seconds."
        raise UnreadableInput(name, problem, _PART) from fault
    except (subprocess.CalledProcessError, ValueError) as fault:
        raise _refused(name, "damaged", 0) from fault
    return answer


def _refused(name: str, fault: str, pages: int) -> UnreadableInput | TooLarge:
    match fault:
        case "locked":
            remedy = "Open it with its password, save it without one and bring that."
            return UnreadableInput(name, "it is locked with a password.", remedy)
        case "pages":
            return TooLarge(name, f"{pages:,} pages", f"{MAX_PAGES} pages", _PART)
        case "memory":
            return TooLarge(name, "what it unpacks to", "what is safe to open", _PART)
        case _:
            return UnreadableInput(name, "the PDF is damaged or cut short.", SAVE_AGAIN)


PDF = Reader(title="PDF", endings=("pdf",), knows=is_pdf, read=read_pdf)
