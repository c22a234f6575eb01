"""What a scene lists, as templates want it: items with labels, icons, and values to draw."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studio.domain.scene import Item, Words
from studio.graphics.icons import icon_for, icon_names
from studio.graphics.layers import MAX_DATA, Datum

_LONGEST_LABEL = 48
_NUMBER = re.compile(r"[-−–]?\s?\d[\d.,'’\u00a0\u202f ]*")
_SIZES = (
    ("trillion", 1e12),
    ("billion", 1e9),
    ("bn", 1e9),
    ("million", 1e6),
    ("m", 1e6),
    ("thousand", 1e3),
    ("k", 1e3),
)
_SPARE = ("sparkles", "star", "layers", "compass", "target", "leaf", "gem", "zap")


def items_of(words: Words, most: int = 12) -> tuple[Item, ...]:
    """The items of `words`, or its points as items ("label: value"); empty ones left out."""
    items = words.items or tuple(item_of(point) for point in words.points)
    full = (item for item in items if (item.label + item.value + item.detail).strip())
    return tuple(full)[:most]


def item_of(text: str) -> Item:
    """A line of text as an item: what stands before a colon is its label."""
    label, colon, value = text.partition(":")
    if colon and value.strip() and len(label) <= _LONGEST_LABEL:
        return Item(label=label.strip(), value=value.strip()[:200])
    return Item(label=text.strip()[:120])


def icons_of(items: Sequence[Item]) -> tuple[str, ...]:
    """An icon for each item: its own, one that its words call for, or a spare; none twice."""
    known, taken = frozenset(icon_names()), set[str]()
    found = []
    for item in items:
        wished = (item.icon, icon_for(item.label), icon_for(item.value), *_SPARE)
        icon = next((name for name in wished if name in known and name not in taken), _SPARE[0])
        taken.add(icon)
        found.append(icon)
    return tuple(found)


def series_of(words: Words) -> tuple[Datum, ...]:
    """What `words` list as values to be drawn; items without a number are left out."""
    found = []
    for item in items_of(words, MAX_DATA):
        written = item.value if number_in(item.value) is not None else item.label
        value = number_in(written)
        if value is not None:
            label = item.label if written is item.value else item.value
            found.append(Datum(label=label[:120], value=value, said=written[:40]))
    return tuple(found)


def number_in(text: str) -> float | None:
    """The first number of `text`, with "k", "million" and the like after it; None without."""
    match = _NUMBER.search(text)
    if match is None:
        return None
    digits = re.sub(r"[^\d.,]", "", match.group()).rstrip(".,")
    whole, point, rest = digits.rpartition("." if digits.rfind(".") > digits.rfind(",") else ",")
    is_grouped = len(rest) == 3 and whole not in {"", "0"} and (point == "," or "," in whole)
    plain = re.sub(r"[.,]", "", digits)
    if point and not is_grouped:
        plain = f"{re.sub(r'[.,]', '', whole) or '0'}.{rest}"
    value = float(plain) if plain else 0.0
    after = text[match.end() :].strip().casefold()
    size = next((s for word, s in _SIZES if re.match(rf"{word}\b", after)), 1.0)
    sign = -1.0 if match.group()[0] in "-−–" else 1.0
    return max(-1e12, min(1e12, sign * value * size))


def highest(series: Sequence[Datum]) -> int | None:
    """The place of the value that stands out: the greatest, where there is only one such."""
    if len(series) < 2:
        return None
    most = max(range(len(series)), key=lambda place: series[place].value)
    rest = [datum.value for place, datum in enumerate(series) if place != most]
    return most if series[most].value > max(rest) else None
