"""Where a text may be broken into lines, and which way it is written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

Measure = Callable[[str], float]
Sticks = Callable[[str, int], bool]

_SYLLABLE = re.compile(
    r"(?:sch|[cstp]h|[^\Waeiouy])[aeiouyäöüåæøáéíóúàèìòùâêîôûаеёиоуыэюяαεηιουω]", re.IGNORECASE
)
_ONE_SOUND = frozenset({"ch", "sc", "sh", "th", "ph", "ck", "qu"})
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_JOINER = "\u200d"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_FLAGS = range(0x1F1E6, 0x1F200)
_REST = 3
_SYLLABIC = 0x0E00
_ENDS_LINES = frozenset("-/|\\?&=_\u00ad")


@dataclass(frozen=True)
class Atom:
    """A piece of text that stays whole: characters `start`…`end`, half-open.

    `is_spaced` when a space follows it, `is_last` when a line must end after it, `is_cut`
    when it was cut out of a longer word and a hyphen is due if the line ends here.
    """

    start: int
    end: int
    is_spaced: bool = False
    is_last: bool = False
    is_cut: bool = False


def cleaned(text: str) -> str:
    """`text` with every character that cannot be drawn made a space, at the same places."""
    return "".join(_cleaned(char) for char in text)


def _cleaned(char: str) -> str:
    if char in "\n\u200b\u200c" or char == _JOINER:
        return char
    category = unicodedata.category(char)
    if category == "Cs":
        return "\ufffd"
    if 0xE0020 <= ord(char) <= 0xE007F:
        return char
    return " " if category in {"Cc", "Cf", "Zs", "Zl", "Zp"} and char != "\u00a0" else char


def is_right_to_left(text: str) -> bool:
    """True when the first letter with a direction is Hebrew, Arabic or the like (UAX 9, P2)."""
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction == "L":
            return False
        if direction in _RIGHT_TO_LEFT:
            return True
    return False


def has_right_to_left(text: str) -> bool:
    """True when any letter is written from right to left."""
    return any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in text)


def clusters(text: str) -> Iterator[tuple[int, int]]:
    """The characters as people see them, as half-open places (UAX 29, shortened)."""
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or not _continues(text, start, place):
            yield start, place
            start = place


def _continues(text: str, start: int, place: int) -> bool:
    char, before = text[place], text[place - 1]
    if _JOINER in (char, before) or "\ufe00" <= char <= "\ufe0f" or ord(char) in _SKIN_TONES:
        return True
    if ord(char) in _FLAGS and ord(before) in _FLAGS and place - start == 1:
        return True
    return unicodedata.category(char) in {"Mn", "Me", "Mc"} or 0xE0020 <= ord(char) <= 0xE007F


def atoms(text: str, cuts: Sequence[int], may_break: Sticks) -> tuple[Atom, ...]:
    """`text` as atoms. `cuts` are places where one ends anyhow (the bounds of known words).

    `may_break(chunk, place)` says whether a line may end before `place` in a chunk that
    has no space.
    """
    found: list[Atom] = []
    borders = frozenset(cuts)
    start = 0
    for place in range(len(text) + 1):
        char = text[place] if place < len(text) else "\n"
        if char not in " \n":
            continue
        if place > start:
            found.extend(_chunk_atoms(text, start, place, borders, may_break))
        if found:
            last = found[-1]
            ends_line = last.is_last or char == "\n"
            found[-1] = Atom(last.start, last.end, True, ends_line)
        start = place + 1
    return tuple(found)


def _chunk_atoms(
    text: str, start: int, end: int, borders: frozenset[int], may_break: Sticks
) -> Iterator[Atom]:
    chunk = text[start:end]
    last = start
    for left, _ in list(clusters(chunk))[1:]:
        place = start + left
        if place in borders or (_is_open(chunk, left) and may_break(chunk, left)):
            yield Atom(last, place)
            last = place
    yield Atom(last, end)


def _is_open(chunk: str, place: int) -> bool:
    """False where no line ever ends, without asking: between letters that are spelled.

    Letters of scripts that join change their width with their neighbours, so an answer
    that is told from widths would be wrong there.
    """
    before, after = chunk[place - 1], chunk[place]
    return before in _ENDS_LINES or max(ord(before), ord(after)) >= _SYLLABIC


def pieces(text: str, atom: Atom, width: float, measure: Measure) -> Iterator[Atom]:
    """`atom` cut so that every piece, with its hyphen, is at most `width` wide.

    Cuts lie between a consonant and a vowel where that is possible, three letters from
    either end; a piece is never less than one character as people see it.
    """
    word = text[atom.start : atom.end]
    ends = [right for _, right in clusters(word)]
    start = 0
    while start < len(word) and measure(word[start:]) > width:
        end = _cut(word, start, ends, lambda piece: measure(piece) <= width)
        if end >= len(word):
            break
        yield Atom(atom.start + start, atom.start + end, is_cut=word[end - 1].isalpha())
        start = end
    yield Atom(atom.start + start, atom.end, atom.is_spaced, atom.is_last)


def _cut(word: str, start: int, ends: list[int], fits: Callable[[str], bool]) -> int:
    candidates = [end for end in ends if end > start]
    low, high = 0, len(candidates) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if fits(word[start : candidates[middle]] + "-"):
            low = middle
        else:
            high = middle - 1
    pleasant = [end for end in candidates[: low + 1] if _is_pleasant(word, start, end)]
    return pleasant[-1] if pleasant else candidates[low]


def _is_pleasant(word: str, start: int, end: int) -> bool:
    if end - start < _REST or len(word) - end < _REST:
        return False
    if word[end - 1 : end + 1].lower() in _ONE_SOUND:
        return False
    return _SYLLABLE.match(word, end) is not None
