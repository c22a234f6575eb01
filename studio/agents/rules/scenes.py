"""What can be done to scenes: edited, moved, swapped, split, merged, added, taken out."""

from __future__ import annotations

import re

from studio.agents.naming import scenes_named, without_names
from studio.agents.requests import (
    AddScene,
    DeleteScenes,
    EditScenes,
    MergeScenes,
    MoveScene,
    Request,
    ShortenFilm,
    SplitScene,
    SwapScenes,
)
from studio.agents.rules.rule import FILM, Rule, says
from studio.llm.embedded.manners import manners

SAID = re.compile(r"\b(?:say|says|narration|voice[- ]?over|text|headline|screen)\s*:|[“\"]", re.I)
_WHOLE = rf"\b(?:it|this|that|the (?:whole |entire )?{FILM}|everything|all of it)\b"
_ALL = r"\b(?:all|every|each)(?: the| of the)?\s*(?:scenes?|shots?|of them)?\b"
_END = r"\b(?:to|at) the (?:end|back)\b|\blast\s*$"
_START = r"\b(?:to|at) the (?:start|beginning|front|top)\b|\bfirst\s*$"
_PLACE = re.compile(
    r"\b(?:to|at|into)(?: place| position| number| slot| scene)?\s+#?(\d+)\W*$", re.IGNORECASE
)
_BESIDE = re.compile(r"\b(?P<side>after|behind|before|in front of)\b(?:\s+(?P<bare>\d+)\b)?", re.I)
_ADD = re.compile(
    r"\b(?:add|insert|append)\b\s+(?:an?|another|one more|the)?\s*(?P<kind>[\w-]+\s)?"
    r"(?:scene|shot|card|slide|question|title)\b(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_SAYING = re.compile(
    r"(?:saying|that says|says?|with the (?:text|words)|:|about)\s*:?\s*(?P<text>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_ORDER = re.compile(
    r"^(?:please\s+|can you\s+|could you\s+)*"
    r"(?:make|rewrite|change|edit|redo|regenerate|let|revise)\b\s*(?:it\b)?",
    re.IGNORECASE,
)


def _split(part: str) -> Request | None:
    names = scenes_named(part)
    is_asked = says(r"\b(?:split|divide)\b|\bcut\b.*\bin (?:two|half)\b", part)
    return SplitScene(names[0]) if is_asked and names else None


def _delete(part: str) -> Request | None:
    names = scenes_named(part)
    asks = r"\b(?:delete|remove|drop|cut|kill|leave out|get rid of|take out)\b"
    is_edit = says(r"\bcut\b.*\bdown\b|\bfrom\b|\bleave out\s+[\d“\"$€£]", part)
    return DeleteScenes(names) if names and says(asks, part) and not is_edit else None


def _swap(part: str) -> Request | None:
    names = scenes_named(part)
    numbers = re.search(r"\bswap\s+(\d+)\s+(?:and|with)\s+(\d+)\b", part, re.IGNORECASE)
    if numbers:
        return SwapScenes(int(numbers[1]), int(numbers[2]))
    is_asked = says(r"\b(?:swap|exchange|switch)\b", part) and len(names) == 2
    return SwapScenes(names[0], names[1]) if is_asked else None


def _merge(part: str) -> Request | None:
    names = scenes_named(part)
    if not names or not says(r"\b(?:merge|combine|join|unite)\b", part):
        return None
    numbers = [name for name in names if isinstance(name, int) and name > 0]
    return MergeScenes(min(numbers) if numbers else names[0])


def _add(part: str) -> Request | None:
    asked = _ADD.search(part)
    if not asked:
        return None
    said = _SAYING.search(asked["rest"])
    head = asked["rest"][: said.start()] if said else asked["rest"]
    text = said["text"].strip(" “”\"'") if said else ""
    names = scenes_named(head)
    is_first = says(_START, head)
    is_before = is_first or says(r"\b(?:before|in front of)\b", head)
    is_closing = says(r"\b(?:closing|end|final|outro|last)\b", asked["kind"] or "")
    beside = names[0] if names else (1 if is_first else None)
    return AddScene(text, beside, not is_before, is_closing)


def _move(part: str) -> Request | None:
    names = scenes_named(part)
    if not names or not says(r"\b(?:move|put|bring|place|shift)\b", part):
        return None
    if says(_END, part):
        return MoveScene(names[0], -1)
    if says(_START, part):
        return MoveScene(names[0], 1)
    beside = _BESIDE.search(part)
    if beside:
        other = int(beside["bare"]) if beside["bare"] else names[-1]
        is_after = beside["side"].lower() in ("after", "behind")
        return MoveScene(names[0], other, is_after) if other != names[0] else None
    place = _PLACE.search(part)
    return MoveScene(names[0], int(place[1])) if place else None


def _edit(part: str) -> Request | None:
    names = scenes_named(part)
    if names:
        return EditScenes(names, guidance(part))
    asked = manners(part)
    is_whole = says(_WHOLE, part) or len(part.split()) <= 4
    is_all = says(_ALL, part)
    if asked == {"shorter"} and is_whole and not is_all:
        return ShortenFilm()
    if asked - {"other"} and (is_whole or is_all):
        return EditScenes((), guidance(part))
    return None


def guidance(part: str) -> str:
    """What is asked of the scenes, without their names and the order itself."""
    said = SAID.search(part)
    if said and part[said.start()] not in '“"':
        return part[said.start() :].strip()
    left = without_names(part)
    if not says(r"\b(?:change|replace)\b.+\b(?:to|with|into|by)\b", left):
        left = _ORDER.sub("", left)
    return re.sub(r"\s(?:in|on|of|for|at)$", "", left).strip(" ,.:;-–—")


RULES: tuple[Rule, ...] = (_split, _delete, _swap, _merge, _add, _move)
LAST_RULES: tuple[Rule, ...] = (_edit,)
