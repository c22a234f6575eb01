"""Read a message: which requests a person makes in it. Pure, and never in doubt for long.

Each rule is one function from a sentence to a request, or None when the sentence is not of
its kind; the first rule that understands a sentence has it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from studio.agents.naming import scenes_named, without_names
from studio.agents.requests import (
    AddScene,
    Approve,
    DeleteScenes,
    EditScenes,
    Greeting,
    Help,
    MakeFilm,
    MergeScenes,
    MoveScene,
    OtherMusic,
    PlanAgain,
    PlanText,
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
    ShortenFilm,
    SplitScene,
    SwapScenes,
    Undo,
    Unknown,
)
from studio.domain.format import Quality
from studio.llm import mood_named
from studio.llm.embedded.asks import aspect_of, length_of
from studio.llm.embedded.revision import manners

Rule = Callable[[str], Request | None]
LONG_WORDS = 70
_VERBS = (
    "make|turn|change|swap|delete|remove|drop|move|merge|join|split|add|approve|use|set|switch|"
    "undo|put|render|rename|call|shorten|lengthen|cut|rewrite|replace|give|show|mute|speak|then"
)
_PARTS = re.compile(
    rf"(?<=[.!?;])\s+(?=[A-Z“\"])|\n+|;\s+|,?\s+(?:and\s+)?then\s+|"
    rf",?\s+and\s+(?:also\s+)?(?=(?:{_VERBS})\b)|,\s+(?=(?:{_VERBS})\b)",
    re.IGNORECASE,
)
_SAID = re.compile(r"\b(?:say|says|narration|voice[- ]?over|text|headline|screen)\s*:|[“\"]", re.I)
_FILM = r"(?:film|video|movie|short|trailer|teaser|advert|ad|explainer|clip|reel|documentary|story)"
_NEW_FILM = re.compile(
    rf"\b(?:make|create|produce|generate|write|plan|build|do|need|want|prepare)\b[^.!?\n]{{0,60}}?"
    rf"\b{_FILM}\b(?=[^.!?\n]*\b(?:about|on|for|of|explaining|showing|that|introducing|from)\b)",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    rf"\b(?:it|this|that|the (?:whole |entire )?{_FILM}|everything|all of it)\b", re.I
)
_ALL = re.compile(r"\b(?:all|every|each)(?: the| of the)?\s*(?:scenes?|shots?|of them)?\b", re.I)
_MARKDOWN = re.compile(r"^(?:#{1,6}\s|[-*]\s|>\s|\d+[.)]\s)", re.MULTILINE)


def read_message(text: str, *, has_plan: bool) -> tuple[Request, ...]:
    """The requests in a message, in its order.

    A long text, and with no plan yet anything that is not a request, is what to plan from.
    """
    message = text.strip()
    if is_material(message) or (_NEW_FILM.search(message) and not _is_about_plan(message)):
        return (PlanText(message),)
    found = tuple(_read(part, has_plan) for part in _parts(message))
    if not has_plan and any(isinstance(request, Unknown | EditScenes) for request in found):
        return (PlanText(message),)
    return _together(found) or (Unknown(message),)


def is_material(text: str) -> bool:
    """True when a message is a text to tell rather than something said to the director."""
    paragraphs = [part for part in re.split(r"\n\s*\n", text) if part.strip()]
    is_marked = len(_MARKDOWN.findall(text)) >= 2 or text.lstrip().startswith("# ")
    return len(text.split()) > LONG_WORDS or len(paragraphs) > 3 or is_marked


def _is_about_plan(message: str) -> bool:
    """ "Make the film vertical for phones" is about the film there is."""
    return bool(re.search(rf"\b(?:the|this|my) {_FILM}\b(?!\s+(?:about|on)\b)", message, re.I))


def _parts(message: str) -> list[str]:
    """The sentences and the commands joined by "and"; what is quoted stays whole."""
    if _SAID.search(message):
        return [message]
    parts = [part.strip(" ,") for part in _PARTS.split(message)]
    return [part for part in parts if re.search(r"\w", part)] or [message]


def _read(part: str, has_plan: bool) -> Request:
    for rule in _RULES:
        request = rule(part)
        if request is not None:
            return request
    return Unknown(part)


def _together(found: tuple[Request, ...]) -> tuple[Request, ...]:
    """Requests without what only surrounds them: a greeting, or "please" and its like."""
    useful = [r for r in found if not isinstance(r, Greeting | Unknown)]
    if useful:
        doubts = [r for r in found if isinstance(r, Unknown) and len(r.text.split()) > 3]
        return tuple(r for r in found if r in useful or r in doubts)
    return tuple(dict.fromkeys(found))


def _greeting(part: str) -> Request | None:
    if re.fullmatch(
        r"(?:thanks?|thank you|thx|cheers|great|lovely|perfect|nice|wow|cool)\b[^?]{0,40}",
        part,
        re.I,
    ):
        return Greeting("thanks")
    if re.fullmatch(
        r"(?:hi|hello|hey|good (?:morning|evening|afternoon)|ciao|hallo)\b[^?]{0,25}", part, re.I
    ):
        return Greeting("hello")
    return None


def _help(part: str) -> Request | None:
    asks = r"^help\b|what can (?:you|i) (?:do|say|ask)|how (?:does this|do you) work|which commands"
    return Help() if re.search(asks, part, re.IGNORECASE) else None


def _undo(part: str) -> Request | None:
    said = (
        r"^(?:please\s+)?(?:undo|revert|take (?:that|it) back|go back|not like that|never ?mind)\b"
    )
    return Undo() if re.search(said, part, re.IGNORECASE) else None


def _question(part: str) -> Request | None:
    for about, pattern in _QUESTIONS:
        if re.search(pattern, part, re.IGNORECASE):
            return Question(about)
    return None


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
        r"^how many scenes|^(?:list|show)(?: me)? (?:the |all )?(?:the )?scenes|^what (?:scenes|is in)",
    ),
    (
        "settings",
        r"^(?:what|which) (?:is the |are the )?(?:voice|mood|music|format|settings|language|colours|"
        r"colors|palette)",
    ),
    ("cost", r"\b(?:cost|price|pay|expensive|free)\b.*\?"),
    (
        "state",
        r"^(?:is|are) .*\b(?:ready|done|finished)\b|^what(?:'s| is) (?:the )?(?:status|next|missing)|"
        r"^where (?:are|do) we|^status\b",
    ),
)


def _approve(part: str) -> Request | None:
    asked = (
        r"\b(?:approve|greenlight|green light|sign off)\b|^(?:looks?|that(?:'s| is)|it(?:'s| is)) "
        r"(?:very |really )?(?:good|great|fine|perfect|lovely)\b|^(?:go(?: ahead| for it)?|ship it|"
        r"ok(?:ay)? go|yes,? go)\W*$|^i(?:'m| am) happy with (?:it|this|everything)"
    )
    if not re.search(asked, part, re.IGNORECASE):
        return None
    return Approve(scenes_named(part))


def _film(part: str) -> Request | None:
    making = (
        r"\b(?:make|render|produce|export|finish|create|build)\s+(?:me\s+)?(?:a |the |this |my )"
    )
    if not re.search(
        rf"{making}(?:(?:final|finished|whole|draft|high[- ]quality)\s+)?(?:{_FILM}|draft|mp4)\W*(?:now|please|in (?:draft|standard|high)(?: quality)?)?\W*$",
        part,
        re.I,
    ) and not re.fullmatch(r"(?:please\s+)?render(?: it)?(?: now)?\W*", part, re.I):
        return None
    if re.search(r"\b(?:draft|preview|rough)\b", part, re.IGNORECASE):
        return MakeFilm(Quality.DRAFT)
    return MakeFilm(Quality.HIGH if re.search(r"\bhigh\b", part, re.I) else Quality.STANDARD)


def _delete(part: str) -> Request | None:
    if not re.search(
        r"\b(?:delete|remove|drop|cut|kill|leave out|get rid of|take out)\b", part, re.I
    ):
        return None
    names = scenes_named(part)
    is_edit = re.search(r"\bcut (?:it|scene \S+) (?:down|in)\b|\bfrom\b", part, re.I)
    return DeleteScenes(names) if names and not is_edit else None


def _swap(part: str) -> Request | None:
    names = scenes_named(part)
    asked = re.search(r"\b(?:swap|exchange|switch)\b", part, re.IGNORECASE)
    return SwapScenes(names[0], names[1]) if asked and len(names) == 2 else None


def _move(part: str) -> Request | None:
    asked = re.search(r"\b(?:move|put|bring|place|shift)\b(?P<rest>.*)$", part, re.IGNORECASE)
    if not asked:
        return None
    names = scenes_named(part)
    if not names:
        return None
    if re.search(r"\b(?:to the|at the) (?:end|back)\b|\blast\s*$", part, re.IGNORECASE):
        return MoveScene(names[0], -1)
    if re.search(r"\b(?:to the|at the) (?:start|beginning|front|top)\b|\bfirst\s*$", part, re.I):
        return MoveScene(names[0], 1)
    place = re.search(
        r"\b(?:to|at|into)(?: place| position| number| slot)?\s+#?(\d+)\W*$", part, re.I
    )
    if place:
        return MoveScene(names[0], int(place[1]))
    beside = re.search(r"\b(after|behind|before|in front of)\b", part, re.IGNORECASE)
    if beside and len(names) > 1:
        return MoveScene(names[0], names[1], beside[1].lower() in ("after", "behind"))
    if beside and (bare := re.search(r"\b(?:after|behind|before)\s+(\d+)\b", part, re.I)):
        return MoveScene(names[0], int(bare[1]), beside[1].lower() in ("after", "behind"))
    return None


def _split(part: str) -> Request | None:
    names = scenes_named(part)
    asked = re.search(r"\b(?:split|divide|cut)\b", part, re.IGNORECASE)
    is_two = re.search(r"\bsplit\b|\bdivide\b|\bin (?:two|half)\b", part, re.IGNORECASE)
    return SplitScene(names[0]) if asked and is_two and names else None


def _merge(part: str) -> Request | None:
    names = scenes_named(part)
    if not re.search(r"\b(?:merge|combine|join|unite)\b", part, re.IGNORECASE) or not names:
        return None
    numbers = [name for name in names if isinstance(name, int) and name > 0]
    return MergeScenes(min(numbers) if numbers else names[0])


def _add(part: str) -> Request | None:
    asked = re.search(
        r"\b(?:add|insert|append)\b\s+(?:an?|another|one more|the)?\s*(?P<kind>[\w-]+\s)?"
        r"(?:scene|shot|card|slide|question|title)\b(?P<rest>.*)$",
        part,
        re.IGNORECASE | re.DOTALL,
    )
    if not asked:
        return None
    rest = asked["rest"]
    said = re.search(
        r"(?:saying|that says|says?|with the (?:text|words)|:|about)\s*:?\s*(?P<text>.+)$",
        rest,
        re.I | re.S,
    )
    head = rest[: said.start()] if said else rest
    names = scenes_named(head)
    is_before = bool(re.search(r"\b(?:before|in front of)\b", head, re.IGNORECASE))
    is_first = bool(re.search(r"\bat the (?:start|beginning)\b", head, re.IGNORECASE))
    text = said["text"].strip(" “”\"'") if said else ""
    is_closing = bool(re.search(r"\b(?:closing|end|final|outro|last)\b", asked["kind"] or "", re.I))
    beside = names[0] if names else (1 if is_first else None)
    return AddScene(text, beside, not (is_before or is_first), is_closing)


def _rename(part: str) -> Request | None:
    asked = re.search(
        rf"\b(?:rename|retitle|title|call)\b(?:\s+(?:the\s+)?(?:it|this|project|{_FILM}))?\s*(?:to|as|:)?\s*"
        r"[“\"'](?P<quoted>[^”\"]+?)[”\"']?\s*$"
        rf"|\b(?:rename|retitle)\s+(?:the\s+)?(?:it|this|project|{_FILM})\s+(?:to|as)\s+(?P<plain>.+)$"
        rf"|\bcall (?:it|this|the {_FILM})\s+(?P<name>.+)$"
        rf"|\b(?:the\s+)?(?:new\s+)?title (?:should be|is|to|:)\s*(?P<title>.+)$",
        part,
        re.IGNORECASE,
    )
    if not asked or scenes_named(part):
        return None
    title = next(text for text in asked.groups() if text)
    return Rename(title.strip(" “”\"'."))


def _voice(part: str) -> Request | None:
    if re.search(
        r"\b(?:speak|talk|narrat\w+|voice|read)\b.*\b(?:faster|quicker|slower|more slowly)\b",
        part,
        re.I,
    ):
        return SetPace(0.88 if re.search(r"slow", part, re.IGNORECASE) else 1.12)
    wanted = re.search(
        r"\b(?:voice|narrator|speaker|accent|spoken|speak|narrate[ds]?|narration)\b\s*(?:to|in|:|with)?\s*(?P<a>.*)$",
        part,
        re.IGNORECASE,
    )
    asks = re.search(
        r"\b(?:use|set|change|switch|give|want|make|try|another|different|spoken|speak|in)\b",
        part,
        re.I,
    )
    if (
        not wanted
        or not asks
        or scenes_named(part)
        or re.search(r"\bvoice[- ]?over\s*:", part, re.I)
    ):
        return None
    return SetVoice(part)


def _captions(part: str) -> Request | None:
    if not re.search(r"\b(?:captions?|subtitles?)\b", part, re.IGNORECASE) or scenes_named(part):
        return None
    is_off = re.search(r"\b(?:off|no|without|remove|hide|disable|drop|don't|do not)\b", part, re.I)
    return SetCaptions(not is_off)


def _music(part: str) -> Request | None:
    if not re.search(r"\b(?:music|score|soundtrack|song)\b", part, re.IGNORECASE):
        return None
    if re.search(r"\b(?:off|no|without|remove|mute|disable|stop)\b", part, re.IGNORECASE):
        return SetMusic(is_on=False)
    if re.search(r"\b(?:louder|up|stronger)\b", part, re.IGNORECASE):
        return SetMusic(louder_db=4.0)
    if re.search(r"\b(?:quieter|softer|lower|down|too loud)\b", part, re.IGNORECASE):
        return SetMusic(louder_db=-4.0)
    if mood_named(part):
        return SetMood(mood_named(part))
    if re.search(r"\b(?:another|different|other|change|new)\b", part, re.IGNORECASE):
        return OtherMusic()
    return SetMusic(is_on=True) if re.search(r"\b(?:on|add|with|play)\b", part, re.I) else None


def _colours(part: str) -> Request | None:
    if not re.search(r"\b(?:colou?rs?|palette|look)\b", part, re.IGNORECASE) or scenes_named(part):
        return None
    said = re.sub(
        r"\b(?:colou?rs?|palette|use|make|the|change|set|to|it|look|of|a|more)\b",
        " ",
        part,
        flags=re.I,
    )
    wanted = " ".join(re.findall(r"[A-Za-z]+", said)).lower()
    return SetColours(wanted) if wanted else None


def _aspect(part: str) -> Request | None:
    aspect = aspect_of(part)
    return SetAspect(aspect) if aspect and not scenes_named(part) else None


def _mood(part: str) -> Request | None:
    mood = mood_named(part)
    asked = re.search(r"\b(?:mood|feel(?:ing)?|tone|atmosphere)\b", part, re.IGNORECASE)
    return SetMood(mood) if mood and asked and not scenes_named(part) else None


def _length(part: str) -> Request | None:
    length = length_of(part)
    if length is None or scenes_named(part) or re.search(r"\bscenes?\b", part, re.IGNORECASE):
        return None
    return PlanAgain(length_s=length)


def _again(part: str) -> Request | None:
    asked = r"\b(?:plan|start|try|do)\b.{0,20}\b(?:again|anew|over)\b|\bnew plan\b|^plan (?:it|this)\b|^replan\b|^another version"
    return PlanAgain() if re.search(asked, part, re.IGNORECASE) and not scenes_named(part) else None


def _edit(part: str) -> Request | None:
    names = scenes_named(part)
    if names:
        return EditScenes(names, _guidance(part))
    asked = manners(part)
    is_whole = bool(_WHOLE.search(part)) or len(part.split()) <= 4
    if asked == {"shorter"} and is_whole and not _ALL.search(part):
        return ShortenFilm()
    if asked - {"other"} and (is_whole or _ALL.search(part)):
        return EditScenes((), _guidance(part))
    return None


def _guidance(part: str) -> str:
    left = without_names(part)
    left = (
        re.sub(
            r"^(?:please\s+|can you\s+|could you\s+)*(?:make|rewrite|change|edit|redo|regenerate|let|revise)\b\s*(?=[:,]|$)?",
            "",
            left,
            flags=re.I,
        )
        if not re.search(r"\b(?:change|replace)\b.+\b(?:to|with|into|by)\b", left, re.I)
        else left
    )
    return left.strip(" ,.:;-–—") if not _SAID.search(left) else left.strip()


_RULES: tuple[Rule, ...] = (
    _greeting,
    _help,
    _undo,
    _question,
    _split,
    _delete,
    _swap,
    _merge,
    _add,
    _move,
    _film,
    _approve,
    _rename,
    _captions,
    _music,
    _voice,
    _aspect,
    _mood,
    _length,
    _again,
    _edit,
    _colours,
)
