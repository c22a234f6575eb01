"""How the film sounds and looks as a whole: title, voice, music, shape, captions, colours."""

from __future__ import annotations

import re

from studio.agents.naming import scenes_named, without_names
from studio.agents.requests import (
    Beyond,
    OtherMusic,
    PlanAgain,
    Question,
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
from studio.agents.rules.rule import FILM, Rule, asks, says
from studio.llm import mood_named
from studio.llm.embedded.asks import aspect_of, length_of
from studio.llm.embedded.manners import manners

_OFF = r"\b(?:off|no|without|remove|hide|mute|disable|drop|stop|don't|do not)\b"
_TITLE = re.compile(
    rf"""
    \b(?:rename|retitle|title|call)\b(?:\s+(?:the\s+)?(?:it|this|project|{FILM}))?
        \s*(?:to|as|:)?\s*[“"'](?P<quoted>[^”"]+?)[”"']?\s*$
    |\b(?:rename|retitle)\s+(?:the\s+)?(?:it|this|project|{FILM})\s+(?:to|as)\s+(?P<plain>.+)$
    |\bcall\s(?:it|this|the\s{FILM})\s+(?P<name>.+)$
    |\b(?:the\s+)?(?:new\s+)?title\s*(?:should\sbe|is|to|:)\s*(?P<title>.+)$
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
_CHANGE = (
    r"\b(?:have|use|set|change|switch|give|want|make|try|another|different|spoken|speak|in|with)\b"
)
_PACE = (
    r"\b(?:speak|talk|narrat\w+|voice|read)\b.*\b(?:faster|quicker|slower|more slowly|slow down)\b|"
    r"\b(?:faster|quicker|slower) (?:voice|narrat\w+|speech)\b"
)
_NOT_COLOUR = r"\b(?:colou?rs?|palette|use|make|the|change|set|to|it|look|of|a|more|please)\b"


_SETTING = r"\b(?:captions?|subtitles?|music|soundtrack|voice|narrator|format|colou?rs|mood)\b"
_ONLY_A_WISH = re.compile(
    r"(?:an? (?:bit|little) )?(?:[a-z]+er\b|different|more\b|less\b|in\b|on\b|at\b|"
    r"something|anything|"
    r"removed|gone|bold|changed|centred)"
)
_CAPTION_LOOK = (
    r"\b(?:\w*(?:bigger|larger|smaller)|big|small|huge|tiny|size|fonts?|colou?r\w*|red|blue|green|"
    r"yellow|white|black|orange|pink|purple|bold|italics?|higher|lower(?![- ]third)|top|bottom|"
    r"middle|left|right|move|language|translated?|(?:in|into) (?!the\b|boxes)[a-z]+)\b"
)
_IN_PLACES = (
    r"\b(?:at the (?:end|start|beginning)|in the middle|when|while|until|after|before|during|under|"
    r"later|earlier|fade)\b"
)
_NOT_SO = re.compile(
    r"\b(?:not|instead of|rather than|from)\s+(?:a |an |the |too )?[\w:]+", re.IGNORECASE
)
_OF_A_PART = (
    r"\b(?:shorter|longer|less|more|off|by|after|before|starts?|begins?|pauses?|wait|fade|add|"
    r"first|last|every|each|later|earlier|music|voice|sound|captions?|intro|opening)\b"
)
_AT_MOST = r"\b(?:no|not) (?:more|longer) than\b|\bor (?:less|shorter)\b|\bat most\b"
_BY_LENGTH = (
    r"\b(?:shorter|longer|off|less|more)\b|\b(?:by|add)\b|"
    r"\b(?:cut|trim|remove|lose)\s+(?:about |another )?[\w.]+\s*(?:s\b|sec|min)"
)
CAPTION_STYLES = (
    "Captions have their own size and colours, in one of the styles words, line, boxed, pop, "
    "typewriter and lower-third; say for example “boxed captions”, or switch them off."
)
ONE_MUSIC = (
    "The music plays through the whole film; I can give it another mood, make it louder or "
    "quieter, or switch it off."
)
WHOLE_LENGTH = "Say how long the whole film should be, for example “make it 45 seconds”."


def _asked(part: str) -> Request | None:
    is_wish = says(r"^(?:can|could|may) i (?:have|get|hear)\b", part)
    is_asked = asks(part) and not is_wish and says(_SETTING, part) and not scenes_named(part)
    return Question("settings") if is_asked else None


def _rename(part: str) -> Request | None:
    asked = _TITLE.search(part)
    if not asked or scenes_named(part):
        return None
    title = next(text for text in asked.groups() if text).strip(" “”\"'.")
    is_wish = not asked["quoted"] and _ONLY_A_WISH.match(title)
    return None if is_wish else Rename(title)


def _captions(part: str) -> Request | None:
    if not says(r"\b(?:captions?|subtitles?)\b", part) or scenes_named(part):
        return None
    if says(_OFF, part):
        return SetCaptions(False)
    wished = next((name for name, said in _CAPTIONS.items() if says(said, part)), "")
    is_beyond = not wished and says(_CAPTION_LOOK, part)
    return Beyond(CAPTION_STYLES) if is_beyond else SetCaptions(True, wished)


def _music(part: str) -> Request | None:
    rest = without_names(part)
    if not says(r"\b(?:music|score|soundtrack|song)\b", rest) or says(r"\bsing\b", part):
        return None
    if scenes_named(part) or says(_IN_PLACES, part):
        return Beyond(ONE_MUSIC)
    if says(r"\b(?:louder|up|stronger|more music|too (?:quiet|low|soft)|hear)\b", part):
        return SetMusic(louder_db=4.0)
    if says(r"\b(?:quieter|lower|softer|down|less|too loud)\b", part):
        return SetMusic(louder_db=-4.0)
    if says(r"\b(?:don['’]t|do not) like\b", part):
        return OtherMusic()
    if says(_OFF, part):
        return SetMusic(is_on=False)
    if mood_named(part):
        return SetMood(mood_named(part))
    if says(r"\b(?:another|different|other|change|new)\b", part):
        return OtherMusic()
    return SetMusic(is_on=True) if says(r"\b(?:on|add|with|play)\b", part) else None


def _voice(part: str) -> Request | None:
    if scenes_named(part) or says(r"\bvoice[- ]?over\s*:", part):
        return None
    too = re.search(r"\b(?:voice|narrator|speaker)\b.*\btoo (fast|quick|slow)", part, re.IGNORECASE)
    if too:
        return SetPace(1.12 if too[1].lower() == "slow" else 0.88)
    if says(r"\bnarration\b", part) and manners(part):
        return None
    if says(_PACE, part):
        return SetPace(0.88 if says(r"slow", part) else 1.12)
    is_short = len(part.split()) <= 6 and not part.endswith("?")
    return SetVoice(part) if says(_VOICE, part) and (is_short or says(_CHANGE, part)) else None


def _aspect(part: str) -> Request | None:
    aspect = aspect_of(_NOT_SO.sub(" ", part))
    return SetAspect(aspect) if aspect and not scenes_named(part) else None


def _mood(part: str) -> Request | None:
    mood = mood_named(part)
    is_asked = says(r"\b(?:mood|feel(?:ing)?|tone|atmosphere)\b", part)
    return SetMood(mood) if mood and is_asked and not scenes_named(part) else None


def _length(part: str) -> Request | None:
    length = length_of(part)
    if length is None or scenes_named(part) or says(r"\bscenes?\b", part):
        return None
    if says(_BY_LENGTH, part) and not says(_AT_MOST, part):
        return Beyond(WHOLE_LENGTH)
    is_whole = says(_AT_MOST, part) or not says(_OF_A_PART, part)
    return PlanAgain(length_s=length) if is_whole else None


def _colours(part: str) -> Request | None:
    if not says(r"\b(?:colou?rs?|palette)\b", part) or scenes_named(part):
        return None
    said = re.sub(_NOT_COLOUR, " ", part, flags=re.IGNORECASE)
    wanted = " ".join(re.findall(r"[A-Za-z]+", said)).lower()
    return SetColours(wanted) if wanted else None


RULES: tuple[Rule, ...] = (
    _asked,
    _rename,
    _captions,
    _music,
    _voice,
    _aspect,
    _mood,
    _length,
    _colours,
)
