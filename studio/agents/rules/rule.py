"""What the rules have in common."""

from __future__ import annotations

import re
from collections.abc import Callable

from studio.agents.requests import Request

Rule = Callable[[str], Request | None]

FILM = r"(?:film|video|movie|short|trailer|teaser|advert|ad|explainer|clip|reel|documentary|story)"
"""The words for what is being made, as a pattern."""


def says(pattern: str, text: str) -> bool:
    """True when `text` holds a match of `pattern`, whatever its capitals."""
    return bool(re.search(pattern, text, re.IGNORECASE))


OWN_TEXT = (
    r"\b(?:of|from|about|with|using|out of)\s+(?:this|that|my|our|the|these)\s+(?:own\s+)?"
    r"(?:text|notes?|script|brief|pictures?|photos?|images?|files?|document)\b"
)
"""How a person points at the text the project has already, as a pattern."""
