"""Words as a picture: every line as wide as the frame, each with its own way in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from studio.domain.brand import Brand
from studio.domain.format import Aspect
from studio.domain.scene import Words
from studio.graphics.choreography import at, fading, motion, words
from studio.graphics.documents import (
    FontRole,
    GroupLayer,
    Motion,
    MotionDocument,
    Property,
    RevealBy,
    RevealStyle,
    TextLayer,
)
from studio.graphics.easing import Ease
from studio.graphics.layout import safe_area, units
from studio.graphics.lines import Align, Box
from studio.graphics.templates.parts import document
from studio.graphics.templates.template import Template

_LARGEST = 330.0
_LEADING, _TALL_LEADING = 1.04, 1.4
_LATIN = 0x0250
_EM = 0.52
_READABLE = 74.0
_UNBROKEN, _LONGEST = 26, 100
_PHRASE = re.compile(r"(?<=[.!?…؟])\s+|(?<=[。！？，、；])")
_TORN = re.compile(r"(?:[.!?…؟]\s|[。！？，、；]).*[^.!?…؟。！？，、；\s]$")
_HAN = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_OPENING, _CLOSING = "（「『【《〈〔", "，。、！？：；）」』】》〉〕・…％ーっゃゅょぁぃぅぇぉ々"
_KANA = "[ぁ-ゖ]"
_PIECE = re.compile(
    rf"[{_OPENING}]*(?:(?:[ァ-ヺー]+|[一-鿿々]+){_KANA}+|{_KANA}+|[ァ-ヺー]+|[{_HAN}]|[^\s{_HAN}]+)"
    rf"(?:[{_CLOSING}]{_KANA}*)*\s?"
)
"""A word and the space after it; where words are not spaced, a character with its signs, or
what is written in Japanese up to the end of its syllables: a line never ends inside."""


def _make(words_: Words, brand: Brand, aspect: Aspect) -> MotionDocument:
    text = words_.headline or words_.quotation or words_.detail
    lines = _lines(text, aspect)
    strong = _strongest([line for line, _ in lines])
    root = GroupLayer(
        justify=Align.CENTER,
        gap=0.0,
        children=(
            *(_line(line, size, n, n == strong) for n, (line, size) in enumerate(lines)),
            *(_below(line, size) for line, size in lines[-1:]),
        ),
    )
    return document(words_, brand, root)


def _line(text: str, size: float, place: int, is_strong: bool) -> TextLayer:
    begin = at(0.05 + 0.24 * place)
    return TextLayer(
        mark="headline",
        text=text,
        cue=text,
        colour="accent" if is_strong else "ink",
        font=FontRole.DISPLAY,
        weight=700,
        size=max(24.0, size),
        max_lines=1 if _reach(text) < _UNBROKEN or " " in text else 4,
        leading=_leading(text),
        tracking=-0.03,
        share=1.0,
        reveal=words(begin, RevealStyle.MASK, RevealBy.WORD, each_s=0.07, length_s=0.7),
        motions=_way_in(place, begin.at),
    )


def _below(text: str, size: float) -> GroupLayer:
    """Room for what hangs below the last line in scripts that go deep."""
    deep = 0.0 if _leading(text) == _LEADING else 0.2 * size
    return GroupLayer(width=1.0, height=deep)


def _way_in(place: int, begin: float) -> tuple[Motion, ...]:
    start = at(begin)
    if place % 3 == 1:
        return (motion(Property.X, start, 0.8, (-90.0, 0.0)), fading(start, 0.2))
    if place % 3 == 2:
        return (motion(Property.SCALE, start, 0.8, (0.9, 1.0), Ease.SPRING), fading(start, 0.2))
    return (motion(Property.Y, start, 0.8, (40.0, 0.0)), fading(start, 0.2))


def _lines(text: str, aspect: Aspect) -> list[tuple[str, float]]:
    """`text` in lines, each as large as the width allows: the breaks that fill the most."""
    area = _area(aspect)
    pieces = _pieces(text)
    if not pieces:
        return []
    phrases = [_pieces(phrase) for phrase in _PHRASE.split(text.strip())]
    tries: set[tuple[str, ...]] = set()
    for letters in range(4, max(6, min(_LONGEST, _reach(text)) + 1)):
        tries.add(tuple(_filled(pieces, letters)))
        tries.add(tuple(line for phrase in phrases for line in _filled(phrase, letters)))
    return max((_sized(lines, area) for lines in sorted(tries)), key=_filling)


def _area(aspect: Aspect) -> Box:
    return safe_area(units(aspect))


def _sized(lines: Sequence[str], area: Box) -> list[tuple[str, float]]:
    most = _LARGEST if all(_leading(line) == _LEADING for line in lines) else 0.6 * _LARGEST
    wide = [min(most, area.width / (_EM * max(1, _reach(line)))) for line in lines]
    factor = min(1.0, area.height / (sum(wide) * max(map(_leading, lines))))
    return [(line, size * factor) for line, size in zip(lines, wide, strict=True)]


def _leading(text: str) -> float:
    """Letters with marks above and below them need more room than plain ones."""
    return _LEADING if all(ord(char) < _LATIN for char in text) else _TALL_LEADING


def _filling(lines: Sequence[tuple[str, float]]) -> float:
    """How well lines fill the frame; a sentence that ends inside a line costs a little, and so
    does a character that stands alone."""
    inked = sum(_reach(line) * size * size for line, size in lines)
    torn = sum(bool(_TORN.search(line)) or _is_lone(line) for line, _ in lines)
    smallest = min(size for _, size in lines)
    return inked * (1 - 0.3 * min(2, torn)) * min(1.0, smallest / _READABLE)


def _filled(pieces: Sequence[tuple[str, int]], letters: int) -> list[str]:
    rows: list[str] = []
    reached = 0
    for piece, reach in pieces:
        if rows and reached + reach - piece.endswith(" ") <= letters:
            rows[-1] += piece
            reached += reach
        else:
            rows.append(piece)
            reached = reach
    return [row.rstrip() for row in rows]


def _pieces(text: str) -> list[tuple[str, int]]:
    """What lines are made of, with how far each reaches."""
    found = _PIECE.findall(" ".join(text.split()))
    return [(piece, _reach(piece)) for piece in found]


def _is_lone(line: str) -> bool:
    return len(line) == 1 and _reach(line) == 2


def _reach(text: str) -> int:
    """How far a text reaches, in letters; those of Chinese and Japanese reach as far as two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _strongest(lines: Sequence[str]) -> int:
    """The line in the accent: one with a number, else the last."""
    numbers = [n for n, line in enumerate(lines) if any(char.isdigit() for char in line)]
    return numbers[0] if numbers else len(lines) - 1


KINETIC = Template("kinetic", "Words that move", frozenset({"headline"}), _make)
