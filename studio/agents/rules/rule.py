"""What the rules have in common."""

from __future__ import annotations

import re
from collections.abc import Callable

from studio.agents.requests import Request

Rule = Callable[[str], Request | None]

FILM = r"(?:film|video|movie|short|trailer|teaser|advert|ad|explainer|clip|reel|documentary|story)"
"""The words for what is being made, as a pattern."""

SAID = re.compile(r"\b(?:say|says|narration|voice[- ]?over|text|headline|screen)\s*:|[“\"]", re.I)
"""Where a person gives words to be used as they are."""


def says(pattern: str, text: str) -> bool:
    """True when `text` holds a match of `pattern`, whatever its capitals."""
    return bool(re.search(pattern, text, re.IGNORECASE))


OWN_TEXT = (
    r"\b(?:of|from|about|with|using|out of)\s+(?:this|that|my|our|the|these)\s+(?:own\s+)?"
    r"(?:text|notes?|script|brief|pictures?|photos?|images?|files?|document)\b"
)
"""How a person points at the text the project has already, as a pattern."""

_LEAD = (
    r"^(?:(?:please|now|then|and|also|ok(?:ay)?|yes|so|but|no|well|just|hey|hi|great|thanks|"
    r"can|could|would|will|should|must|you|i|we|wants?|like|need|have|to|let['’]?s|"
    r"let us|maybe|perhaps|(?:(?:it|that|this|all) )?(?:looks?|sounds?|is) (?:good|"
    r"great|fine|nice)|"
    r"good|fine|nice|why not|why don['’]t|i['’]d|we['’]d)[,.!\s]+)*"
)


def orders(verbs: str, text: str) -> bool:
    """True when `text` begins with one of `verbs`, whatever courtesy stands before it."""
    return says(rf"{_LEAD}(?:{verbs})\b", text)


def asks(text: str) -> bool:
    """True when `text` asks whether or how, rather than for something."""
    return says(
        r"^(?:(?:and|so|but|ok|okay)[, ]+)*(?:how(?! about)|what(?! about| if)|why|when|"
        r"where|which|who|if|is|are|"
        r"does|do i|did|can i|could i|may i|should i|must i|shall i|do you|have i|am i)\b",
        text,
    )


def is_denied(text: str) -> bool:
    """True when `text` says that something is not so, or not yet."""
    return says(r"\b(?:not|never|cannot|before|until|unless)\b|n['’]t\b|\bdont\b", text)
