"""Facts only from the brief: find figures that a text has from nowhere, and leave them out."""

from __future__ import annotations

import re
from typing import Any

from studio.domain.scene import Words
from studio.llm.embedded.numbers import amounts, values
from studio.llm.embedded.sentences import sentences

PLAIN_COUNT = 3
SPELLED_COUNT = 12
"""Up to here a number in words counts what is at hand ("four steps") and claims nothing."""


def invented(text: str, source: str) -> tuple[str, ...]:
    """The figures of `text` that `source` does not hold, as they would be written in digits.

    "one" to "three" are as often plain words, and so are larger counts spelled out.
    """
    digits = {float(number.replace(",", "")) for number in re.findall(r"\d[\d,]*(?:\.\d+)?", text)}
    strange = amounts(text) - values(source)
    found = (n for n in strange if n > SPELLED_COUNT or (n > PLAIN_COUNT and n in digits))
    return tuple(f"{number:,.10g}" for number in sorted(found))


def shown_text(shown: Words) -> str:
    """All words on a screen as one text."""
    return " ".join(_texts(shown.model_dump()))


def without_invented(text: str, source: str) -> str:
    """`text` without the sentences that hold a figure from nowhere."""
    return " ".join(part for part in sentences(text) if not invented(part, source))


def honest_words(shown: Words, source: str) -> Words:
    """Words on screen without those that hold a figure from nowhere."""
    return Words.model_validate(_honest(shown.model_dump(), source))


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value] if value else []
    parts = value.values() if isinstance(value, dict) else value
    return [text for part in parts for text in _texts(part)] if not _is_plain(parts) else []


def _is_plain(value: Any) -> bool:
    return value is None or isinstance(value, bool | int | float)


def _honest(value: Any, source: str) -> Any:
    if isinstance(value, str):
        return "" if invented(value, source) else value
    if isinstance(value, dict):
        return {name: _honest(part, source) for name, part in value.items()}
    if isinstance(value, list | tuple):
        kept = (_honest(part, source) for part in value)
        return tuple(new for new, old in zip(kept, value, strict=True) if new or not old)
    return value
