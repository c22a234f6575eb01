"""Greetings, questions, approval, undo, the making of the film."""

from __future__ import annotations

import re

from studio.agents.naming import name_of, scenes_named
from studio.agents.requests import (
    Approve,
    Beyond,
    Greeting,
    Help,
    Leave,
    MakeFilm,
    PlanAgain,
    Question,
    Request,
    Undo,
)
from studio.agents.rules.rule import FILM, Rule, asks, is_denied, says
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
    ("cost", r"\b(?:cost|price|pay|expensive|free)\b.*\?|^how much (?:does|will|did|has)\b"),
    (
        "state",
        r"^(?:is|are) .*\b(?:ready|done|finished)\b|^what(?:'s| is) (?:the )?(?:status|next|"
        r"missing)|^where (?:are|do) we|^status\b",
    ),
)
_MAKE = rf"""
    \b(?:make|render|produce|export|finish|create|generate|build)\s+(?:me\s+)?(?:a|the|this|my)\s+
    (?:(?:final|finished|whole|draft|high[- ]quality)\s+)?(?:{FILM}|draft|preview|mp4)\W*
    (?:now|please|in\s(?:draft|standard|high)(?:\squality)?)?\W*$
    |^(?:(?:please|ok|okay|now|then|and)[,\s]+)*render(?:\sit)?(?:\snow)?
        (?:\sin\s(?:draft|standard|high)(?:\squality)?)?(?:\splease)?\W*$
"""
_MORE_THAN_THANKS = (
    r"\b(?:scenes?|colou?rs?|voice|music|mood|captions?|approve|greenlight|go|but|render)\b"
)
_GREENLIGHT = re.compile(
    r"\b(?:approved?|greenlight|green light|greenlit|sign(?:ed)? off|i|we|you|can|"
    r"could|please|now|it|"
    r"them|all|of|every(?:thing)?|each|this|that|the|my|whole|entire|film|video|movie|plan|scenes?|"
    r"is|are|be|m|s|am|happy|with|looks?|sounds?|very|really|so|good|great|fine|perfect|lovely|go|"
    r"ahead|for|me|yes|ok|okay|ship|and|to|on|just|then|let|do|thanks?|nice|well|have|consider|"
    r"scenes are)\b|['’]",
    re.IGNORECASE,
)
WHICH = "Say which scenes are greenlit by their numbers, or “approve all”."
ONE_BACK = (
    "I take back one piece of work at a time; say “undo” once for each. "
    "Any earlier version can be brought back under Versions."
)
BY_HAND = "A greenlight is taken back on the scene itself; changing the scene opens it as well."


def _greeting(part: str) -> Request | None:
    thanks = (
        r"^(?:thanks?|thank you|thx|cheers|great|lovely|perfect|nice|wow|cool)\b"
        r"(?:[^\w?]+[\w’']+){0,5}[^\w?]*$"
    )
    if says(thanks, part) and not says(_MORE_THAN_THANKS, part):
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
    lead = r"^(?:(?:please|no|oh|ok|wait|never ?mind|sorry|can you|could you)[,.!\s]+)*"
    said = r"(?:undo|revert|take (?:that|it) back|go back|not like (?:that|this))"
    if not says(rf"{lead}{said}\b", part):
        return None
    is_more = says(r"\b(?:all|everything|version|to|two|three|four|\d+|times|both)\b", part)
    return Beyond(ONE_BACK) if is_more else Undo()


def _question(part: str) -> Request | None:
    return next((Question(about) for about, pattern in _QUESTIONS if says(pattern, part)), None)


def _approve(part: str) -> Request | None:
    if says(r"\b(?:unapprove|disapprove|withdraw|revoke)\b", part):
        return Beyond(BY_HAND)
    asked = (
        r"\b(?:approved?|greenlight|green light|greenlit|sign off)\b|\b(?:good|great|fine|perfect|"
        r"lovely)\b[^?]{0,12}\bgo\b|^(?:go(?: ahead| for it)?|ship it|"
        r"ok(?:ay)? go|yes,? go)\W*$|^i(?:'m| am) happy with (?:it|this|everything)"
    )
    if not says(asked, part) or asks(part):
        return None
    return Leave() if is_denied(part) else _approved(part)


def _approved(part: str) -> Request:
    """All scenes only where nothing is said beyond the greenlight itself."""
    names, left = scenes_named(part), _GREENLIGHT.sub(" ", part).strip(" ,.!;:–—-")
    if names or not re.search(r"\w", left):
        return Approve(names)
    alone = name_of(left)
    return Approve((alone,)) if isinstance(alone, int) else Beyond(WHICH)


def _film(part: str) -> Request | None:
    if not re.search(_MAKE, part, re.IGNORECASE | re.VERBOSE) or asks(part):
        return None
    if is_denied(part):
        return Leave()
    if says(r"\b(?:draft|preview|rough)\b", part):
        return MakeFilm(Quality.DRAFT)
    return MakeFilm(Quality.HIGH if says(r"\bhigh\b", part) else Quality.STANDARD)


def _again(part: str) -> Request | None:
    asked = (
        rf"\b(?:plan|start|try|do)\b(?: (?:it|that|this|everything|all|(?:the|this) (?:whole )?"
        rf"(?:thing|plan|{FILM})))*\s+(?:all )?(?:again|anew|over|from scratch)\b|"
        rf"\b(?:a )?new plan\b|"
        r"^plan (?:it|this)\b|^replan\b|^another version"
    )
    return PlanAgain() if says(asked, part) and not scenes_named(part) else None


RULES: tuple[Rule, ...] = (_greeting, _help, _undo, _question, _film, _approve, _again)
