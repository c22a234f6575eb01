"""Greetings, questions, approval, undo, the making of the film."""

from __future__ import annotations

import re

from studio.agents.naming import scenes_named
from studio.agents.requests import (
    Approve,
    Greeting,
    Help,
    MakeFilm,
    PlanAgain,
    Question,
    Request,
    Undo,
)
from studio.agents.rules.rule import FILM, Rule, says
from studio.domain.format import Quality

_QUESTIONS = (
    (
        "length",
        r"^how (?:long|many (?:seconds|minutes))\b|\bwhat(?:'s| is) the (?:length|duration)",
    ),
    (
        "open",
        r"\b(?:which|what) (?:scenes? )?(?:are|is) (?:still )?(?:open|waiting|missing|not approved|"
        r"left to approve)|\bwhat (?:do|must|should) i (?:still )?approve",
    ),
    (
        "scenes",
        r"^how many scenes|^(?:list|show)(?: me)? (?:the |all )?(?:the )?scenes"
        r"|^what (?:scenes|is in)",
    ),
    (
        "settings",
        r"^(?:what|which) (?:is the |are the )?(?:voice|mood|music|format|settings|language|"
        r"colours|colors|palette)",
    ),
    ("cost", r"\b(?:cost|price|pay|expensive|free)\b.*\?"),
    (
        "state",
        r"^(?:is|are) .*\b(?:ready|done|finished)\b|^what(?:'s| is) (?:the )?(?:status|next|"
        r"missing)|^where (?:are|do) we|^status\b",
    ),
)
_MAKE = rf"""
    \b(?:make|render|produce|export|finish|create|build)\s+(?:me\s+)?(?:a|the|this|my)\s+
    (?:(?:final|finished|whole|draft|high[- ]quality)\s+)?(?:{FILM}|draft|preview|mp4)\W*
    (?:now|please|in\s(?:draft|standard|high)(?:\squality)?)?\W*$
    |^(?:please\s+)?render(?:\sit)?(?:\snow)?\W*$
"""


def _greeting(part: str) -> Request | None:
    thanks = r"^(?:thanks?|thank you|thx|cheers|great|lovely|perfect|nice|wow|cool)\b[^?]{0,40}$"
    if says(thanks, part):
        return Greeting("thanks")
    hello = r"^(?:hi|hello|hey|good (?:morning|evening|afternoon)|ciao|hallo)\b[^?]{0,25}$"
    if says(hello, part):
        return Greeting("hello")
    praise = (
        r"^(?:it |that |this |all )?(?:looks?|is|sounds?)?\s?(?:so |very |really )?"
        r"(?:good|great|fine|perfect|lovely|beautiful|wonderful)\W*$"
    )
    return Greeting("praise") if says(praise, part) else None


def _help(part: str) -> Request | None:
    asks = r"^help\b|what can (?:you|i) (?:do|say|ask)|how (?:does this|do you) work|which commands"
    return Help() if says(asks, part) else None


def _undo(part: str) -> Request | None:
    said = r"^(?:please\s+)?(?:undo|revert|take (?:that|it) back|go back|not like that|never ?mind)"
    return Undo() if says(rf"{said}\b", part) else None


def _question(part: str) -> Request | None:
    return next((Question(about) for about, pattern in _QUESTIONS if says(pattern, part)), None)


def _approve(part: str) -> Request | None:
    asked = (
        r"\b(?:approve|greenlight|green light|sign off)\b|\b(?:good|great|fine|perfect|lovely)\b"
        r"[^?]{0,12}\bgo\b|^(?:go(?: ahead| for it)?|ship it|"
        r"ok(?:ay)? go|yes,? go)\W*$|^i(?:'m| am) happy with (?:it|this|everything)"
    )
    return Approve(scenes_named(part)) if says(asked, part) else None


def _film(part: str) -> Request | None:
    if not re.search(_MAKE, part, re.IGNORECASE | re.VERBOSE):
        return None
    if says(r"\b(?:draft|preview|rough)\b", part):
        return MakeFilm(Quality.DRAFT)
    return MakeFilm(Quality.HIGH if says(r"\bhigh\b", part) else Quality.STANDARD)


def _again(part: str) -> Request | None:
    asked = (
        r"\b(?:plan|start|try|do)\b.{0,20}\b(?:again|anew|over)\b|\bnew plan\b|^plan (?:it|this)\b|"
        r"^replan\b|^another version"
    )
    return PlanAgain() if says(asked, part) and not scenes_named(part) else None


RULES: tuple[Rule, ...] = (_greeting, _help, _undo, _question, _film, _approve, _again)
