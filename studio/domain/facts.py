"""Which figures a text holds, and whether its source holds them: a website, or a brief."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from studio.domain.scene import Words
from studio.domain.site import Feature, Figure, Findings, Found, Saying, Section

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_VALUES = {
    **{word: n for n, word in enumerate(_SMALL.split())},
    **{word: 10 * n for n, word in enumerate(_TENS.split(), 2)},
}
_SCALES = {
    **dict.fromkeys(("hundred",), 10**2),
    **dict.fromkeys(("thousand", "tausend", "mille", "mil", "mila"), 10**3),
    **dict.fromkeys(("million", "millions", "millionen", "millones", "milioni", "mio"), 10**6),
    **dict.fromkeys(("billion", "billions", "milliarden", "milliards", "miliardi"), 10**9),
    **dict.fromkeys(("bn", "mrd"), 10**9),
    **dict.fromkeys(("trillion", "trillions"), 10**12),
}
_SHORT = {"k": 10**3, "m": 10**6, "bn": 10**9, "b": 10**9}
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_NUMBER = re.compile(
    r"(?<![^\W_])(?P<digits>\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3}(?!\d))+(?:[.,]\d+)?"
    r"|\d+(?:[.,]\d+)?)(?![^\W\d_]*\d)"
    rf"(?:(?P<scale>(?:[\s-](?:{_SCALE})\b)+)|(?P<short>(?:k|m|bn|b)\b))?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]+")
UNREAD = frozenset({"icon", "pictures", "language"})
"""Fields of `Words` whose texts are names that nobody reads."""


@dataclass(frozen=True)
class Counts:
    """Up to which number digits and number words count what is at hand and claim nothing."""

    digits: int
    words: int


OF_A_SITE = Counts(digits=0, words=3)
"""People say "one" without counting; whatever is written in digits must stand on the page."""
OF_A_BRIEF = Counts(digits=3, words=12)
"""A film of a brief may speak of "four steps" that it then shows."""


def numbers_in(text: str, counts: Counts = OF_A_SITE) -> tuple[str, ...]:
    """The numbers of a text as plain digits, each once: "11,400" and "fifteen" as 11400 and 15.

    "4.2 million" is 4200000. What only counts what is at hand is left out.
    """
    written = [n[0] for n in _written(text) if n[0] not in _small(counts.digits)]
    spelled = [n for n in _spelled(text) if n not in _small(counts.words)]
    return tuple(dict.fromkeys([*written, *spelled]))


def said_numbers(texts: Iterable[str]) -> frozenset[str]:
    """Every number that texts hold, in each way it can be read ("1.200" is 1.2 and 1200)."""
    said: set[str] = set()
    for text in texts:
        for readings in _written(text):
            said.update(readings)
        said.update(_spelled(text))
    return frozenset(said)


def invented_numbers(text: str, findings: Findings) -> tuple[str, ...]:
    """The numbers in `text` that the website does not say, as plain digits."""
    said = frozenset(findings.numbers) | said_numbers(texts_of(findings))
    return _strange(text, said, OF_A_SITE)


def invented_figures(text: str, source: str) -> tuple[str, ...]:
    """The numbers in `text` that the text of a brief does not hold, as "1,987", rising."""
    strange = _strange(text, _said_in(source), OF_A_BRIEF)
    return tuple(f"{number:,f}" for number in sorted(Decimal(n) for n in strange))


def shown_text(shown: Words) -> str:
    """All words on a screen as one text, a line each."""
    return "\n".join(_texts(shown.model_dump()))


def sources_of(text: str, findings: Findings) -> tuple[Found, ...]:
    """Where on the website `text` comes from: what shares its numbers or its words, best first."""
    words, numbers = _words(text), set(numbers_in(text))
    rated = [(_shared(found, words, numbers), found) for found in findings.found]
    best = sorted((pair for pair in rated if pair[0] >= 0.5), key=lambda pair: -pair[0])
    return tuple({found.place: found for _, found in best}.values())


def _shared(found: Found, words: frozenset[str], numbers: set[str]) -> float:
    own = max((_overlap(_words(text), words) for text in _texts_of(found)), default=0.0)
    return own + 0.5 * bool(numbers & said_numbers(_texts_of(found)))


def _overlap(own: frozenset[str], words: frozenset[str]) -> float:
    return len(own & words) / len(own) if own else 0.0


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\w{3,}", text.casefold()))


def texts_of(findings: Findings) -> Iterable[str]:
    """Every text that was found on a website."""
    for found in findings.found:
        yield from _texts_of(found)
    yield findings.url


def _texts_of(found: Found) -> tuple[str, ...]:
    match found:
        case Section():
            return (found.text, *found.sentences)
        case Feature():
            return (found.text, found.detail)
        case Figure():
            return (f"{found.number} {found.label}", found.text)
        case Saying():
            return (found.text, found.source)
        case _:
            extra = (getattr(found, "offer", ""), getattr(found, "detail", ""))
            return tuple(text for text in (found.text, *extra) if text)


@lru_cache(maxsize=4)
def _said_in(source: str) -> frozenset[str]:
    """A long brief is read once for all scenes that are held against it."""
    return said_numbers([source])


def _strange(text: str, said: frozenset[str], counts: Counts) -> tuple[str, ...]:
    return tuple(number for number in numbers_in(text, counts) if number not in said)


def _small(last: int) -> frozenset[str]:
    return frozenset(str(n) for n in range(last + 1)) if last else frozenset()


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value] if value else []
    if isinstance(value, dict):
        return [text for name in value if name not in UNREAD for text in _texts(value[name])]
    if isinstance(value, list | tuple):
        return [text for part in value for text in _texts(part)]
    return []


def _written(text: str) -> Iterator[list[str]]:
    """Each number in digits, in every way it can be read, the likeliest first."""
    for found in _NUMBER.finditer(text):
        plain = _readings(found["digits"])
        factor = 1
        for word in _WORD.findall((found["scale"] or "").lower()):
            factor *= _SCALES[word]
        if factor > 1:
            yield [*(_plain(n, factor) for n in plain), *plain]
        elif found["short"]:
            yield [*plain, *(_plain(n, _SHORT[found["short"].lower()]) for n in plain)]
        else:
            yield plain


def _readings(written: str) -> list[str]:
    """A number as plain digits, the likeliest first: as a grouped whole, or with a decimal mark."""
    groups = re.sub(r"['’\u00a0\u202f ]", "", written)
    marks = re.findall(r"[.,]", groups)
    if not marks:
        return [_plain(groups)]
    last = max(groups.rfind("."), groups.rfind(","))
    whole, rest = re.sub(r"[.,]", "", groups[:last]), groups[last + 1 :]
    as_decimal, as_whole = _plain(f"{whole}.{rest}"), _plain(whole + rest)
    if len(rest) == 3 and len(marks) == 1:
        return [as_whole, as_decimal] if groups[last] == "," else [as_decimal, as_whole]
    return [as_whole] if len(rest) == 3 and len(set(marks)) == 1 else [as_decimal]


def _plain(digits: str, factor: int = 1) -> str:
    try:
        return format((Decimal(digits) * factor).normalize(), "f")
    except InvalidOperation:
        return digits


def _spelled(text: str) -> list[str]:
    """English number words as digits: "ninety days", "twenty-five", "three and a half million"."""
    line = re.sub(r"\ba (?=(?:hundred|thousand|million|billion|trillion)\b)", "one ", text.lower())
    found: list[str] = []
    whole, part, is_open = Decimal(0), Decimal(0), False
    for word in [*_WORD.findall(line.replace(" and a half", " half")), ""]:
        if word in _VALUES:
            if is_open and not _is_joined(part, _VALUES[word]):
                found.append(_plain(str(whole + part)))
                whole = part = Decimal(0)
            part, is_open = part + _VALUES[word], True
        elif word == "hundred" and is_open:
            part *= 100
        elif word in _SCALES and is_open:
            scale = _SCALES[word]
            whole, part = whole + part * scale if part else whole * scale, Decimal(0)
        elif word == "half" and is_open:
            part += Decimal("0.5")
        elif is_open and word != "and":
            found.append(_plain(str(whole + part)))
            whole, part, is_open = Decimal(0), Decimal(0), False
    return found


def _is_joined(part: Decimal, value: int) -> bool:
    """Whether "twenty" and "five", or "hundred" and "twelve", are one number."""
    rest = part % 100
    return rest == 0 or (rest >= 20 and rest % 10 == 0 and value < 10)
