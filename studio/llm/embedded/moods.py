"""Moods by the words people use, and what follows from them: music, colours, pace."""

from __future__ import annotations

import re
from dataclasses import dataclass

from studio.domain.brief import Brief
from studio.llm.embedded.subjects import subject_kind


@dataclass(frozen=True)
class Style:
    """What a mood means. `music` and `palette` are names; `air_s` is around each scene's speech."""

    mood: str
    music: str
    palette: str
    air_s: float = 0.65


_STYLES = {
    style.mood: style
    for style in (
        Style("hopeful", "hopeful", "hopeful", 0.75),
        Style("calm", "calm", "calm", 0.95),
        Style("warm", "warm", "warm", 0.8),
        Style("upbeat", "upbeat", "bold", 0.55),
        Style("playful", "playful", "playful", 0.6),
        Style("cinematic", "cinematic", "epic", 0.85),
        Style("tense", "tense", "serious", 0.65),
        Style("reflective", "reflective", "elegant", 0.95),
        Style("dreamy", "ambient", "dreamy", 1.0),
        Style("businesslike", "corporate", "serious", 0.65),
        Style("curious", "hopeful", "curious", 0.7),
    )
}
MOODS = tuple(_STYLES)
"""The moods that a person can ask for."""

_NAMED = (
    ("hopeful", "hopeful|optimistic|uplifting|inspir\\w+|encouraging|positive"),
    (
        "calm",
        "calm(?:er|ing|ly)?|quiet(?:er)?|peaceful|relax\\w+|gentl[ey]r?|soothing|slow(?:er)?|"
        "serene|soft(?:er)?",
    ),
    (
        "upbeat",
        "upbeat|energetic|exciting|fast|dynamic|lively|punchy|happy|cheerful|joyful|bold|"
        "powerful|motivat\\w+|party",
    ),
    (
        "playful",
        "playful|fun|funny|quirky|humorous|silly|whimsical|light-hearted|for (?:kids|children)",
    ),
    ("tense", "tense|dark(?:er)?|suspense\\w*|scary|urgent|thrilling|ominous|serious(?: warning)?"),
    ("reflective", "reflective|thoughtful|melancholic|sad|nostalgic|bittersweet|moving|emotional"),
    ("dreamy", "dreamy|ethereal|ambient|magical|mysterious|awe"),
    ("warm", "warm(?:er|th)?|cosy|cozy|heartfelt|friendly|intimate|tender|homely"),
    ("businesslike", "corporate|professional|businesslike|business-like|formal|neutral"),
    ("cinematic", "cinematic|epic|dramatic|grand|heroic|majestic"),
    ("curious", "curious (?:mood|tone)|wonder|intriguing"),
)
_BY_SUBJECT = {
    "space": Style("cinematic", "cinematic", "epic", 0.75),
    "ocean": Style("dreamy", "ambient", "dreamy", 0.8),
    "nature": Style("calm", "calm", "natural", 0.75),
    "technology": Style("confident", "corporate", "technical", 0.6),
    "business": Style("confident", "corporate", "serious", 0.6),
    "food": Style("warm", "warm", "warm", 0.7),
    "sport": Style("upbeat", "upbeat", "bold", 0.55),
    "music": Style("upbeat", "upbeat", "playful", 0.6),
    "history": Style("reflective", "reflective", "elegant", 0.75),
    "health": Style("calm", "calm", "calm", 0.75),
    "education": Style("curious", "hopeful", "curious", 0.65),
    "travel": Style("upbeat", "hopeful", "bold", 0.65),
    "city": Style("upbeat", "upbeat", "technical", 0.6),
    "people": Style("warm", "warm", "warm", 0.8),
    "art": Style("reflective", "reflective", "elegant", 0.75),
}
_PALETTE_FOR = {"space": "epic", "ocean": "dreamy", "nature": "natural", "technology": "technical"}
_DARK = {"hopeful", "dreamy", "cinematic"}
_FALLBACK = Style("calm", "calm", "calm", 0.65)


def mood_named(text: str) -> str:
    """The mood that a text names, in our word for it; "" when it names none.

    Where several are named the one that stands first in our order counts: "cinematic" says
    how a film is shot, "hopeful" how it feels.
    """
    for mood, pattern in _NAMED:
        if re.search(rf"\b(?:{pattern})\b", text, re.IGNORECASE):
            return mood
    return ""


def style_of(brief: Brief) -> Style:
    """The style of a film: by the mood that was asked for, else by its subject."""
    kind = subject_kind(brief.text[:20_000])
    asked = mood_named(brief.mood)
    if not asked and brief.kind == "idea":
        asked = mood_named(brief.text)
    if not asked:
        return _BY_SUBJECT.get(kind, _FALLBACK)
    style = _STYLES[asked]
    if kind in _PALETTE_FOR and asked in _DARK:
        return Style(style.mood, style.music, _PALETTE_FOR[kind], style.air_s)
    return style


def style_named(mood: str) -> Style | None:
    """The style of a mood named in a person's words, or None for words that name none."""
    return _STYLES.get(mood_named(mood))


def air_of(brief: Brief) -> float:
    """Seconds of air around the speech of each scene: more when it is to be calm."""
    return style_of(brief).air_s
