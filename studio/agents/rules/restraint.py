"""What is not to be done: what is forbidden, kept as it is, excepted, or only asked about."""

from __future__ import annotations

import re

from studio.agents.naming import name_of, scenes_named
from studio.agents.requests import Approve, Beyond, Greeting, Leave, Question, Request, SceneName
from studio.agents.rules.rule import FILM, SAID, Rule, orders, says

_FORBIDDEN = (
    r"(?:don['’]?t|do not|never|not)\s+(?:yet\s+|ever\s+|you\s+)?(?:delete|remove|drop|cut|approve|"
    r"greenlight|change|touch|edit|alter|rewrite|redo|render|export|merge|combine|split|swap|"
    r"move|undo|rename|replace|shorten|turn off|mute|hide|go\b|start (?:yet|now|it|"
    r"over|again)|plan|"
    r"make .{1,40}\b(?:\w+er|more|less)\b|"
    rf"make (?:it(?: yet| now)?\W*$|(?:the|this|my|a) (?:{FILM}|draft)))"
)
_INSTEAD = r"(?:don['’]?t|do not|never)\s+(?:use|show|play|have|add|put|let|say|speak)"
_KEPT = (
    r"(?:keep|leave)\s+(?:scenes?\b|shots?\b|the\b|my\b|it (?:as|like|that|this)|everything|"
    r"all of|that|this)"
)
_KEPT_OTHERWISE = (
    r"\b(?:out|off|on|only|just|under|below|to|at|short|simple|calm|low|quiet|loud|up|down|\w+er)\b|"
    r"\d\s*s\b"
)
_LIKED = (
    r"^(?:i (?:really |do |also )*(?:like|love)\b|.*\b(?:is|are|looks?|sounds?)\s"
    r"(?:so |very |really )?(?:great|good|fine|perfect|lovely|beautiful|ok|okay|nice)\W*$)"
)
_EXCEPT = re.compile(
    r"\b(?:except(?: for)?|apart from|other than|all but|everything but|but not|not|"
    r"but (?:please )?(?:keep|leave)|without (?:changing|touching)|keeping|leaving|"
    r"(?:don['’]?t|do not|never) (?:touch|change|edit|alter))\b(?P<rest>.*)$",
    re.IGNORECASE,
)
_ASKED = (
    r"^(?:and |so |but |ok |hm+,? )?(?:what(?! if| about mak)|why(?! not| don)|when|"
    r"where|who|which|"
    r"how(?! about)|is|are|was|were|does|do(?! scene| the| it)|did|has|should|shall|may|must)\b"
    r"|^(?:show|tell|read|give)\s+(?:me|us)\b(?!.*\b(?:as|like|with|another|different)\b)"
)
INSTEAD = "Say what it should be instead, for example “show scene 3 as a list”."
EXCEPTED = "Say which scenes you mean by their numbers, for example “delete scenes 2 and 4”."


def _forbidden(part: str) -> Request | None:
    if orders(_INSTEAD, part) and scenes_named(part) and not SAID.search(part):
        return Beyond(INSTEAD)
    is_kept = orders(_KEPT, part) and not says(_KEPT_OTHERWISE, part)
    return Leave() if is_kept or orders(_FORBIDDEN, part) else None


def _liked(part: str) -> Request | None:
    is_more = len(part.split()) > 8 or says(r"\b(?:but|if|when|more|not)\b|^(?:make|let)\b", part)
    is_praise = scenes_named(part) and not is_more and says(_LIKED, part)
    return Greeting("praise") if is_praise and not says(_ASKED, part) else None


def _excepted(part: str) -> Request | None:
    """All scenes but some: a greenlight knows how, the rest asks for numbers."""
    asked = None if SAID.search(part) else _EXCEPT.search(part)
    names = _names(asked["rest"]) if asked else ()
    if asked is None or not names:
        return None
    if says(r"\b(?:approved?|greenlight|greenlit|sign off)\b", part):
        return Approve(scenes_named(part[: asked.start()]), names)
    return Beyond(EXCEPTED)


def _names(rest: str) -> tuple[SceneName, ...]:
    found = scenes_named(rest)
    alone = name_of(rest.strip(" .!")) if not found and rest.strip(" .!") else ""
    return found or ((alone,) if isinstance(alone, int) else ())


def _asked(part: str) -> Request | None:
    names = scenes_named(part)
    return Question("scene", names[0]) if len(names) == 1 and says(_ASKED, part) else None


RULES: tuple[Rule, ...] = (_forbidden, _excepted, _liked, _asked)
