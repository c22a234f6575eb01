"""What "it", "that scene" and "the next one" mean, from what was said and done before."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from studio.agents.naming import MENTION, name_of, scenes_named
from studio.agents.requests import EditScenes, Request, ShortenFilm
from studio.agents.rules.rule import FILM, says

Item = Mapping[str, Any]

_NOW = re.compile(r"\bis scene (\d+) now\b|^Scene (\d+):|\bAdded scene (\d+)\b", re.MULTILINE)
_SAME = re.compile(r"\b(?:that|this|the same|the said)\s+(?:scene|one|shot)\b", re.IGNORECASE)
_NEXT = re.compile(r"\bthe (?:next|following) (?:scene|one|shot)\b", re.IGNORECASE)
_BEFORE = re.compile(
    r"\bthe (?:previous|preceding) (?:scene|one|shot)\b|\bthe one before(?: (?:it|that))?\b", re.I
)
_HANDLED = re.compile(
    r"\b(delete|remove|drop|move|put|bring|split|merge|approve|greenlight|replace in)\s+"
    r"(?:it|that|this)\b(?!\s+(?:scene|one|film|video))",
    re.IGNORECASE,
)
_PAIRED = re.compile(
    r"\b(swap|exchange|move|put|bring|merge|combine)\s+(?:it|that|this)\b(?=.*\bscene\b)",
    re.IGNORECASE,
)
_IT = (
    r"\b(?:it|that|this)\b|^(?:and|also|now|but|even|still)\b|\btoo\W*$|"
    r"^(?:a bit )?\w+er(?: please)?\W*$"
)
_ALL = rf"\b(?:whole|entire|everything|all|every|{FILM})\b"


def scene_in_mind(earlier: Sequence[Item]) -> int | None:
    """The number of the one scene that the turn before was about, or None."""
    turn = _last_turn(earlier)
    for item in reversed(turn):
        if item.get("type") == "function_call_output":
            numbers = _NOW.findall(str(item.get("output", "")))
            if len(numbers) == 1:
                return int(next(number for number in numbers[0] if number))
        if item.get("type") == "function_call":
            return _only(_named_in(item))
        if item.get("role") == "user":
            return _only(scenes_named(text_of(item)))
    return None


def with_names(text: str, scene: int | None) -> str:
    """`text` with the scene in mind named wherever it is only pointed at."""
    if scene is None:
        return text
    if MENTION.search(text):
        return _PAIRED.sub(rf"\1 scene {scene}", text)
    text = _SAME.sub(f"scene {scene}", text)
    text = _NEXT.sub(f"scene {scene + 1}", text)
    if scene > 1:
        text = _BEFORE.sub(f"scene {scene - 1}", text)
    return _HANDLED.sub(rf"\1 scene {scene}", text)


def meant(request: Request, text: str, scene: int | None) -> Request:
    """A request to change "it" is about the scene in mind rather than the whole film."""
    if scene is None or not says(_IT, text) or says(_ALL, text):
        return request
    if isinstance(request, ShortenFilm):
        return EditScenes((scene,), "shorter")
    if isinstance(request, EditScenes) and not request.scenes:
        return replace(request, scenes=(scene,))
    return request


def text_of(item: Item) -> str:
    """The words of a message item, whether plain text or parts."""
    content = item.get("content", "")
    if isinstance(content, str):
        return content
    return "\n".join(str(part["text"]) for part in content if "text" in part)


def _last_turn(earlier: Sequence[Item]) -> Sequence[Item]:
    places = [n for n, item in enumerate(earlier) if item.get("role") == "user"]
    return earlier[places[-1] :] if places else ()


def _named_in(call: Item) -> tuple[int | str, ...]:
    """The scenes that a call names in its arguments."""
    try:
        arguments = json.loads(str(call.get("arguments") or "{}"))
    except ValueError:
        return ()
    if not isinstance(arguments, dict):
        return ()
    named = [arguments.get("scene"), *(arguments.get("scenes") or ())]
    return tuple(name_of(name) for name in named if isinstance(name, str))


def _only(names: Sequence[int | str]) -> int | None:
    """The number of the only scene named."""
    if len(names) != 1 or not isinstance(names[0], int) or names[0] < 1:
        return None
    return names[0]
