"""A narration as the words people see: where each begins and ends in the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from studio.domain.errors import UnreadableInput

# Signs that are read aloud, beside letters, numbers and currencies.
SPOKEN_SIGNS = frozenset("&@%‰#§°+=<>×÷±≈≤≥≠")

_HAN = "々〆〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HIRAGANA = "\u3041-\u309f"
_KATAKANA = "\u30a0-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_THAI_LEADING = "\u0e40-\u0e44"
_THAI_BASE = "\u0e01-\u0e2f\u0e3f\u0e46"
_THAI_MARK = "\u0e30-\u0e3a\u0e45\u0e47-\u0e4e"
_THAI = "\u0e01-\u0e5b"
_POINTS = "\u3001-\u3004\u3008-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"

# What turns a sign before it into a picture: ❤ and its kin, and the digits of keycaps.
_DRAWN = re.compile(".\ufe0f?\u20e3|.\ufe0f")
_LETTERS = re.compile(r"[^\W_]+")
_LONGEST_WORD = 200

_UNSPACED = re.compile(f"[{_HAN}{_HIRAGANA}{_KATAKANA}{_THAI}]")
_KANA = re.compile(f"[{_HIRAGANA}{_KATAKANA}]")
_SPACED_RUN = f"[^\\s{_HAN}{_HIRAGANA}{_KATAKANA}{_THAI}{_POINTS}]+|[{_POINTS}]"
# A Thai group is led by a vowel written before its consonant, or is at most six letters and
# those after them that a mark silences.
_THAI_SILENT = f"[{_THAI_BASE}]{{1,2}}\u0e4c"
_THAI_GROUP = (
    f"[{_THAI_LEADING}]?(?:[{_THAI_BASE}][{_THAI_MARK}]*){{1,6}}(?:{_THAI_SILENT})?|[{_THAI}]"
)
# Japanese is cut where hiragana ends and the next kanji or katakana begins.
_JAPANESE = re.compile(
    f"{_SPACED_RUN}|[{_HAN}]*[{_HIRAGANA}]+|[{_HAN}]+|[{_KATAKANA}]+[{_HIRAGANA}]*|{_THAI_GROUP}"
)
_OTHERS = re.compile(f"{_SPACED_RUN}|[{_HAN}{_HIRAGANA}{_KATAKANA}]|{_THAI_GROUP}")


@dataclass(frozen=True, slots=True)
class DisplayWord:
    """A word as it is shown; `start` and `end` are its places in the text, half-open."""

    text: str
    start: int
    end: int


def is_spoken(character: str) -> bool:
    """True for letters, numbers, currencies and the signs that are read aloud."""
    category = unicodedata.category(character)
    return category[0] in "LN" or category == "Sc" or character in SPOKEN_SIGNS


def has_words(text: str) -> bool:
    """True when some word of `text` can be told: letters or numbers, and of a word's length.

    Pictures, punctuation and a letter held down for a page are none.
    """
    runs = (run.group() for run in _LETTERS.finditer(_DRAWN.sub(" ", text)))
    return any(len(run) <= _LONGEST_WORD or _UNSPACED.search(run) for run in runs)


def check_words(text: str, name: str) -> None:
    """Raise UnreadableInput unless the text that people call `name` has words to tell."""
    if not has_words(text):
        raise UnreadableInput(
            name,
            "there are no words in it that can be told.",
            "Write a sentence or more in words; emoji may stand among them.",
        )


def display_words(text: str) -> tuple[DisplayWord, ...]:
    """The words of `text` in order, each with its punctuation; none where nothing is spoken.

    Words are parted by white space, and in Chinese (by character), Japanese and Thai (by
    small groups) without it. What is not spoken, such as a dash or a picture character that
    stands alone, belongs to the word before it, and an opening bracket to the one after it.
    """
    bounds: list[tuple[int, int]] = []
    waiting = -1
    for start, end in _pieces(text):
        is_opening = unicodedata.category(text[end - 1]) in ("Ps", "Pi") or not bounds
        if any(is_spoken(character) for character in text[start:end]):
            bounds.append((start if waiting < 0 else waiting, end))
            waiting = -1
        elif is_opening:
            waiting = start if waiting < 0 else waiting
        elif waiting < 0:
            bounds[-1] = (bounds[-1][0], end)
    return tuple(DisplayWord(text[start:end], start, end) for start, end in bounds)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    cut = _JAPANESE if _KANA.search(text) else _OTHERS
    for token in re.finditer(r"\S+", text):
        if not _UNSPACED.search(token.group()):
            yield token.span()
            continue
        for piece in cut.finditer(token.group()):
            yield token.start() + piece.start(), token.start() + piece.end()
