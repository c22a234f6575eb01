"""What can be done to scenes: edited, moved, swapped, split, merged, added, taken out."""

from __future__ import annotations

import re

from studio.agents.naming import name_of, scenes_named, without_names
from studio.agents.requests import (
    AddScene,
    Beyond,
    DeleteScenes,
    EditScenes,
    MergeScenes,
    MoveScene,
    Request,
    SceneName,
    ShortenFilm,
    SplitScene,
    SwapScenes,
)
from studio.agents.rules.rule import FILM, SAID, Rule, orders, says
from studio.llm.embedded.manners import manners

_PART = (
    r"\b(?:text|words?|headlines?|titles?|sentences?|lines?|paragraphs?|captions?|subtitles?|pictures?|"
    r"images?|photos?|music|voice|sound|numbers?|figures?|quotes?|logo|transitions?|fades?|bullets?|"
    r"points?|background|zoom|animations?|narration|characters?|effects?|colou?rs?|details?|half|"
    r"parts?|end|ending|beginning|start)\b"
)
NEIGHBOURS = "I merge two neighbours at a time; move one beside the other first, or name two."
_WHOLE = rf"\b(?:it|this|that|the (?:whole |entire )?{FILM}|everything|all of it)\b"
_ALL = r"\b(?:all|every|each)(?: the| of the)?\s*(?:scenes?|shots?|of them)?\b"
_END = r"\b(?:to|at) the (?:end|back)\b|\blast\s*$"
_START = r"\b(?:to|at) the (?:start|beginning|front|top)\b|\bfirst\s*$"
_PLACE = re.compile(
    r"\b(?:to|at|into)(?: place| position| number| slot| scene)?\s+#?(\d+)\W*$", re.IGNORECASE
)
_STEP = re.compile(
    r"\b(up|down|earlier|later)(?: by)?(?: (?:one|1|a)(?: place)?)?\W*$", re.IGNORECASE
)
_MADE_END = re.compile(
    r"(?:\bmake\b.{5,30}\bthe|\bshould (?:come|be(?: the)?))\s+(?P<end>first|"
    r"last)(?: (?:one|scene))?\W*$",
    re.IGNORECASE,
)
ONE_MOVES = "I move one scene at a time; say it once for each."
_BESIDE = re.compile(
    r"\b(?P<side>after|behind|before|in front of|"
    r"between)\b(?:\s+(?P<bare>\d+)\b)?",
    re.I,
)
_ADD = re.compile(
    r"\b(?:add|insert|append)\b\s+(?:an?|another|one more|the)?\s*(?P<kind>[\w-]+\s)?"
    r"(?:scene|shot|card|slide|question|title|one(?= (?:about|saying|that)))\b(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_SAYING = re.compile(
    r"(?:saying|that says|says?|with the (?:text|words)|:|about)\s*:?\s*(?P<text>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_EVERYWHERE = re.compile(
    r",?\s*(?:everywhere|throughout|in (?:all|every|each)(?: the)?(?: of the)? scenes?|please)\W*$",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"^(?:please\s+|can you\s+|could you\s+)*"
    r"(?:make|rewrite|change|edit|redo|regenerate|let|revise)\b\s*(?:it\b)?",
    re.IGNORECASE,
)


def _split(part: str) -> Request | None:
    names = scenes_named(part)
    is_asked = orders("split|divide", part) or says(r"\bcut\b.*\bin (?:two|half)\b", part)
    return SplitScene(names[0]) if is_asked and names else None


def _delete(part: str) -> Request | None:
    names = scenes_named(part)
    asks = r"delete|remove|drop|cut|kill|leave out|get rid of|take out|take .{3,30} out"
    passive = r"\b(?:should|can|could|must) (?:be (?:deleted|removed|dropped|cut)|go)\W*$"
    if not names or SAID.search(part) or not (orders(asks, part) or says(passive, part)):
        return None
    is_edit = says(
        r"\bcut\b.*\b(?:down|by|short)\b|\bfrom\b(?! (?:the|my|this) (?:film|video|plan))|"
        r"\bleave out\s+[\d“\"$€£]|\d\s*(?:s|secs?|seconds?)\b",
        part,
    )
    return None if is_edit or says(_PART, without_names(part)) else DeleteScenes(names)


def _swap(part: str) -> Request | None:
    names = scenes_named(part)
    numbers = re.search(r"\bswap\s+(\d+)\s+(?:and|with)\s+(\d+)\b", part, re.IGNORECASE)
    if numbers:
        return SwapScenes(int(numbers[1]), int(numbers[2]))
    is_asked = orders("swap|exchange|switch", part) and len(names) == 2
    return SwapScenes(names[0], names[1]) if is_asked else None


