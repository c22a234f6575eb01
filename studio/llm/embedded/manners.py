"""The words by which people ask for a look, a camera move or a manner."""

from __future__ import annotations

import re

from studio.domain.scene import Camera

TEMPLATE_WORDS = (
    ("quotation", r"quot(?:e|ation)"),
    ("points", r"list|bullets?|points?|steps"),
    ("number", r"(?:big )?numbers?|figures?|statistics?"),
    ("question", r"question"),
    ("title", r"title(?: card)?"),
    ("statement", r"statement|headline|plain text"),
    ("chapter", r"chapter(?: card)?"),
    ("closing", r"closing(?: card)?|end card"),
    ("comparison", r"comparison|versus|side by side"),
)
CAMERA_WORDS = (
    (Camera.PUSH_IN, r"push(?:es|ing)?[- ]?in|zoom(?:s|ing)?[- ]?in|closer"),
    (Camera.PULL_OUT, r"pull(?:s|ing)?[- ]?(?:out|back)|zoom(?:s|ing)?[- ]?out|wider"),
    (Camera.PAN_LEFT, r"pan(?:s|ning)?(?: to the)? left"),
    (Camera.PAN_RIGHT, r"pan(?:s|ning)?(?: to the)? right|\bpan\b"),
    (Camera.TILT_UP, r"tilt(?:s|ing)? up"),
    (Camera.TILT_DOWN, r"tilt(?:s|ing)? down"),
    (Camera.HOLD, r"hold still|no (?:camera )?mov\w+|static|still camera|stop moving"),
    (Camera.DRIFT, r"drift\w*|float\w*"),
    (Camera.PARALLAX, r"parallax|two planes|\b3-?d\b"),
)
_MANNERS = {
    "shorter": r"short(?:er|en)?|briefer|less text|cut (?:it )?down|too long|trim|tighter",
    "longer": r"longer|more time|extend|linger|too short|stay on",
    "calmer": r"calm(?:er|ly)?|slow(?:er|ly)?|quiet(?:er)?|gentl\w+|soft(?:er)?|breathe?|relaxed",
    "livelier": r"energetic|energy|fast(?:er)?|quick(?:er)?|livel\w+|punch\w+|snapp\w+|dynamic",
    "simpler": r"simpl\w+|plain(?:er)?|no jargon|less complicated|easier|clearer",
    "other": r"another|different|other|again|else|redo|regenerate|fresh|"
    r"new (?:look|design|idea)|(?:don['’]t|do not) like|boring|dull|ugly",
}
_OPEN = re.compile(
    r"\b(?:please|now|just|for me|once more|completely|can|could|you|i|want|to|see|"
    r"the|its?|an?|new|picture|image|visuals?|graphics?|design|look|layout|background)\b|[’']s\b",
    re.IGNORECASE,
)


def is_open(text: str) -> bool:
    """True when a text says no more than that something shall be otherwise."""
    return not re.search(r"\w", _OPEN.sub(" ", text))


def manners(text: str) -> frozenset[str]:
    """Which of "shorter", "longer", "calmer", "livelier", "simpler", "other" a text asks for."""
    return frozenset(
        name for name, pattern in _MANNERS.items() if re.search(rf"\b(?:{pattern})\b", text, re.I)
    )
