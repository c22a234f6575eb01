"""Split running text into sentences and words, in any writing system."""

from __future__ import annotations

import re
from functools import lru_cache

from studio.llm.embedded.vocabulary import vocabulary

_ABBREVIATIONS = vocabulary(
    "mr mrs ms dr prof sr jr st vs etc e.g i.e cf approx ca no vol fig p pp ed eds inc ltd co ",
    "corp gen col sgt capt lt gov sen rep rev hon dept est univ jan feb mar apr jun jul aug ",
    "sep sept oct nov dec mon tue wed thu fri sat sun ",
    "a.m p.m u.s u.k u.n e.u d.c al bzw z.b u.a usw",
)
_END = re.compile(r"(?:[.!?…؟۔।]+[\"'”’»)\]]*(?=\s)|[。！？]+[」』”’）)]*|[.!?…؟۔।]+[\"'”’»)\]]*$)")
_LAST_WORD = re.compile(r"([\w.’'-]*)$")
_WORD = re.compile(r"[^\W_]+(?:['’.,:-][^\W_]+)*")
_OPENS_LOW = re.compile(r"[\"'“‘«(\[]*[a-zà-öø-ÿа-я]")
_CLAUSE = re.compile(r"(?<=[;:—–])\s+|(?<=,)\s+|(?<=[，、；：،؛])")


def words(text: str) -> list[str]:
    """The words of `text`; a number with its separators ("21.5", "20:17") is one word."""
    return _WORD.findall(text)


def tidy(text: str) -> str:
    """`text` on one line, without control characters and doubled spaces."""
    clean = "".join(c if c.isprintable() or c in "\u200d\u200c" else " " for c in text)
    return re.sub(r"\s+", " ", clean).strip()


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a paragraph in order; joined by spaces they give its words again.

    An abbreviation, an initial, a decimal point or an ellipsis before a small letter does
    not end one. Text without punctuation is one sentence.
    """
    line, found, start = tidy(text), [], 0
    for match in _END.finditer(line):
        if not _ends_here(line, start, match):
            continue
        found.append(line[start : match.end()].strip())
        start = match.end()
    found.append(line[start:].strip())
    return tuple(part for part in _with_strays_joined(found) if part)


def clauses(sentence: str, limit: int) -> tuple[str, ...]:
    """A sentence in parts of at most `limit` characters, cut at clauses, else at spaces."""
    if len(sentence) <= limit:
        return (sentence,)
    parts: list[str] = []
    for piece in _CLAUSE.split(sentence):
        for bit in _cut(piece, limit):
            if parts and len(parts[-1]) + len(bit) < limit:
                parts[-1] = f"{parts[-1]} {bit}"
            else:
                parts.append(bit)
    return tuple(part for part in parts if part.strip())


def _ends_here(line: str, start: int, match: re.Match[str]) -> bool:
    mark, rest = match.group(), line[match.end() :].lstrip()
    if not rest or mark[0] in "。！？؟۔।!?":
        return not (rest and mark[-1] in "\"'”’»" and _OPENS_LOW.match(rest))
    if _OPENS_LOW.match(rest):
        return False
    if mark != ".":
        return True
    last = _LAST_WORD.search(line[start : match.start()])
    word = last.group(1).lower().strip("'’") if last else ""
    if word in _ABBREVIATIONS:
        return False
    is_initial = len(word) == 1 and word.isalpha() and word != "i" and rest[:1].isupper()
    return not is_initial


def _with_strays_joined(found: list[str]) -> list[str]:
    """A part without a letter or digit (a lone emoji, a dash) goes with the one before."""
    joined: list[str] = []
    for part in found:
        if joined and part and not re.search(r"\w", part):
            joined[-1] = f"{joined[-1]} {part}"
        else:
            joined.append(part)
    return joined


def _cut(piece: str, limit: int) -> list[str]:
    bits = []
    while len(piece) > limit:
        place = piece.rfind(" ", limit // 2, limit)
        place = place if place > 0 else limit
        bits.append(piece[:place].strip())
        piece = piece[place:].strip()
    return [*bits, piece]
