"""Words on screen as lines that a person can edit, and back."""

from __future__ import annotations

from typing import Any

from studio.domain.scene import MAX_COLUMNS, MAX_ITEMS, MAX_ROWS, Item, Words

MANY = frozenset({"points", "items", "table"})
"""Fields that take a line for each."""

_BULLETS = " -*•\t"


def lines_of(words: Words, field: str) -> str:
    """A field as text: points as lines, items as "label: value | detail", cells between bars."""
    value = getattr(words, field)
    if field == "points":
        return "\n".join(value)
    if field == "items":
        return "\n".join(_written(item) for item in value)
    if field == "table":
        return "\n".join(" | ".join(row) for row in value)
    return str(value)


def value_of(words: Words, field: str, text: str) -> Any:
    """What stands in `text` as the field's value; items keep the icons of those before them."""
    if field not in MANY:
        return text.strip("\n") if field == "code" else text.strip()
    lines = [line.strip(_BULLETS) for line in text.splitlines() if line.strip(_BULLETS)]
    if field == "points":
        return tuple(line[:300] for line in lines[:MAX_ITEMS])
    if field == "table":
        rows = ([cell.strip()[:120] for cell in line.strip("|").split("|")] for line in lines)
        return tuple(tuple(row[:MAX_COLUMNS]) for row in list(rows)[:MAX_ROWS])
    icons = {item.label: item.icon for item in words.items}
    return tuple(_item(line, icons) for line in lines[:MAX_ITEMS])


def _written(item: Item) -> str:
    said = f"{item.label}: {item.value}" if item.value and item.label else item.label or item.value
    return f"{said} | {item.detail}" if item.detail else said


def _item(line: str, icons: dict[str, str]) -> Item:
    said, _, detail = line.partition("|")
    label, colon, value = said.partition(":")
    named = label.strip()[:120]
    return Item(
        label=named,
        value=value.strip()[:200] if colon else "",
        detail=detail.strip()[:300],
        icon=icons.get(named, ""),
    )
