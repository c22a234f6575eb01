"""Distil short words for the screen out of a sentence, without adding or breaking anything."""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import east_asian_width

from studio.llm.embedded.sentences import tidy, words
from studio.llm.embedded.vocabulary import vocabulary

MAX_WORDS = 9
MAX_CHARACTERS = 64
LONG_WORDS = 3
WHOLE_CHARACTERS = 84

_END_MARKS = re.compile(r"[\s.,;:!。،؛।…—–-]+$")
_CLOSERS = "”»\"’'"
_LINK = re.compile(
    r"^(?:and|but|so|then|yet|or|also|still|however|therefore|in fact|of course|indeed|instead|"
    r"moreover|finally|today|now|meanwhile|for example|for instance|after all)[,]?\s+",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:in|on|at|by|from|with|without|when|while|if|after|before|between|during|since|until|"
    r"through|for|as|because|although|though|once|every|each|beyond|across|among|inside|outside|"
    r"under|over|near|to|like|unlike|despite|thanks|all|together)\b",
    re.IGNORECASE,
)
_TAIL_CLAUSE = re.compile(
    r"(?:,\s+|\s+[—–-]\s+|;\s+|:\s+)"
    r"(?=(?:and|but|so|or|yet|which|who|where|when|while|as|because|although|though|with|without|"
    r"about|all|both|from|then|if|until|leaving|making|including|not|nor|one|two|that|just|only|"
    r"almost|nearly|they|it|we|he|she|its|their|his|her|none|each|such|like|often|sometimes|"
    r"especially|even|plus|twice|to|thanks|in|on|at|by|for|after|before|since|once|now|a|an|the)\b)",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(
    r"\s+(?=(?:because|although|though|while|whereas|unless|until|so that|before|after|when|"
    r"wherever|whenever|since)\s)",
    re.IGNORECASE,
)
_BARE_LEAD = re.compile(
    r"^(?:at|in|on|by|from|with|near|under|over|beyond|inside|during)\b[^,]*?\s"
    r"(?=(?:the|a|an|it|they|its|this|that)\s(?:[\w-]+\s)?"
    r"(?:would|could|will|can|is|are|was|were|has|have|had)\b)",
    re.IGNORECASE,
)
_SECOND_VERB = re.compile(
    r"\s+(?=and\s(?:then\s)?(?:[a-z]+ed|sent|set|left|made|took|gave|went|came|found|brought|"
    r"kept|built|began|became|wrote|won|lost|ran|rolls|is|are|was|were|has|have|will|can)\s)"
)
_RELATIVE = re.compile(r"\s+(?=that\s)")
_SAYING = re.compile(
    r"\b(?:so(?:\s\w+)?|such|know|knew|knows|say|says|said|mean|means|meant|find|finds|found|show|"
    r"shows|showed|shown|think|thinks|thought|believe|believes|believed|hope|hopes|hoped|see|sees|"
    r"saw|learn|learned|learnt|tell|tells|told|claim|claims|claimed|argue|argues|expect|expects|"
    r"feel|felt|explain|explains|reported|reports|decided|agree|agreed|sure|certain|sign|proof)$",
    re.IGNORECASE,
)
_REPORTING = re.compile(r"^(?:say|says|said|think|believe|claim|argue|warn|hope|report)s? that\s")
_APPOSITION = re.compile(
    r"^(?P<subject>[^,]{2,40}), (?P<aside>[^,]{2,60}), (?P<rest>[a-z]\w+\b.*)$"
)
_PRONOUN = re.compile(
    r"^(?:it|they|he|she|this|these|those|that|there|we|you|i)\s+(?P<rest>\S.*)$", re.IGNORECASE
)
_BE = r"(?:is|are|was|were|remains?|stays?|became|becomes?)"
_HAVE = r"(?:has|have|had|holds?|hides?|carries|needs?|contains?|owns?|wears?)"
_SUBJECT_BE = re.compile(
    rf"^(?P<subject>[^,;:]{{2,38}}?)\s+{_BE}\s+(?P<said>(?!been\b|being\b|not\b|to\b)\S.*)$"
)
_SUBJECT_HAVE = re.compile(rf"^(?P<subject>[^,;:]{{2,38}}?)\s+{_HAVE}\s+(?P<said>\S.*)$")
_NAME = re.compile(
    r"^(?P<name>(?:The\s)?(?:[A-ZÀ-Þ][\w’'-]*)(?:\s(?:[A-ZÀ-Þ][\w’'-]*|\d+|of(?=\s[A-Z])|V))*)"
    r"(?:'s|’s)?\s(?P<rest>[a-zà-þ][\w’'-]*\b.*)$"
)
_NOT_SUBJECT = vocabulary(
    "the a an some many most few several every each all both no only this that these those it its ",
    "they their he his she her we our you your i my there here what who when where why how which ",
    "if in on at by from with and but so or as for to not then now one two three four five six ",
    "seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen ",
    "eighteen nineteen twenty thirty forty",
    "fifty sixty seventy eighty ninety nobody nothing everyone someone almost just even after ",
    "before between during since until because while although once together today above below ",
    "nowhere somewhere never always maybe perhaps let please",
)
_MAY_OPEN_LABEL = frozenset({"the", "its", "their"})
_NOT_IN_LABEL = vocabulary("it them us me him percent that which who")
_NOT_VERB = _NOT_SUBJECT | vocabulary("better more less than very of your my")
_LOOSE_END = vocabulary(
    "the a an of at in into on by from for to and or but than that as with without its their our ",
    "your his her is are was were be been has have had will would could can may might must so not ",
    "very more most less about over under between when if because while which who whose",
)


@dataclass(frozen=True)
class Headline:
    """Words on screen: `text` large, `label` small above or below it, or "" ."""

    text: str
    label: str = ""


def headline(sentence: str) -> Headline:
    """The gist of a sentence in a few of its own words; empty when none can be had honestly."""
    body = _bare(sentence)
    if not body:
        return Headline("")
    if sentence.rstrip(_CLOSERS).endswith(("?", "？", "؟")):
        return Headline(_capital(body)) if fits(body, 3) else Headline("")
    colon = re.match(r"^([^:]{3,40}):\s+(.{3,80})$", body)
    if colon and fits(colon[2]):
        return Headline(_capital(colon[2]), _capital(colon[1]))
    lead, main = without_lead(_LINK.sub("", body))
    main = _without_apposition(main)
    found = _split(main, lead) or _whole(main, lead) or _shortened(main, lead)
    return found or _split(main, lead, LONG_WORDS) or _last_resort(main, lead, body)


def subject(sentence: str) -> str:
    """What a sentence is about, when it opens with a name: "Olympus Mons", else ""."""
    main = _without_apposition(without_lead(_LINK.sub("", _bare(sentence)))[1])
    found = _SUBJECT_BE.match(main) or _SUBJECT_HAVE.match(main)
    if found and _may_label(found["subject"]):
        return found["subject"]
    name = _name(main)
    return name["name"] if name else ""


def _name(main: str) -> re.Match[str] | None:
    """A sentence that opens with a name and goes on with what looks like its verb."""
    found = _NAME.match(main)
    if not found:
        return None
    first = re.split(r"[\s'’-]", found["name"].lower(), maxsplit=1)[0]
    verb = words(found["rest"])[0].lower()
    is_name = " " in found["name"] if first == "the" else first not in _NOT_SUBJECT
    return found if is_name and verb not in _NOT_VERB else None


def fits(text: str, more: int = 0) -> bool:
    """True when `text` is short enough to be read at a glance (`more` words are let pass)."""
    count = len(words(text))
    return 0 < count <= MAX_WORDS + more and width(text) <= MAX_CHARACTERS + 8 * more


def width(text: str) -> int:
    """How wide a text is in Latin letters: an East Asian character counts for two."""
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def is_loose(text: str) -> bool:
    """True when `text` breaks off: it ends in a word or a quotation that calls for more."""
    found = words(text)
    if not found or found[-1].lower() in _LOOSE_END:
        return True
    return text.count('"') % 2 == 1 or text.count("“") != text.count("”")


def shortened(text: str, limit: int) -> str:
    """`text` in at most `limit` characters, cut between words and marked as cut."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:. ") + "…"


def _bare(sentence: str) -> str:
    text = tidy(sentence).strip(f"“«„{_CLOSERS}")
    return _END_MARKS.sub("", text)


def without_lead(body: str) -> tuple[str, str]:
    """A leading "On 24 July, …" and the clause it leads into, apart."""
    lead, comma, rest = body.partition(", ")
    if not (comma and _LEAD.match(lead) and len(words(rest)) >= 3):
        return "", _BARE_LEAD.sub("", body)
    if re.match(r"^(?:and|or|its|which|who|\w+ of (?:them|us|it))\b", rest):
        return "", body
    if _LEAD.match(rest) and ", " in rest:
        deeper = rest.partition(", ")[2]
        return (lead, deeper) if len(words(deeper)) >= 3 else (lead, rest)
    return lead, rest


def _without_apposition(main: str) -> str:
    found = _APPOSITION.match(main)
    if not found or len(words(found["subject"])) > 4 or found["rest"].startswith(("and ", "or ")):
        return main
    return f"{found['subject']} {found['rest']}"


def _split(main: str, lead: str, more: int = 0) -> Headline | None:
    """ "Ganymede is larger than Mercury" as "Larger than Mercury" with the label "Ganymede"."""
    for pattern in (_SUBJECT_BE, _SUBJECT_HAVE):
        found = pattern.match(main)
        said = _trimmed(found["said"], more) if found else ""
        if not found or not fits(said, more) or len(words(said)) < 2 or is_loose(said):
            continue
        if re.match(r"^(?:been|being|called|known|made|so|too|there|here)\b", said):
            continue
        if _PRONOUN.match(main):
            return Headline(_capital(said), _label(lead))
        if _may_label(found["subject"]):
            return Headline(_capital(said), _capital(found["subject"]))
    return None


def _may_label(text: str) -> bool:
    found = [word.lower() for word in words(text)]
    if not 0 < len(found) <= 5 or found[0].partition("-")[0] in _NOT_SUBJECT - _MAY_OPEN_LABEL:
        return False
    return not _NOT_IN_LABEL & set(found) and not found[0][0].isdigit()


def _whole(main: str, lead: str) -> Headline | None:
    shown = _trimmed(main)
    pronoun = _PRONOUN.match(shown)
    if pronoun and not re.match(r"(?:is|are|was|were|has|will|would|can|'s|’s)\b", pronoun["rest"]):
        is_person = re.match(r"^(?:we|you|i|there|that|this)\b", shown, re.IGNORECASE)
        shown = shown if is_person else pronoun["rest"]
    name = _name(shown)
    if name and _REPORTING.match(name["rest"]):
        return None
    if fits(shown) and not is_loose(shown):
        return Headline(_capital(shown), _label(lead))
    return None


def _shortened(main: str, lead: str) -> Headline | None:
    """The main clause of a long sentence, or what is said of its named subject."""
    for pattern in (_TAIL_CLAUSE, _SECOND_VERB, _SUBORDINATE, _RELATIVE):
        for match in reversed(list(pattern.finditer(main))):
            part = main[: match.start()].strip(" ,;:—–-")
            if _SAYING.search(part):
                continue
            if len(words(part)) >= 3 and fits(part) and not is_loose(part):
                return _split(part, lead) or _whole(part, lead)
    name = _name(main)
    if not name:
        return None
    rest = _trimmed(_REPORTING.sub("", name["rest"]))
    if fits(rest) and len(words(rest)) >= 3 and not is_loose(rest):
        return Headline(_capital(rest), name["name"])
    return None


def _last_resort(main: str, lead: str, body: str) -> Headline:
    """The whole of what is said, when it can still be read in passing; else nothing."""
    if fits(main, LONG_WORDS) and not is_loose(main):
        return Headline(_capital(main), _label(lead))
    whole = _LINK.sub("", body)
    return Headline(_capital(whole)) if width(whole) <= WHOLE_CHARACTERS else Headline("")


def _trimmed(text: str, more: int = 0) -> str:
    """`text` up to its first inner clause when it is too long to show."""
    if fits(text, more):
        return text
    for pattern in (_TAIL_CLAUSE, _SUBORDINATE):
        for match in reversed(list(pattern.finditer(text))):
            part = text[: match.start()].strip()
            if fits(part) and not is_loose(part):
                return part
    return text


def _label(lead: str) -> str:
    return _capital(lead) if lead and len(words(lead)) <= 6 else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
