"""Find the number in a sentence that tells most, and the words it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from studio.llm.embedded.vocabulary import numbered

_ONES = numbered(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = numbered("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
_SCALES = ("hundred", "thousand", "million", "billion", "trillion")
_WORD_NUMBER = "|".join(sorted({*_ONES, *_TENS}, key=len, reverse=True))
_SPELLED = (
    rf"(?:{_WORD_NUMBER}|a (?=(?:{'|'.join(_SCALES)})\b))(?:-(?:{_WORD_NUMBER}))?\b"
    r"(?:\sand\sa\shalf\b)?"
)
_DIGITS = r"[$€£¥]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[$€£¥]?\d+(?:\.\d+)?"
_NUMBER = re.compile(
    rf"(?<![\w.,:/-])(?P<value>{_DIGITS}|{_SPELLED})"
    rf"(?P<scale>(?:[ -](?:{'|'.join(_SCALES)}|bn|m)\b)*)"
    r"(?P<percent>\s?%|\s(?:percent|per cent)\b)?(?![\d:/]|[.,]\d|-\w)",
    re.IGNORECASE,
)
_RATIO = re.compile(
    rf"\b(?P<one>one|1)\s+(?P<what>[a-z]+\s+)?(?:in|of|out of)\s+(?:every\s+)?"
    rf"(?P<many>\d+|(?:{_WORD_NUMBER})(?:-(?:{_WORD_NUMBER}))?)\b",
    re.IGNORECASE,
)
_SPAN = rf"(?:{_DIGITS}|{_SPELLED})\s(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?)"
_DURATION = re.compile(rf"\b{_SPAN}(?:,? and {_SPAN}|, {_SPAN},? and {_SPAN})\b", re.IGNORECASE)
_MONTHS = "january february march april may june july august september october november december"
_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS.split())})\b", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"(?:^|\s)([A-Z][\w'’-]+)\s$")
_QUALIFIER = re.compile(
    r"\b(?:about|around|almost|nearly|roughly|approximately|over|under|some|up to|at least|"
    r"at most|(?:more|less|fewer) than|minus)\s*$",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(
    r"[,;:()—–]|[.!?…]+(?:\s|$)"
    r"|\s(?:and(?!\s[a-z]+[.,;!?…]*(?:\s*$))|but|or|which|who|so|because|while)\s"
)
_SOFT_END = re.compile(
    r"\s(?:of|at|in|into|on|by|from|for|since|to|after|before|with|without|under|over|under|"
    r"is|are|was|were|has|have|had|will|would|can|could|that|when|than|as|each|every|per)\s"
)
_LOOSE_TAIL = re.compile(
    r"\s(?:of|at|in|into|on|by|from|for|to|the|a|an|its|their|our|your|and|or|than|that|as|with"
    r"|is|are|was|were|has|have|will|only|so|this|these)$",
    re.IGNORECASE,
)
_MEASURES = re.compile(
    r"^(?:(?:square|cubic|light|nautical)[ -])?(?:kilo|centi|milli|mega|giga|tera|nano)?"
    r"(?:metre|meter|gram|byte|watt|litre|liter|hertz|ton|tonne|mile|foot|feet|inch|degree|time|"
    r"year|month|week|day|hour|minute|second|people|person|women|men|children|customer|user|km|kg|"
    r"cm|mm|mph|euro|dollar|pound|country|countries|city|cities|language)(?:e?s)?\b",
    re.IGNORECASE,
)
MAX_UNIT_WORDS = 6


@dataclass(frozen=True)
class Telling:
    """A number to show: `number` big, `before` and `after` the words around it in the sentence.

    `strength` grows with how striking it is; 1 is worth a scene of its own.
    """

    number: str
    before: str
    after: str
    strength: float


def telling_number(sentence: str) -> Telling | None:
    """The most striking number of a sentence, or None: a year or a date alone is not one."""
    found = [*_ratios(sentence), *_durations(sentence), *_plain_numbers(sentence)]
    return max(found, key=lambda t: t.strength, default=None)


def values(text: str) -> frozenset[float]:
    """Every number in `text` by its value, whether in digits or in words."""
    found = set()
    for match in _NUMBER.finditer(text):
        value = _value(match["value"])
        found.add(value)
        for scale in re.findall(r"[a-z]+", match["scale"].lower()):
            value *= _factor(scale)
        found.add(value)
    return frozenset(found)


def amounts(text: str) -> frozenset[float]:
    """Every number in `text` once, its "million" and the like counted in."""
    found = set()
    for match in _NUMBER.finditer(text):
        value = _value(match["value"])
        for scale in re.findall(r"[a-z]+", match["scale"].lower()):
            value *= _factor(scale)
        found.add(value)
    return frozenset(found)


def _ratios(sentence: str) -> Iterator[Telling]:
    for match in _RATIO.finditer(sentence):
        many = _value(match["many"])
        if many < 3:
            continue
        what = (match["what"] or "").strip()
        counted = f"{what}s" if what and not what.endswith("s") else what
        after = f"{counted} {_unit(sentence[match.end() :])}".strip()
        yield Telling(f"1 in {many:g}", _before(sentence, match.start()), after, 2.2)


def _durations(sentence: str) -> Iterator[Telling]:
    for match in _DURATION.finditer(sentence):
        text = re.sub(
            rf"\b{_SPELLED}", lambda m: f"{_value(m.group()):g}", match.group(), flags=re.I
        )
        text = re.sub(r",? and ", " ", text).replace(",", "")
        before, after = _before(sentence, match.start()), _unit(sentence[match.end() :])
        yield Telling(text, before, after, 1.6)


def _plain_numbers(sentence: str) -> Iterator[Telling]:
    for match in _NUMBER.finditer(sentence):
        if _is_date_or_name(sentence, match):
            continue
        after = _unit(sentence[match.end() :], MAX_UNIT_WORDS + 2 * bool(match["percent"]))
        strength = _strength(match, after)
        if strength > 0 and (after or match["percent"] or match["value"][0] in "$€£¥"):
            yield Telling(_shown(match), _before(sentence, match.start()), after, strength)


def _is_date_or_name(sentence: str, match: re.Match[str]) -> bool:
    before, after, value = sentence[: match.start()], sentence[match.end() :], match["value"]
    is_bare = not match["scale"].strip() and not match["percent"]
    if is_bare and re.fullmatch(r"1\d{3}|20\d\d", value):
        return True
    if is_bare and (
        _MONTH.match(after.lstrip()) or re.search(rf"{_MONTH.pattern}\s$", before, re.I)
    ):
        return True
    named = _NAME_BEFORE.search(before)
    is_named = bool(named) and is_bare and value.isdigit() and not _QUALIFIER.search(before)
    return is_named or bool(re.match(r"\s?(?:st|nd|rd|th)\b", after))


def _strength(match: re.Match[str], after: str) -> float:
    """How striking: scales, percentages and large or measured numbers count for most."""
    value, scale = _value(match["value"]), match["scale"].lower().split()
    strength = 0.6 if match["value"][:1].isdigit() or match["value"][0] in "$€£¥" else 0.0
    strength += {0: 0.0}.get(len(scale), 1.6 if "hundred" not in scale else 1.0)
    strength += 1.5 if match["percent"] else 0.0
    strength += 0.9 if value >= 1000 else 0.7 if value >= 12 else 0.2 if value >= 4 else -0.4
    strength += 0.5 if _MEASURES.match(after) else 0.0
    return strength + (0.2 if "." in match["value"] else 0.0)


def _shown(match: re.Match[str]) -> str:
    """The number as it is shown large: digits, with its scale in words."""
    raw, scale = match["value"], match["scale"].replace("-", " ").split()
    text = raw
    if not re.search(r"\d", raw):
        value = _value(raw)
        while scale and scale[0].lower() in ("hundred", "thousand"):
            value *= _factor(scale.pop(0))
        text = f"{value:,.1f}" if value % 1 else f"{value:,.0f}"
    return " ".join([text, *scale]) + ("%" if match["percent"] else "")


def _before(sentence: str, place: int) -> str:
    """The words of the clause before a number, "about" and its like included."""
    head = sentence[:place]
    if head.rstrip().endswith(":"):
        return head.strip(" :“\"'")
    cut = max((m.end() for m in re.finditer(r"[,;:—–(]\s|\sand\s", head)), default=0)
    return head[cut:].strip(" “\"'")


def qualifier(before: str) -> str:
    """The "about" or "more than" at the end of the words before a number, or ""."""
    match = _QUALIFIER.search(before)
    return match.group().strip() if match else ""


def _unit(rest: str, limit: int = MAX_UNIT_WORDS) -> str:
    """The words after a number that belong to it: to the end of the clause when that is near."""
    end = _BOUNDARY.search(rest)
    clause = (rest[: end.start()] if end else rest).strip("”\"' ")
    if len(clause.split()) <= limit and not _LOOSE_TAIL.search(f" {clause}"):
        return clause
    return _shortened(clause)


def _shortened(clause: str) -> str:
    ends = [m.start() for m in _SOFT_END.finditer(f"{clause} ")]
    fitting = [e for e in ends if 0 < len(clause[:e].split()) <= MAX_UNIT_WORDS]
    for end in reversed(fitting):
        kept = clause[:end].strip()
        if not _LOOSE_TAIL.search(f" {kept}"):
            return kept
    return ""


def _value(text: str) -> float:
    bare = text.lower().strip("$€£¥ ").replace(",", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", bare):
        return float(bare)
    if bare.endswith(" and a half"):
        return _value(bare.removesuffix(" and a half")) + 0.5
    if bare == "a":
        return 1.0
    tens, _, ones = bare.partition("-")
    return float(_TENS.get(tens, _ONES.get(tens, 0)) + _ONES.get(ones, 0))


def _factor(scale: str) -> float:
    names = {"bn": 1e9, "m": 1e6}
    return names.get(scale) or float(
        {"hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}[scale]
    )
