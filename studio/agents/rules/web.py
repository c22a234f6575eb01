"""Web addresses: a website to be read, and the film to be made of one."""

from __future__ import annotations

import re

from studio.agents.requests import FilmFromWebsite, ReadWebsite
from studio.agents.rules.rule import FILM, says
from studio.web.hosts import address_in

_LEAST_ROUND = 12
_ASKS = r"\b(?:read|look at|use|take|try|open|brand|colou?rs?|website|site|page|from|make|about)\b"
_AT_ONCE = r"\b(?:straight (?:away|on)|right away|without asking|directly|at once|don'?t ask)\b"
_OF_SITE = rf"\b{FILM}\b[^.!?]{{0,40}}\b(?:website|web page|site|page)\b"
_GO_ON = (
    r"^(?:please\s+)?(?:go (?:on|ahead)|continue|carry on|make (?:it|the (?:film|video))(?: now)?|"
    r"film it|that'?s (?:right|correct)|all (?:right|correct|good)|weiter|mach weiter)"
    r"(?:,?\s*please)?[.!\s]*$"
)


def website(text: str) -> ReadWebsite | FilmFromWebsite | None:
    """What a message with a web address asks for; None where the address is only mentioned."""
    url = address_in(text)
    if not url:
        is_made = says(_OF_SITE, text) and says(r"\b(?:make|create|do|go)\b", text)
        return FilmFromWebsite() if is_made else None
    rest = len(re.sub(r"\S*://\S+|\S+\.\S+", "", text).split())
    if rest and not (says(FILM, text) or says(_ASKS, text) or rest < _LEAST_ROUND):
        return None
    return FilmFromWebsite(url=url) if says(_AT_ONCE, text) else ReadWebsite(url=url)


def goes_on(text: str) -> bool:
    """True for words that let the film of a website that was read begin."""
    return len(text.split()) <= 12 and says(_GO_ON, text.strip())
