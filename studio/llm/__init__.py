"""The directors that plan films, and the registry of the models behind them."""

from __future__ import annotations

from studio.llm.embedded.asks import Ask, read_ask
from studio.llm.embedded.language import is_foreign, language_of
from studio.llm.embedded.moods import MOODS, Style, mood_named, style_named, style_of
from studio.llm.interface import Director, DirectorCard, PlanAsk, SceneDraft
from studio.llm.models import models

__all__ = [
    "MOODS",
    "Ask",
    "Director",
    "DirectorCard",
    "PlanAsk",
    "SceneDraft",
    "Style",
    "embedded_directors",
    "is_foreign",
    "language_of",
    "mood_named",
    "read_ask",
    "style_named",
    "style_of",
]


def embedded_directors() -> dict[str, Director]:
    """The directors that need no key and no network, by name."""
    from studio.graphics.templates import TEMPLATES
    from studio.llm.embedded.director import EmbeddedDirector

    return {
        model.name: EmbeddedDirector(model.card, frozenset(TEMPLATES))
        for model in models()
        if model.api == "embedded"
    }
