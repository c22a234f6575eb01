"""Read a message: which requests a person makes in it. Pure, and never in doubt for long."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studio.agents.naming import scenes_named, with_nouns
from studio.agents.requests import (
    Beyond,
    EditScenes,
    Greeting,
    Leave,
    PlanText,
    Request,
    SceneName,
    ShortenFilm,
    Unknown,
)
from studio.agents.rules import RULES
from studio.agents.rules.rule import FILM, SAID, says
from studio.agents.rules.tongues import in_english
from studio.agents.rules.web import website

LONG_WORDS = 70
_VERBS = (
    "make|turn|change|swap|delete|remove|drop|move|merge|join|split|add|approve|use|set|switch|"
    "undo|put|render|rename|call|shorten|lengthen|cut|rewrite|replace|give|show|mute|speak|then"
)
_PARTS = re.compile(
    rf"(?<=[.!?;])\s+(?=[A-Z“\"])|\n+|;\s+|,?\s+(?:and\s+)?then\s+|"
    rf",?\s+(?:and|but)\s+(?:also\s+|please\s+)?(?=(?:{_VERBS})\b)|,\s+(?=(?:{_VERBS})\b)",
    re.IGNORECASE,
)
_NEW_FILM = (
    rf"\b(?:make|create|produce|generate|write|plan|build|do|need|want|prepare)\b[^.!?\n]{{0,60}}?"
    rf"\b{FILM}\b(?=[^.!?\n]*\b(?:about|on|for|of|explaining|showing|that|introducing|from)\b)"
)
_NAMED_FILM = (
    rf"^(?:an?|another|one)\b[^.!?\n]{{0,60}}?\b{FILM}\b\s+(?:about|on|for|of|explaining)\b"
)
_ANEW = (
    r"^(?:(?:please|no|ok|okay|now)[,\s]+)*(?:start|begin) (?:over|again|anew) with\b"
    rf"[^.!?\n]{{0,60}}?\b{FILM}\s+(?:about|on|of|for|explaining)\b"
)
_FILM_AT_HAND = rf"\b(?:the|this|my) {FILM}\b(?!\s+(?:about|on)\b)"
_OFF = r"\b(?:off|no|without|remove|hide|mute)\b"
_BARE = r"^(?:the |any |my )?(captions?|subtitles?|music|soundtrack)\W*$"
_UNPLANNED = Unknown | EditScenes | Leave | Beyond
_MARKDOWN = re.compile(r"^(?:#{1,6}\s|[-*]\s|>\s|\d+[.)]\s)", re.MULTILINE)


def read_message(text: str, *, has_plan: bool) -> tuple[Request, ...]:
    """The requests in a message, in its order; never none.

    A long text, and with no plan yet anything that is not a request, is what to plan from.
    """
    message = text.strip()
    of_website = None if is_material(message) else website(message)
    if of_website is not None:
        return (of_website,)
    is_named = any(says(new, message) for new in (_NEW_FILM, _NAMED_FILM, _ANEW))
    is_new = is_named and not says(_FILM_AT_HAND, message)
    if is_material(message) or is_new:
        return (PlanText(message),)
    told = in_english(message)
    found = _with_its([(part, request) for part in _parts(told) for request in _read(part)])
    if not has_plan and any(isinstance(request, _UNPLANNED) for request in found):
        return (PlanText(message),)
    return _together(found) or (Unknown(message),)


def is_material(text: str) -> bool:
    """True when a message is a text to tell rather than something said to the director."""
    paragraphs = [part for part in re.split(r"\n\s*\n", text) if part.strip()]
    is_marked = len(_MARKDOWN.findall(text)) >= 2 or text.lstrip().startswith("# ")
    return len(text.split()) > LONG_WORDS or len(paragraphs) > 3 or is_marked


def _parts(message: str) -> list[str]:
    """The sentences and the commands joined by "and"; what is quoted stays whole."""
    if SAID.search(message):
        return [message]
    parts = [with_nouns(part.strip(" ,")) for part in _PARTS.split(message)]
    return [part for part in parts if re.search(r"\w", part)] or [message]


def _with_its(found: Sequence[tuple[str, Request]]) -> tuple[Request, ...]:
    """ "Make scene 2 calmer and give it more time": it is the scene just named."""
    told = list[Request]()
    for part, request in found:
        before = told[-1] if told else None
        names = before.scenes if isinstance(before, EditScenes) else ()
        if names and says(r"\b(?:it|its|them)\b", part):
            request = _of(request, names)
        told.append(request)
    return tuple(told)


def _of(request: Request, names: tuple[SceneName, ...]) -> Request:
    """A wish for the whole film, made one for these scenes."""
    if isinstance(request, ShortenFilm):
        return EditScenes(names, "shorter")
    if isinstance(request, EditScenes) and not request.scenes:
        return EditScenes(names, request.guidance)
    return request


def _read(part: str) -> tuple[Request, ...]:
    """The requests in one part: several where every piece between commas is one."""
    pieces = [piece.strip() for piece in re.split(r",\s+|\s+and\s+", part) if piece.strip()]
    if says(_OFF, part):
        pieces = [re.sub(_BARE, r"no \1", piece, flags=re.IGNORECASE) for piece in pieces]
    if len(pieces) > 1 and not scenes_named(part) and not SAID.search(part):
        found = tuple(_one(piece) for piece in pieces)
        kinds = {type(request) for request in found}
        if len(kinds) == len(found) and not kinds & {Unknown, Greeting, EditScenes}:
            return found
    return (_one(part),)


def _one(part: str) -> Request:
    for rule in RULES:
        request = rule(part)
        if request is not None:
            return request
    return Unknown(part)


def _together(found: tuple[Request, ...]) -> tuple[Request, ...]:
    """Requests without what only surrounds them: a greeting, or "please" and its like."""
    useful = [request for request in found if not isinstance(request, Greeting | Unknown)]
    if useful:
        doubts = [r for r in found if isinstance(r, Unknown) and len(r.text.split()) > 3]
        return tuple(r for r in found if r in useful or r in doubts)
    return tuple(dict.fromkeys(found))
