"""How the film sounds and looks as a whole: title, voice, music, shape, captions, colours."""

from __future__ import annotations

import re

from studio.agents.naming import scenes_named
from studio.agents.requests import (
    OtherMusic,
    PlanAgain,
    Rename,
    Request,
    SetAspect,
    SetCaptions,
    SetColours,
    SetMood,
    SetMusic,
    SetPace,
    SetVoice,
)
from studio.agents.rules.rule import FILM, Rule, says
from studio.llm import mood_named
from studio.llm.embedded.asks import aspect_of, length_of

_OFF = r"\b(?:off|no|without|remove|hide|mute|disable|drop|stop|don't|do not)\b"
_TITLE = re.compile(
    rf"""
    \b(?:rename|retitle|title|call)\b(?:\s+(?:the\s+)?(?:it|this|project|{FILM}))?
        \s*(?:to|as|:)?\s*[“"'](?P<quoted>[^”"]+?)[”"']?\s*$
    |\b(?:rename|retitle)\s+(?:the\s+)?(?:it|this|project|{FILM})\s+(?:to|as)\s+(?P<plain>.+)$
    |\bcall\s(?:it|this|the\s{FILM})\s+(?P<name>.+)$
    |\b(?:the\s+)?(?:new\s+)?title\s(?:should\sbe|is|to|:)\s*(?P<title>.+)$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_CAPTIONS = {
    "lower-third": r"\blower[- ]thirds?\b",
    "typewriter": r"\b(?:typewriter|typed|typing)\b",
    "pop": r"\bpop(?:s|ping|ped)?\b",
    "boxed": r"\bbox(?:ed|es)?\b",
    "line": r"\b(?:plain|simple|quiet)\b",
    "words": r"\b(?:highlight\w*|word[- ]by[- ]word|karaoke)\b",
}
_VOICE = r"\b(?:voice|narrator|speaker|accent|spoken|narrate[ds]?|speak|narration)\b"
_CHANGE = r"\b(?:use|set|change|switch|give|want|make|try|another|different|spoken|speak|in|with)\b"
_PACE = (
    r"\b(?:speak|talk|narrat\w+|voice|read)\b.*\b(?:faster|quicker|slower|more slowly|slow down)\b"
)
_NOT_COLOUR = r"\b(?:colou?rs?|palette|use|make|the|change|set|to|it|look|of|a|more|please)\b"


def _rename(part: str) -> Request | None:
    asked = _TITLE.search(part)
    if not asked or scenes_named(part):
        return None
    title = next(text for text in asked.groups() if text)
    return Rename(title.strip(" “”\"'."))


def _captions(part: str) -> Request | None:
    if not says(r"\b(?:captions?|subtitles?)\b", part) or scenes_named(part):
        return None
    if says(_OFF, part):
        return SetCaptions(False)
    wished = (name for name, said in _CAPTIONS.items() if says(said, part))
    return SetCaptions(True, next(wished, ""))


def _music(part: str) -> Request | None:
    if not says(r"\b(?:music|score|soundtrack|song)\b", part) or says(r"\bsing\b", part):
        return None
    if says(_OFF, part):
        return SetMusic(is_on=False)
    if says(r"\b(?:louder|up|stronger)\b", part):
        return SetMusic(louder_db=4.0)
    if says(r"\b(?:quieter|lower|down|too loud)\b", part):
        return SetMusic(louder_db=-4.0)
    if mood_named(part):
        return SetMood(mood_named(part))
    if says(r"\b(?:another|different|other|change|new)\b", part):
        return OtherMusic()
    return SetMusic(is_on=True) if says(r"\b(?:on|add|with|play)\b", part) else None


def _voice(part: str) -> Request | None:
    if scenes_named(part) or says(r"\bvoice[- ]?over\s*:", part):
        return None
    if says(_PACE, part):
        return SetPace(0.88 if says(r"slow", part) else 1.12)
    is_short = len(part.split()) <= 6 and not part.endswith("?")
    return SetVoice(part) if says(_VOICE, part) and (is_short or says(_CHANGE, part)) else None


def _aspect(part: str) -> Request | None:
    aspect = aspect_of(part)
    return SetAspect(aspect) if aspect and not scenes_named(part) else None


def _mood(part: str) -> Request | None:
    mood = mood_named(part)
    is_asked = says(r"\b(?:mood|feel(?:ing)?|tone|atmosphere)\b", part)
    return SetMood(mood) if mood and is_asked and not scenes_named(part) else None


def _length(part: str) -> Request | None:
    length = length_of(part)
    if length is None or scenes_named(part) or says(r"\bscenes?\b", part):
        return None
    return PlanAgain(length_s=length)


def _colours(part: str) -> Request | None:
    if not says(r"\b(?:colou?rs?|palette)\b", part) or scenes_named(part):
        return None
    said = re.sub(_NOT_COLOUR, " ", part, flags=re.IGNORECASE)
    wanted = " ".join(re.findall(r"[A-Za-z]+", said)).lower()
    return SetColours(wanted) if wanted else None


RULES: tuple[Rule, ...] = (
    _rename,
    _captions,
    _music,
    _voice,
    _aspect,
    _mood,
    _length,
    _colours,
)
