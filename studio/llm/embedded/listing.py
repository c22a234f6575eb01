"""See the list inside a sentence: "It reads A, B and C", "do this, then that, and be done"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from studio.llm.embedded.headlines import is_loose
from studio.llm.embedded.numbers import amounts
from studio.llm.embedded.sentences import words
from studio.llm.embedded.vocabulary import vocabulary

LONGEST_ITEM = 6
_ANNOUNCED = re.compile(r"^(?P<lead>\w[^:,]{3,59}\s[^:,\s]+):\s(?P<list>[^:]+)$")
_CLAUSE = re.compile(r"^(?:they|we|you|he|she|it|i)\s\w+\s?", re.IGNORECASE)
_THERE = re.compile(r"^(?P<lead>there (?:is|are|was|were))\s(?P<list>\S.*)$", re.IGNORECASE)
_SEPARATOR = re.compile(r",\s+(?:and\s+|or\s+)?")
_LAST_AND = re.compile(r"\s+and\s+(?!a\s+half)")
_PRONOUN_LEAD = re.compile(
    r"^(?P<lead>(?:[\w-]+\s){0,3}(?:it|they|he|she|we|you|i))\s(?P<first>[a-z][\w-]*\b.*)$",
    re.IGNORECASE,
)
_VERB_LEAD = re.compile(
    r"^(?P<lead>(?:it|they|we|you|he|she|[A-Z][\w-]+(?:\s[A-Z][\w-]+)?)\s[a-z]+s?)\s(?P<first>\S.*)$"
)
_BARE_ITEM = re.compile(r"^(?:the|a|an)?\s*(?:[A-Z0-9][\w.+#-]*|[a-z-]+)(?:\s[\w.+#-]+){0,3}$")
_VERB_FIRST = re.compile(r"^[a-z]+(?:s|es)$")
_BASE_VERBS = vocabulary(
    "install point have make get take add choose open press write read send build run find keep ",
    "use try give tell set put pick bring start stop save share learn see watch listen look cut ",
    "mix pour bake stir heat wash plant water feed walk turn click type draw print join visit ",
    "call ask answer check test measure plan drop cover leave let wait serve drink eat",
)
_NOT_ITEM = re.compile(
    r"^(?:and|but|or|so|which|who|that|because|while|when|where|if|as|not|with|then|its|their|"
    r"all|two|three|one|about|from|in|on|at|by|to|for|nothing|none|almost|it|they|he|she|we|i)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Listing:
    """The items of a list within a sentence and the words that lead it in."""

    lead: str
    items: tuple[str, ...]


def listing(sentence: str) -> Listing | None:
    """The list that a sentence is, when it has three to six short items, else None."""
    body = re.sub(r"[\s.!]+$", "", sentence)
    told = _announced(body)
    if told:
        return told
    if re.search(r"[?:;“”\"]", body):
        return None
    parts = _parts(body)
    if not 3 <= len(parts) <= 6:
        return None
    lead, first = _first(parts)
    items = (first, *parts[1:])
    if not all(_is_item(item) for item in items):
        return None
    return Listing(lead, tuple(item[:1].upper() + item[1:] for item in items))


def _announced(body: str) -> Listing | None:
    """A list that is announced: "They said three things: A, B and C", "There is A, B and C".

    A duration ("eight days, three hours and ten minutes") is none.
    """
    announced = _ANNOUNCED.match(body) or _THERE.match(body)
    if not announced or re.search(r"[?;“”\"]", body):
        return None
    parts = _parts(announced["list"])
    is_list = 3 <= len(parts) <= 6 and all(_is_short(part) for part in parts)
    if not is_list or all(amounts(part) for part in parts):
        return None
    return Listing(announced["lead"], tuple(part[:1].upper() + part[1:] for part in parts))


def _is_short(item: str) -> bool:
    is_clause = bool(_CLAUSE.match(item))
    return 0 < len(words(item)) <= LONGEST_ITEM and (is_clause or not is_loose(item))


def _parts(body: str) -> list[str]:
    parts = [part.strip() for part in _SEPARATOR.split(body) if part.strip()]
    if len(parts) >= 2 and not re.search(r",\s+(?:and|or)\s", body):
        last = _LAST_AND.split(parts[-1], maxsplit=1)
        parts[-1:] = last
    return parts


def _first(parts: list[str]) -> tuple[str, str]:
    """The words that lead the list in, and its first item."""
    rest = parts[1:]
    if all(_starts_with_verb(item, _BASE_VERBS) for item in (parts[0], *rest)):
        return "", parts[0]
    if all(_VERB_FIRST.match(item.split()[0]) and " " in item for item in rest):
        found = _PRONOUN_LEAD.match(parts[0])
        if found and _VERB_FIRST.match(found["first"].split()[0]):
            return found["lead"], found["first"]
    if all(_BARE_ITEM.match(item) and len(words(item)) <= 3 for item in rest):
        found = _VERB_LEAD.match(parts[0])
        if found and len(words(found["first"])) <= 3:
            return found["lead"], found["first"]
    return "", ""


def _starts_with_verb(item: str, verbs: frozenset[str]) -> bool:
    return item.split()[0].lower() in verbs


def _is_item(item: str) -> bool:
    return 0 < len(words(item)) <= 9 and not _NOT_ITEM.match(item) and not is_loose(item)
