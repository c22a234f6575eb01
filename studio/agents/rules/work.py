"""What goes beyond one scene: memory, review, versions, progress, recurring figures."""

from __future__ import annotations

import re

from studio.agents.naming import scenes_named
from studio.agents.requests import (
    AddCharacter,
    Compare,
    Forget,
    Recall,
    Remember,
    Request,
    Review,
    Status,
)
from studio.agents.rules.rule import FILM, Rule, says

_REMEMBER = re.compile(
    r"^(?:please\s+)?(?:remember|keep in mind|note(?=\s+for (?:the )?(?:future|next)))"
    r"(?:\s+(?:that|for (?:the )?(?:future|next time)))?[:,]?\s+"
    rf"(?P<what>(?!what\b|me\b)(?!.*\b{FILM}\s(?:about|of)\b).{{4,400}})$",
    re.IGNORECASE | re.DOTALL,
)
_FORGET = re.compile(
    r"^(?:please\s+)?forget\s+(?:about\s+|that\s+|my\s+|the\s+)?(?P<what>.{3,200}?)[.!]?$",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?i:\b(?:add|create|make|design|introduce)\b\s+(?:an?|another|the|our)\s+(?:\w+\s)?"
    r"(?:character|figure|person|hero|heroine|mascot|protagonist)\b\s*"
    r"(?:(?:called|named|by the name of|:)\s*)?)[“\"']?"
    r"(?P<name>[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,2})[”\"']?(?P<rest>.*)$",
    re.DOTALL,
)
_VERSION = re.compile(r"\bversions?\s+(?P<number>\d{1,5})\b", re.IGNORECASE)

_REVIEW = (
    rf"\b(?:review|check|look over|proofread)\s+(?:it|this|all|the (?:plan|{FILM}|scenes))\b",
    rf"\blook (?:it|this|the (?:plan|{FILM})) over\b",
    r"\bwhat (?:could|can|should) (?:be|i|we) (?:better|improved?)\b",
    r"\bis (?:it|this) (?:any )?good\?|\bany suggestions\b",
)
_STATUS = (
    r"^how far (?:is|are|along)\b",
    r"\b(?:progress|status) (?:of|on) (?:the )?(?:drafts?|jobs?|work)",
    r"^(?:what|anything) (?:is being made|failed|is still running)|^what went wrong\b",
)


def _remember(part: str) -> Request | None:
    asked = _REMEMBER.match(part.strip())
    if not asked or scenes_named(part):
        return None
    return Remember(asked["what"].strip(' .!“”"'))


def _forget(part: str) -> Request | None:
    asked = _FORGET.match(part.strip())
    if not asked or says(r"^it$|^that$", asked["what"]) or scenes_named(part):
        return None
    what = asked["what"]
    is_all = says(r"^(?:everything|all)(?: you (?:know|remember).*)?$|^me$", what)
    return Forget("everything" if is_all else what)


def _recall(part: str) -> Request | None:
    asks = r"\bwhat (?:do|did) you (?:remember|know) (?:of|about|from) me\b|\bmy preferences\b"
    return Recall() if says(asks, part) else None


def _review(part: str) -> Request | None:
    return Review() if any(says(pattern, part) for pattern in _REVIEW) else None


def _compare(part: str) -> Request | None:
    asks = (
        r"^what(?:'s| is| has|s)? (?:changed|different|new)\b(?! (?:about|with|in) scene)|"
        r"\bcompare\b.*\b(?:version|before|revision|last)|\bwhat did you change\b"
    )
    if not says(asks, part):
        return None
    named = _VERSION.search(part)
    return Compare(int(named["number"]) if named else None)


def _status(part: str) -> Request | None:
    return Status() if any(says(pattern, part) for pattern in _STATUS) else None


def _character(part: str) -> Request | None:
    asked = _CALLED.search(part)
    if not asked:
        return None
    rest = asked["rest"].strip(" .,;:–-")
    role, _, look = rest.partition(",")
    is_role = says(r"^(?:an?|the|our|my|his|her|their)\s", role) and len(role.split()) <= 8
    said = (look if is_role else rest).strip(" .,")
    said = re.sub(r"^(?:with|in|wearing|who (?:wears|has))\s+", "", said, flags=re.IGNORECASE)
    return AddCharacter(asked["name"], role.strip() if is_role else "", said)


RULES: tuple[Rule, ...] = (_remember, _forget, _recall, _review, _compare, _status, _character)
