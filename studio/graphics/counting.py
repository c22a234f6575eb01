"""Numbers that count up to themselves, in the way they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = re.compile(r"\d{1,3}(?:[,.'’\u00a0\u202f ]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?")
_YEARS = range(1000, 2200)
_YEARS_BACK = 60


@dataclass(frozen=True)
class Count:
    """A number in its words: `before` and `after` stay, the number itself counts.

    `grouping` stands between thousands, `point` before the `decimals`.
    """

    before: str
    value: float
    start: float
    decimals: int
    grouping: str
    point: str
    after: str

    def at(self, share: float) -> str:
        """How it reads when `share` of the way is done, from 0 to 1."""
        value = self.start + (self.value - self.start) * share
        written = f"{value:,.{self.decimals}f}"
        swapped = written.replace(",", "\x00").replace(".", self.point)
        return self.before + swapped.replace("\x00", self.grouping) + self.after


def count_of(text: str) -> Count | None:
    """How `text` counts; None when it holds no number, or more than one ("24/7", "3–5")."""
    found = list(_NUMBER.finditer(text)) if text.isascii() or _is_countable(text) else []
    if len(found) != 1:
        return None
    match = found[0]
    digits, point, decimals = _split(match.group())
    grouping = next((char for char in digits if not char.isdigit()), "")
    whole = "".join(char for char in digits if char.isdigit())
    if len(whole) > 12 or (len(whole) > 1 and whole.startswith("0")):
        return None
    value = float(f"{whole}.{decimals or '0'}")
    is_year = not grouping and not decimals and int(whole) in _YEARS
    return Count(
        before=text[: match.start()],
        value=value,
        start=value - _YEARS_BACK if is_year else 0.0,
        decimals=len(decimals),
        grouping=grouping,
        point=point or ".",
        after=text[match.end() :],
    )


def _is_countable(text: str) -> bool:
    return all(char.isascii() or not char.isdecimal() for char in text)


def _split(number: str) -> tuple[str, str, str]:
    """Whole part, decimal point, decimals. One separator before three digits groups them."""
    separators = [char for char in number if not char.isdigit()]
    if not separators:
        return number, "", ""
    last = separators[-1]
    whole, _, tail = number.rpartition(last)
    groups = len(tail) == 3 and (len(set(separators)) == 1) and len(whole.lstrip("0")) > 0
    if groups or last not in ".,":
        return number, "", ""
    return whole, last, tail
