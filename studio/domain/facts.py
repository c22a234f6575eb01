"""Which numbers a text holds, and whether a website says them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from studio.domain.site import Feature, Figure, Findings, Found, Saying, Section

_DIGITS = re.compile(r"\d+(?:[.,'’\u00a0\u202f ]\d{3}(?!\d))*(?:[.,]\d+)?")
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_LARGE = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_VALUES = {
    **{word: n for n, word in enumerate(_SMALL.split())},
    **{word: 10 * n for n, word in enumerate(_TENS.split(), 2)},
}
_SAID_LIGHTLY = 3
_WORD = re.compile(r"[a-z]+")


def numbers_in(text: str) -> tuple[str, ...]:
    """The numbers of a text as plain digits, each once: "11,400" and "fifteen" as 11400 and 15.

    English number words up to three are left out: people say "one" without counting.
    """
    written = [plain for found in _DIGITS.findall(text) for plain in _readings(found)[:1]]
    return tuple(dict.fromkeys([*written, *_spelled(text)]))


def said_numbers(texts: Iterable[str]) -> frozenset[str]:
    """Every number that texts hold, in each way it can be read ("1.200" is 1.2 and 1200)."""
    said: set[str] = set()
    for text in texts:
        for found in _DIGITS.findall(text):
            said.update(_readings(found))
        said.update(_spelled(text))
    return frozenset(said)


def invented_numbers(text: str, findings: Findings) -> tuple[str, ...]:
    """The numbers in `text` that the website does not say, as plain digits."""
    said = frozenset(findings.numbers) | said_numbers(texts_of(findings))
    return tuple(number for number in numbers_in(text) if number not in said)


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


def _plain(digits: str) -> str:
    try:
        return format(Decimal(digits).normalize(), "f")
    except InvalidOperation:
        return digits


def _spelled(text: str) -> list[str]:
    """English number words as digits: "ninety days", "twenty-five", "three thousand"."""
    found: list[str] = []
    total, is_open = 0, False
    for word in [*_WORD.findall(text.lower()), ""]:
        if word in _VALUES:
            is_joined = is_open and total % 100 >= 20 and total % 10 == 0 and _VALUES[word] < 10
            if is_open and not is_joined and total % 100:
                found.append(str(total))
                total = 0
            total, is_open = total + _VALUES[word], True
        elif word in _LARGE and is_open:
            total *= _LARGE[word]
        elif is_open and word != "and":
            found.append(str(total))
            total, is_open = 0, False
    return [number for number in found if int(number) > _SAID_LIGHTLY]
