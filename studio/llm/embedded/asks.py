"""Read out of an idea's words what is asked of the film: length, mood, audience, shape, ending."""

from __future__ import annotations

import re
from dataclasses import dataclass

from studio.domain.format import Aspect
from studio.llm.embedded.moods import mood_named
from studio.llm.embedded.sentences import sentences, tidy
from studio.llm.embedded.vocabulary import numbered

_COUNTS: dict[str, float] = {
    **numbered("zero one two three four five six seven eight nine ten eleven twelve"),
    **numbered("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10),
    "a": 1,
    "an": 1,
    "fifteen": 15,
    "forty-five": 45,
    "half a": 0.5,
    "one and a half": 1.5,
    "two and a half": 2.5,
}
_AMOUNT = r"\d+(?:[.,]\d+)?|" + "|".join(sorted(map(re.escape, _COUNTS), key=len, reverse=True))
_LENGTH = re.compile(
    rf"\b(?:(?P<minutes>{_AMOUNT})[\s-]*(?:minutes?|mins?|m)\b(?P<half>\sand\sa\shalf)?"
    rf"(?:[\s,]+(?:and\s)?(?P<rest>{_AMOUNT})[\s-]*(?:seconds?|secs?|s)\b)?"
    rf"|(?P<seconds>{_AMOUNT})[\s-]*(?:seconds?|secs?|s)\b|(?P<clock>\d{{1,2}}:[0-5]\d)\b(?!\s*(?:am|pm|utc)))",
    re.IGNORECASE,
)
_TALL = re.compile(
    r"\b(?:vertical|portrait|9\s*[:x×]\s*16|tik\s?tok|reels?|shorts|(?:youtube|instagram) shorts?|"
    r"(?:instagram |insta )?stor(?:y|ies) format|for (?:my |a )?phones?|snapchat)\b",
    re.IGNORECASE,
)
_SQUARE = re.compile(
    r"\b(?:square|1\s*[:x×]\s*1)\b(?!\s*(?:metre|meter|kilomet|mile|f(?:oo|ee)t))", re.I
)
_PORTRAIT = re.compile(r"\b4\s*[:x×]\s*5\b", re.I)
_WIDE = re.compile(r"\b(?:wide(?:screen)?|landscape format|horizontal|16\s*[:x×]\s*9)\b", re.I)
_AUDIENCE = re.compile(
    r"\b(?:for|to|aimed at|to be shown to|audience(?: is| of|:)?)\s+(?P<who>(?!(?:the |a )?(?:tik|"
    r"youtube|instagram|reels|shorts|free|example|instance|\d))(?:(?:a|an|the|my|our|your|young|"
    r"curious|busy|new|first-time|small|older|little|high|primary|general|local|potential|future|"
    r"non-?technical|tired|worried|[a-z]+ing)\s+){0,3}"
    r"(?:(?!\b(?:and|but|with|in|on|that|about|of|to)\b)[\w'’-]+)(?:\s(?:school|business|office|"
    r"company)?\s?(?:people|kids|children|teens|teenagers|students|teachers|parents|owners|users|"
    r"developers|customers|beginners|adults|families|engineers|managers|readers|investors|"
    r"clients|fans|lovers|audience|public))?)",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"people|kids?|child|teen|student|teacher|parent|owner|user|developer|customer|beginner|adult|"
    r"famil|engineer|manager|reader|investor|client|fan|lover|public|everyone|founder|employee|"
    r"colleague|team|viewer|visitor|women|men|grandparent|senior|nurse|doctor|class|pupil|"
    r"gardener|runner|cook|traveller|tourist|neighbour|friend|designer|artist|musician|citizen",
    re.IGNORECASE,
)
_ENDS_ASKING = re.compile(
    r"\b(?:end|ends|ending|finish|finishes|close|closes|conclude)s?\b[^.]{0,20}\bquestion", re.I
)
_ENDS_CALLING = re.compile(r"\bcall[- ]to[- ]action\b|\bcta\b", re.IGNORECASE)
_PLAIN = re.compile(
    r"\b(?:no|without|avoid(?:ing)?|free of) (?:any )?(?:jargon|technical terms)|\bplain "
    r"(?:language|words|english)|\bsimple (?:language|words)|\bfor (?:kids|children|beginners)\b",
    re.IGNORECASE,
)
_COMMAND = re.compile(
    r"^(?:hi|hello|hey|please|could you|can you|would you|i(?:'d| would) (?:like|love)(?: you)? to|"
    r"i want(?: you)? to|we need|i need|let'?s|help me|[\s,])*"
    r"(?:create|make|produce|generate|write|plan|build|do|give me|prepare|design|film|shoot|tell|"
    r"explain|show|i need|i want|we want|"
    r"(?:start|begin) (?:over|again|anew) with)?\b(?:\s+(?:me|us))?\s*",
    re.IGNORECASE,
)
_FORM = re.compile(
    r"^(?:(?:a|an|the|some|one|my|our|short|long|quick|brief|little|small|beautiful|cinematic|fun|"
    r"funny|nice|great|engaging|animated|calm|hopeful|upbeat|dramatic|inspiring|educational|"
    r"emotional|warm|vertical|square|wide|playful|serious|energetic|simple|new|promotional|"
    r"documentary|explainer|teaser|intro(?:ductory)?|how-to|launch|product|promo|"
    r"tik\s?tok|instagram|youtube|social(?: media)?|cool|exciting|moving|gentle|epic|"
    rf"(?:{_AMOUNT})[\s-]*(?:seconds?|secs?|s|minutes?|mins?)(?:[\s-]long)?)[\s,]+(?:and\s+)?)*"
    r"(?:video|film|movie|clip|short|explainer|ad|advert|advertisement|commercial|trailer|teaser|"
    r"reel|story|documentary|presentation|tutorial|spot|piece|animation|promo|introduction|guide|"
    r"lesson|invitation)s?\b\s*",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"^(?:that (?:is|explains|shows|tells|celebrates|introduces)|which (?:is|explains|shows)|"
    r"about|on|of|for|to (?=our|my|the|a)|explaining|showing|telling|introducing|to introduce|"
    r"to promote|promoting|celebrating|covering|:|-|–|—)\s*(?:about\s+)?",
    re.IGNORECASE,
)
_SUBJECT_END = re.compile(
    r"[,;.!?]\s|[,;.!?]$|\s(?:(?:for|to) (?=(?:[\w’\'-]+\s){0,3}(?:teen|kid|child|people|student|"
    r"beginner|adult|parent|owner|everyone|customer|user|developer|famil|fan|public|tik|youtube|instagram|reels))|"
    r"in (?=\d|one\b|two\b|under|about|less|a minute|vertical|square|portrait|a (?:calm|warm|fun))|"
    r"with a (?:calm|hopeful|warm|fun|dramatic)|that (?:is|should|ends)|which (?:ends|should)|"
    r"lasting|ending|aimed at|no longer|explained|made simple)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Ask:
    """What an idea asks for. Fields are empty, or None, where it does not say."""

    subject: str = ""
    length_s: float | None = None
    mood: str = ""
    audience: str = ""
    is_plain: bool = False
    aspect: Aspect | None = None
    ending: str = ""


def read_ask(text: str) -> Ask:
    """What the words of an idea ask for. `ending` is "question", "call" or ""."""
    line = tidy(text)
    ending = "question" if _ENDS_ASKING.search(line) else ""
    if not ending and _ENDS_CALLING.search(line):
        ending = "call"
    return Ask(
        subject=subject_of(line),
        length_s=length_of(line),
        mood=mood_named(line),
        audience=audience_of(line),
        is_plain=bool(_PLAIN.search(line)),
        aspect=aspect_of(line),
        ending=ending,
    )


def length_of(text: str) -> float | None:
    """A length named in words or digits, in seconds ("60 second", "a minute and a half")."""
    match = _LENGTH.search(text)
    if not match:
        return None
    if match["clock"]:
        minutes, seconds = match["clock"].split(":")
        length = int(minutes) * 60.0 + int(seconds)
    elif match["seconds"]:
        length = _count(match["seconds"])
    else:
        length = (_count(match["minutes"]) + 0.5 * bool(match["half"])) * 60
        length += _count(match["rest"]) if match["rest"] else 0.0
    return length if 3 <= length <= 3600 else None


def aspect_of(text: str) -> Aspect | None:
    """The shape a text asks for ("vertical", "for TikTok", "square", "16:9")."""
    if _PORTRAIT.search(text):
        return Aspect.PORTRAIT
    if _TALL.search(text):
        return Aspect.TALL
    if _SQUARE.search(text):
        return Aspect.SQUARE
    return Aspect.WIDE if _WIDE.search(text) else None


def audience_of(text: str) -> str:
    """Whom the film is for ("curious teenagers"), "" when nobody is named."""
    for match in _AUDIENCE.finditer(text):
        who = match["who"].strip(" ,.;")
        if _WHO.search(who):
            return who[:120]
    return ""


def subject_of(text: str) -> str:
    """What the film is about, in the idea's own words: "space exploration"."""
    first = next(iter(sentences(text)), text)
    rest = _COMMAND.sub("", first, count=1)
    is_ordered = len(rest) < len(first)
    form = _FORM.match(rest)
    rest = rest[form.end() :] if form else rest
    about = _ABOUT.match(rest)
    if form or about:
        rest = rest[about.end() :] if about else rest
    elif not is_ordered:
        rest = first
    rest = re.sub(rf"^(?:{_LENGTH.pattern})\s*(?:about|on|of)?\s*", "", rest, flags=re.I)
    end = _SUBJECT_END.search(rest)
    kept = (rest[: end.start()] if end else rest).strip(" ,.;:!?-–—“”\"'")
    kept = kept or re.sub(r"[.!]+$", "", first)
    return kept if len(kept) <= 120 else kept[:120].rsplit(" ", 1)[0]


def _count(text: str) -> float:
    known = _COUNTS.get(text.lower())
    return float(known) if known is not None else float(text.replace(",", "."))
