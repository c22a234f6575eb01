"""Numbers on screen: the number itself, and the words of its sentence around it."""

from __future__ import annotations

import re

from studio.domain.scene import Words
from studio.llm.embedded.beats import Beat
from studio.llm.embedded.headlines import fits, subject, without_lead
from studio.llm.embedded.numbers import Telling, qualifier, telling_number
from studio.llm.embedded.sentences import words

_SIGNS = (
    (">", re.compile(r"over|at least|more than", re.IGNORECASE)),
    ("<", re.compile(r"under|up to|at most|less than|fewer than", re.IGNORECASE)),
    ("≈", re.compile(r"about|around|almost|nearly|roughly|approximately|some", re.IGNORECASE)),
)
_EMPTY_LEAD = re.compile(
    r"^(?:and|but|or|some|a|where|when|that|which|who|while|if)$", re.IGNORECASE
)


def key_number(beat: Beat) -> Telling | None:
    """The most telling number of all that a beat says."""
    found = [told for part in beat.parts if (told := telling_number(part))]
    return max(found, key=lambda told: told.strength, default=None)


def figure(beat: Beat, told: Telling) -> Words:
    """A number large, with a line above it, its unit below, and what it is of."""
    above, is_whole = _above(beat, told)
    number = told.number if is_whole else _signed(told)
    beside = _beside(beat, told, above)
    return Words(headline=above, detail=beside, number=number[:40], unit=told.after[:80])


def figure_line(told: Telling) -> str:
    """A number in one line of words: "About 18 days"."""
    line = f"{qualifier(told.before)} {told.number} {told.after}".strip()
    return line[:1].upper() + line[1:]


def figure_subject(beat: Beat, told: Telling) -> str:
    """What the sentence that holds the number is about, or ""."""
    return subject(_holding(beat, told))


def _above(beat: Beat, told: Telling) -> tuple[str, bool]:
    """The line above a number, and whether it holds its "about" or "more than"."""
    is_plain = not qualifier(told.before)
    if beat.shown_heading:
        return beat.shown_heading, is_plain
    named, before = figure_subject(beat, told), without_lead(told.before)[1]
    is_bare = len(words(told.before)) <= len(words(qualifier(told.before))) + 1
    if is_bare and named and not told.before.startswith(named):
        return named, is_plain
    if not fits(before) or _EMPTY_LEAD.match(before):
        return named, is_plain
    if named and _is_second_verb(beat, told):
        return f"{named} {before}", True
    text = re.sub(r"^(?:and|but|so)\s", "", before)
    return text[:1].upper() + text[1:], True


def _is_second_verb(beat: Beat, told: Telling) -> bool:
    """True when the words before a number go on with a verb after "and"."""
    holding = _holding(beat, told)
    return bool(told.before) and f" and {told.before}" in holding and told.before[0].islower()


def _beside(beat: Beat, told: Telling, above: str) -> str:
    """What the number is of, where a section's heading took the line above it."""
    named = told.before if _holding(beat, told).startswith(f"{told.before}:") else ""
    named = named or figure_subject(beat, told)
    return named if named and named not in above and not qualifier(named) else ""


def _holding(beat: Beat, told: Telling) -> str:
    return next((part for part in beat.parts if telling_number(part) == told), "")


def _signed(told: Telling) -> str:
    """The number with ≈, > or < for the "about", "more than" or "less than" before it."""
    word = qualifier(told.before)
    for sign, pattern in _SIGNS:
        if word and pattern.fullmatch(word):
            return f"{sign} {told.number}"
    return f"−{told.number}" if word.lower() == "minus" else told.number
