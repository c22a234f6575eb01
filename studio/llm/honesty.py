"""Facts only from the brief: what has a figure from nowhere is left out."""

from __future__ import annotations

from typing import Any

from studio.domain.facts import UNREAD, invented_figures
from studio.domain.scene import Words
from studio.llm.embedded.sentences import sentences


def without_invented(text: str, source: str) -> str:
    """`text` without the sentences that hold a figure from nowhere."""
    return " ".join(part for part in sentences(text) if not invented_figures(part, source))


def honest_words(shown: Words, source: str) -> Words:
    """Words on screen without those that hold a figure from nowhere."""
    return Words.model_validate(_honest(shown.model_dump(), source))


def _honest(value: Any, source: str) -> Any:
    if isinstance(value, str):
        return "" if invented_figures(value, source) else value
    if isinstance(value, dict):
        return {
            name: part if name in UNREAD else _honest(part, source) for name, part in value.items()
        }
    if isinstance(value, list | tuple):
        kept = (_honest(part, source) for part in value)
        return tuple(new for new, old in zip(kept, value, strict=True) if new or not old)
    return value
