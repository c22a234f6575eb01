"""Cuts a narration into phrases for the engine, and remembers where each character stood."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from studio.domain.narration import SPOKEN_SIGNS, is_spoken
from studio.providers.scratch_voice.readings import Reading, readings

SENTENCE_PAUSE_S = 0.40
PARAGRAPH_PAUSE_S = 0.70
BREATH_S = 0.12

# espeak-ng takes about 800 bytes of a clause at a time; a phrase stays well below.
_LONGEST_PHRASE = 240

_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+|[。！？]+[」』）]*\s*|\s*\n\s*\n\s*")
_CLAUSE_END = re.compile(r"[,;:—–،、，；：]\s+|[、，；：]")
_SPACE = re.compile(r"\s+")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:\w|Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|No|vs|ca|approx|etc|e\.g|i\.e|z\.B|bzw|usw|Nr)\.$",
    re.IGNORECASE,
)
_APOSTROPHES = "’‘ʼ"
_KEPT_POINTS = frozenset(".,;:!?…—–-'’‘ʼ()/。！？、，；：،؟۔।॥·")
_JOINERS = frozenset("\u200c\u200d")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words for one breath; `places[n]` is where character n of `text` stands in the narration.

    `pause_s` is the silence after it, at the voice's own pace.
    """

    text: str
    places: tuple[int, ...]
    pause_s: float


def phrases(narration: str, language: str) -> tuple[Phrase, ...]:
    """The phrases of `narration` that have something to say in `language`, in order."""
    special = readings(narration, language)
    found = []
    for start, end, pause_s in _spans(narration):
        characters = [
            character
            for place in range(start, end)
            for character in special.get(place, _as_read(narration, place))
        ]
        if any(is_spoken(character) for character, _ in characters):
            text = "".join(character for character, _ in characters)
            found.append(Phrase(text, tuple(place for _, place in characters), pause_s))
    return tuple(found)


def _spans(narration: str) -> Iterator[tuple[int, int, float]]:
    start = 0
    for mark in _SENTENCE_END.finditer(narration):
        is_paragraph = mark.group().count("\n") > 1
        if is_paragraph or _ends_sentence(narration, mark):
            pause_s = PARAGRAPH_PAUSE_S if is_paragraph else SENTENCE_PAUSE_S
            yield from _breaths(narration, start, mark.end(), pause_s)
            start = mark.end()
    yield from _breaths(narration, start, len(narration), SENTENCE_PAUSE_S)


def _ends_sentence(narration: str, mark: re.Match[str]) -> bool:
    if narration[mark.end() : mark.end() + 1].islower():
        return False
    before = narration[max(0, mark.start() - 12) : mark.start() + 1]
    return not _ABBREVIATION.search(before)


def _breaths(
    narration: str, start: int, end: int, pause_s: float
) -> Iterator[tuple[int, int, float]]:
    """The sentence from `start` to `end`, cut where it is too long for the engine."""
    while end - start > _LONGEST_PHRASE:
        cut = _breath_place(narration, start)
        yield start, cut, BREATH_S
        start = cut
    if start < end:
        yield start, end, pause_s


def _breath_place(narration: str, start: int) -> int:
    limit = start + _LONGEST_PHRASE
    for pattern in (_CLAUSE_END, _SPACE):
        ends = [m.end() for m in pattern.finditer(narration, start + _LONGEST_PHRASE // 3, limit)]
        if ends:
            return ends[-1]
    return limit


def _is_read(narration: str, place: int) -> bool:
    character = narration[place]
    before = narration[place - 1] if place else " "
    if character in SPOKEN_SIGNS or character in _KEPT_POINTS:
        return character != before
    if character in _JOINERS or unicodedata.category(character)[0] == "M":
        return before.isalpha() or unicodedata.category(before)[0] == "M"
    return is_spoken(character) or character.isspace() or not character.isprintable()


def _as_read(narration: str, place: int) -> Reading:
    character = narration[place]
    if not _is_read(narration, place):
        return ()
    if character in _APOSTROPHES:
        return (("'", place),)
    return ((character if character.isprintable() or character in _JOINERS else " ", place),)
