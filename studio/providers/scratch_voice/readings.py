"""How years, money and units are read aloud, where the engine would stumble over them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Reading = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """What `pattern` finds is read as `parts`: its own groups by number, and words between."""

    pattern: re.Pattern[str]
    parts: tuple[int | str, ...]

    def readings(self, narration: str) -> Iterator[tuple[range, Reading]]:
        """Where it applies, and the characters to read there, each with its own place."""
        for found in self.pattern.finditer(narration):
            yield range(*found.span()), tuple(self._characters(found))

    def _characters(self, found: re.Match[str]) -> Iterator[tuple[str, int]]:
        place = found.start()
        for part in self.parts:
            if isinstance(part, str):
                yield from ((character, place) for character in part)
                continue
            start, end = found.span(part)
            yield from zip(found.string[start:end], range(start, end), strict=True)
            place = max(place, end - 1)


def _rule(pattern: str, *parts: int | str) -> Rule:
    return Rule(re.compile(pattern), parts)


_AMOUNT = r"\s?(\d[\d,]*(?:\.\d+)?(?:\s(?:thousand|million|billion|trillion))?)\b"
_YEAR_END = r"\b(?![.,:]\d|\s?[%°$€£])"
_TENS = (
    "twenties",
    "thirties",
    "forties",
    "fifties",
    "sixties",
    "seventies",
    "eighties",
    "nineties",
)

_EVERYWHERE = (_rule(r"(?i)\bhttps?://(?:www\.)?"),)

_ENGLISH = (
    _rule(rf"\b(?<![.,:#$€£])(1[5-9])([1-9]\d){_YEAR_END}", 1, " ", 2),
    _rule(rf"\b(?<![.,:#$€£])(1[5-9])0([1-9]){_YEAR_END}", 1, " oh ", 2),
    *(_rule(rf"\b(1[5-9]|20){n}0s\b", 1, f" {tens}") for n, tens in enumerate(_TENS, 2)),
    _rule(rf"\${_AMOUNT}", 1, " dollars"),
    _rule(rf"€{_AMOUNT}", 1, " euros"),
    _rule(rf"£{_AMOUNT}", 1, " pounds"),
    _rule(r"(?<=\d)\s?km/h\b", " kilometres per hour"),
    _rule(r"(?<=\d)\s?km/s\b", " kilometres per second"),
    _rule(r"(?<=\d)\s?m/s\b", " metres per second"),
    _rule(r"(?<=\d)\s?mph\b", " miles per hour"),
    _rule(r"(?<=\d)\s?km\b", " kilometres"),
    _rule(r"(?<=\d)\s?cm\b", " centimetres"),
    _rule(r"(?<=\d)\s?mm\b", " millimetres"),
    _rule(r"(?<=\d)\s?kg\b", " kilograms"),
    _rule(r"(?<=\d)\s?°\s?C\b", " degrees Celsius"),
    _rule(r"(?<=\d)\s?°\s?F\b", " degrees Fahrenheit"),
    _rule(r"#(?=\d)|\bNo\.\s(?=\d)", "number "),
    _rule(r"\b(Dr|Mr|Mrs|Ms|Prof)\.(?=\s)", 1),
    _rule(r"\bvs\.", "versus"),
)


def readings(narration: str, language: str) -> Mapping[int, Reading]:
    """What is read at each place of `narration` that is not read as it is written.

    The first place of a stretch holds all that is read for it, the others nothing.
    `language` is a BCP 47 tag; only English has rules of its own.
    """
    found: dict[int, Reading] = {}
    rules = (*_EVERYWHERE, *_ENGLISH) if language.startswith("en") else _EVERYWHERE
    for rule in rules:
        for places, reading in rule.readings(narration):
            if found.keys().isdisjoint(places):
                found.update(dict.fromkeys(places, ()))
                found[places[0]] = reading
    return found
