"""The shipped icons: Lucide, as SVG paths to be stroked (`assets/icons/CREDITS.md`)."""

from __future__ import annotations

import json
import re
from functools import lru_cache

from studio.graphics.fonts import fonts_folder

BOX = 24.0
"""Every icon is drawn in a box of this many units a side."""

FALLBACK = "circle"
_WORD = re.compile(r"[a-z]{3,}")
_EMPTY = frozenset({"and", "for", "the", "with", "from", "your", "our", "all", "any", "not", "new"})


@lru_cache(maxsize=1)
def _shipped() -> dict[str, dict[str, str]]:
    file = fonts_folder().parent / "icons" / "lucide.json"
    found: dict[str, dict[str, str]] = json.loads(file.read_text(encoding="utf-8"))
    return found


def icon_names() -> tuple[str, ...]:
    """The names of all icons, in the order of the alphabet."""
    return tuple(_shipped())


def icon_path(name: str) -> str:
    """The path of the icon `name`; a circle when there is none of that name."""
    shipped = _shipped()
    return shipped.get(name, shipped[FALLBACK])["path"]


def icon_for(text: str) -> str:
    """The icon that the words of `text` call for, "" when none does.

    A word that names an icon counts three times as much as one of an icon's other words, and
    earlier words more than later ones.
    """
    best, most = "", 0.0
    for place, word in enumerate(_WORD.findall(text.casefold())[:12]):
        for name, worth in _called_by().get(_stem(word), ()):
            rate = worth / (1 + 0.25 * place)
            if rate > most:
                best, most = name, rate
    return best


@lru_cache(maxsize=1)
def _called_by() -> dict[str, tuple[tuple[str, float], ...]]:
    found: dict[str, list[tuple[str, float]]] = {}
    for name, icon in _shipped().items():
        parts = name.split("-")
        for part in parts:
            found.setdefault(_stem(part), []).append((name, 3.0 / len(parts) - 0.01 * len(name)))
        for place, tag in enumerate(icon["tags"].split()):
            found.setdefault(_stem(tag), []).append((name, 1.0 - 0.05 * place))
    return {
        word: tuple(sorted(named, key=lambda pair: -pair[1])[:3])
        for word, named in found.items()
        if word not in _EMPTY
    }


def _stem(word: str) -> str:
    for ending in ("ing", "ies", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word