def _merge(part: str) -> Request | None:
    pair = re.search(r"\bmerge\s+(\d+)\s+(?:and|with)\s+(\d+)\b", part, re.IGNORECASE)
    names = (int(pair[1]), int(pair[2])) if pair else scenes_named(part)
    is_asked = orders("merge|combine|join|unite", part) and not SAID.search(part)
    if not names or not is_asked or says(_PART, without_names(part)):
        return None
    numbers = [name for name in names if isinstance(name, int)]
    if len(names) == 1 and says(r"\b(?:previous|before|preceding|above)\b", part):
        return MergeScenes(numbers[0] - 1) if numbers and numbers[0] != 1 else Beyond(NEIGHBOURS)
    if len(names) > 1 and (len(names) > 2 or [max(numbers) - min(numbers)] != [1]):
        return Beyond(NEIGHBOURS)
    return MergeScenes(min(numbers) if numbers else names[0])


def _add(part: str) -> Request | None:
    asked = _ADD.search(part)
    if not asked:
        return None
    said = _SAYING.search(asked["rest"])
    head = asked["rest"][: said.start()] if said else asked["rest"]
    text = said["text"].strip(" “”\"'") if said else ""
    bare = re.search(r"\b(?:after|before|between)\s+(?:the\s+)?([\w]+)", head, re.IGNORECASE)
    alone = name_of(bare[1]) if bare else ""
    names = scenes_named(head) or ((alone,) if isinstance(alone, int) else ())
    is_first = says(_START, head) and bare is None
    is_before = is_first or says(r"\b(?:before|in front of)\b", head)
    is_closing = says(r"\b(?:closing|end|final|outro|last)\b", asked["kind"] or "")
    beside = names[0] if names else (1 if is_first else None)
    return AddScene(text, beside, not is_before, is_closing)


def _move(part: str) -> Request | None:
    names = scenes_named(part)
    if not names or SAID.search(part):
        return None
    if not orders("move|put|bring|place|shift", part):
        return _made_end(part, names)
    beside = _BESIDE.search(part)
    is_between = beside is not None and beside["side"].lower() == "between"
    place = _PLACE.search(part)
    is_one = place is not None and not says(r"\bscenes\b|\d\s*(?:,|and|&)\s*\d", part)
    if not is_one and len(names) > (3 if is_between else 2 if beside else 1):
        return Beyond(ONE_MOVES)
    step = _STEP.search(part)
    if step and isinstance(names[0], int):
        to = names[0] + (-1 if step[1].lower() in ("up", "earlier") else 1)
        # A place beyond either end is that end: 0 lies before the first, and behind the last.
        return MoveScene(names[0], to or names[0])
    if says(_END, part):
        return MoveScene(names[0], -1)
    if says(_START, part):
        return MoveScene(names[0], 1)
    if beside:
        other = int(beside["bare"]) if beside["bare"] else names[min(1, len(names) - 1)]
        is_after = is_between or beside["side"].lower() in ("after", "behind")
        return MoveScene(names[0], other, is_after) if other != names[0] else None
    return MoveScene(names[0], int(place[1])) if place else None


def _made_end(part: str, names: tuple[SceneName, ...]) -> Request | None:
    """ "Make scene 3 the first one", "scene 3 should come last"."""
    made = _MADE_END.search(part)
    return MoveScene(names[0], 1 if made["end"].lower() == "first" else -1) if made else None


def _edit(part: str) -> Request | None:
    names, asked = scenes_named(part) or _end_named(part), manners(part)
    if names:
        return EditScenes(names, guidance(part))
    if orders(r"replace\b.+\b(?:with|by)", part):
        return EditScenes((), guidance(_EVERYWHERE.sub("", part)))
    is_whole = says(_WHOLE, part) or (len(part.split()) <= 4 and not says(_PART, part))
    is_all = says(_ALL, part)
    if asked == {"shorter"} and is_whole and not is_all:
        return ShortenFilm()
    if is_all and says(r"\d\s*(?:s|secs?|seconds?)\b", part):
        return EditScenes((), guidance(part))
    if asked - {"other"} and (is_whole or is_all):
        return EditScenes((), guidance(part))
    return None


def _end_named(part: str) -> tuple[SceneName, ...]:
    """The first or the last scene, where "the opening" or "the ending" shall be otherwise."""
    made = re.search(r"^(?:make|let) the (opening|intro|ending|outro)\b", part, re.IGNORECASE)
    return () if made is None else (1 if made[1].lower() in ("opening", "intro") else -1,)


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
